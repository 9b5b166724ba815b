package io.plenum.testkit;

import io.plenum.rtc.codec.DescriptorRewriter;
import io.plenum.rtc.codec.FrameInfo;
import io.plenum.rtc.codec.FrameReader;
import io.plenum.rtc.codec.PacketRewrite;
import io.plenum.rtc.codec.PayloadRewriter;
import io.plenum.rtc.codec.VideoCodec;
import io.plenum.rtc.rtp.ExtensionWriter;
import io.plenum.rtc.rtp.RtpView;
import io.plenum.rtc.rtp.RtpWriter;
import io.plenum.rtc.seq.Wrapping;
import io.plenum.rtc.wire.Span;
import io.plenum.sfu.layer.LayerForwarder;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The part of a slot that chooses and rewrites, without peers and encryption: packets of several
 * encodings go in, those of one receiver's stream come out.
 */
public final class LayeredSlot {
  private final VideoCodec codec;
  private final Consumer<byte[]> receiver;
  private final LayerForwarder forwarder;
  private final Encoding[] encodings;
  private final FrameInfo frame = new FrameInfo();
  private final RtpView view = new RtpView();
  private final ExtensionWriter extensions = new ExtensionWriter();
  private final PayloadRewriter payloads = new PayloadRewriter();
  private final DescriptorRewriter descriptors = new DescriptorRewriter();
  private int wanted;
  private int current = -1;
  private int former = -1;

  /** A slot for {@code encodings} encodings whose numbers begin at {@code firstSequence}. */
  public LayeredSlot(
      VideoCodec codec, int encodings, int firstSequence, Consumer<byte[]> receiver) {
    this.codec = codec;
    this.receiver = receiver;
    this.forwarder = LayerForwarder.video(firstSequence);
    this.encodings = new Encoding[encodings];
    for (int i = 0; i < encodings; i++) {
      this.encodings[i] = new Encoding(FrameReader.of(codec, ScriptedLayers.DESCRIPTOR_ID));
    }
  }

  /** The receiver should get these layers. */
  public void target(int encoding, int spatial, int temporal) {
    wanted = encoding;
    forwarder.selector().target(spatial, temporal);
  }

  /** Whether encoding {@code encoding} must send a keyframe for the target to be reached. */
  public boolean needsKeyframe(int encoding) {
    return encoding == wanted
        && (current != wanted
            || forwarder.selector().needsKeyframe(encodings[encoding].topSpatial));
  }

  /** A packet of an encoding arrives. */
  public void packet(int encoding, byte[] bytes) {
    Encoding from = encodings[encoding];
    long sequence = from.sequence(ScriptedLayers.sequence(bytes));
    if (from.packets.putIfAbsent(sequence, bytes) != null) {
      return; // as a published stream does with what it has had
    }
    read(from, bytes);
    if (frame.isEarly()) {
      from.early.add(sequence);
      return;
    }
    boolean opens = frame.opensKeyframe();
    deliver(encoding, sequence);
    if (opens) {
      for (long waiting : List.copyOf(from.early)) {
        read(from, from.packets.get(waiting));
        if (!frame.isEarly()) {
          from.early.remove(waiting);
          deliver(encoding, waiting);
        }
      }
    }
  }

  private void deliver(int encoding, long sequence) {
    encodings[encoding].topSpatial = frame.topSpatial();
    if (encoding == current) {
      send(forwarder.packet(frame, sequence, view.timestamp(), view.marker()));
    } else if (encoding == wanted && frame.opensKeyframe()) {
      begin(encoding, sequence);
    } else if (encoding == former) {
      send(forwarder.formerPacket(frame, sequence, view.timestamp()));
    }
  }

  private void begin(int encoding, long sequence) {
    Encoding from = encodings[encoding];
    // All encodings take pictures at the same times; a keyframe may show one shown already.
    forwarder.begin(frame, sequence, view.timestamp(), view.timestamp(), 90);
    former = current;
    current = encoding;
    send(forwarder.packet(frame, sequence, view.timestamp(), view.marker()));
    for (long later = sequence + 1; later <= from.highest; later++) {
      byte[] waiting = from.packets.get(later);
      if (waiting != null) {
        read(from, waiting);
        if (frame.isEarly()) {
          continue;
        }
        send(forwarder.packet(frame, later, view.timestamp(), view.marker()));
      }
    }
  }

  private void read(Encoding from, byte[] bytes) {
    view.wrap(Span.of(bytes));
    from.reader.read(view, frame);
  }

  private void send(LayerForwarder.Verdict verdict) {
    if (verdict == LayerForwarder.Verdict.DROP) {
      return;
    }
    long rewrite = forwarder.rewrite();
    boolean empty = PacketRewrite.isEmpty(rewrite);
    extensions.clear();
    if (!empty) {
      int id = ScriptedLayers.DESCRIPTOR_ID;
      descriptors.write(extensions, id, view, id, frame, rewrite);
    }
    Span out = new Span().set(MemorySegment.ofArray(new byte[2_048]), 0, 0, 2_048);
    RtpWriter.writeHeader(
        out,
        96,
        PacketRewrite.marker(rewrite),
        (int) forwarder.sequence(),
        forwarder.timestamp(),
        9,
        extensions);
    if (!empty) {
      long at = RtpWriter.appendPayload(out, view);
      payloads.rewrite(codec, out.memory(), at, view.payloadLength(), rewrite);
    }
    receiver.accept(out.toBytes());
  }

  /** The spatial layer that the receiver gets. */
  public int spatial() {
    return forwarder.selector().spatial();
  }

  /** The temporal layer that the receiver gets. */
  public int temporal() {
    return forwarder.selector().temporal();
  }

  private static final class Encoding {
    private final FrameReader reader;
    private final List<Long> early = new ArrayList<>();
    private final Map<Long, byte[]> packets = new HashMap<>();
    private long highest = -1;
    private int topSpatial;

    Encoding(FrameReader reader) {
      this.reader = reader;
    }

    long sequence(int number) {
      long sequence = highest < 0 ? (1L << 16) + number : Wrapping.BITS_16.extend(highest, number);
      highest = Math.max(highest, sequence);
      return sequence;
    }
  }
}
