package io.plenum.testkit;

import io.plenum.rtc.codec.VideoCodec;
import io.plenum.rtc.rtp.RtpView;
import io.plenum.rtc.seq.Wrapping;
import io.plenum.rtc.wire.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A receiver that knows which frames each frame needs, and finds fault with what it gets: holes,
 * numbers used twice, frames in pieces, frames that cannot be decoded, markers at the wrong place,
 * picture ids that go back. Looks at everything at the end, in the order of sequence numbers. What
 * another encoding's keyframe cuts off may stay unfinished: no decoder waits for it.
 */
public final class LayerReceiver {
  private final TreeMap<Long, byte[]> packets = new TreeMap<>();
  private final List<String> faults = new ArrayList<>();
  private final List<Seen> pictures = new ArrayList<>();
  private long highest;
  private int empty;

  /** A receiver of nothing yet. */
  public LayerReceiver() {}

  /** Takes a packet of the one stream. */
  public void packet(byte[] packet) {
    int number = ScriptedLayers.sequence(packet);
    long sequence =
        packets.isEmpty() ? (1L << 16) + number : Wrapping.BITS_16.extend(highest, number);
    highest = Math.max(highest, sequence);
    byte[] former = packets.putIfAbsent(sequence, packet);
    if (former != null && !Arrays.equals(former, packet)) {
      faults.add("number " + sequence + " was used twice");
    }
  }

  /** Everything that is wrong with what came, written in {@code codec}. */
  public List<String> faults(VideoCodec codec) {
    for (long sequence = packets.firstKey(); sequence <= highest; sequence++) {
      if (!packets.containsKey(sequence)) {
        faults.add("nothing has number " + sequence);
      }
    }
    walk(codec);
    return faults;
  }

  private void walk(VideoCodec codec) {
    Set<Integer> decoded = new HashSet<>();
    DescriptorCheck descriptors = new DescriptorCheck(codec, faults);
    Walk at = new Walk();
    RtpView view = new RtpView();
    for (Map.Entry<Long, byte[]> entry : packets.entrySet()) {
      view.wrap(Span.of(entry.getValue()));
      LayerTruth truth = LayerTruth.in(view);
      if (truth == null) {
        empty++;
        continue;
      }
      if (at.truth == null || at.timestamp != view.timestamp()) {
        at.picture(view.timestamp(), truth, this);
        pictures.add(new Seen(truth.picture(), truth.spatial(), truth.temporal()));
      }
      at.piece(truth, faults);
      pictures.set(
          pictures.size() - 1, new Seen(truth.picture(), truth.spatial(), truth.temporal()));
      at.marked = view.marker() ? at.marked + 1 : at.marked;
      at.markedLast = view.marker();
      if (truth.index() == truth.count() - 1) {
        if (!decoded.containsAll(truth.needs())) {
          faults.add(truth + " cannot be decoded");
        }
        decoded.add(truth.frame());
      }
      descriptors.look(view, truth, empty > 0);
    }
  }

  /** The pictures that came, each with its highest layer, in order. */
  public List<Seen> pictures() {
    return pictures;
  }

  /** Packets without a payload. */
  public int empty() {
    return empty;
  }

  /**
   * A picture that came.
   *
   * @param spatial its highest layer
   */
  public record Seen(int picture, int spatial, int temporal) {}

  private static final class Walk {
    private LayerTruth truth;
    private long timestamp;
    private int marked;
    private boolean markedLast = true;
    private int next;

    void picture(long newTimestamp, LayerTruth begins, LayerReceiver receiver) {
      if (truth != null && !cutOff(begins) && (marked != 1 || !markedLast)) {
        receiver.faults.add(truth + " ends a picture with " + marked + " markers");
      }
      if (truth != null && !Wrapping.BITS_32.newer(newTimestamp, timestamp)) {
        receiver.faults.add("time goes back after " + truth);
      }
      timestamp = newTimestamp;
      marked = 0;
    }

    /** Whether another encoding goes on with a keyframe. */
    private boolean cutOff(LayerTruth begins) {
      return begins.source() != truth.source() && begins.needs().isEmpty();
    }

    void piece(LayerTruth now, List<String> faults) {
      boolean goesOn = truth != null && now.frame() == truth.frame();
      if (now.index() != (goesOn ? next : 0)
          || (!goesOn && truth != null && next != truth.count() && !cutOff(now))) {
        faults.add(now + " after " + truth);
      }
      truth = now;
      next = now.index() + 1;
    }
  }
}
