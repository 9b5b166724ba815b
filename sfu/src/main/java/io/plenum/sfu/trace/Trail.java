package io.plenum.sfu.trace;

import io.plenum.rtc.rtcp.TransportFeedback;
import io.plenum.rtc.rtp.RtpView;
import io.plenum.sfu.Source;
import io.plenum.sfu.allocation.Allotment;
import io.plenum.sfu.allocation.PictureWish;
import io.plenum.sfu.bandwidth.BandwidthEstimator;
import io.plenum.sfu.bandwidth.Feedback;
import io.plenum.sfu.bandwidth.ProbeCluster;
import io.plenum.sfu.pacing.PacketKind;
import io.plenum.sfu.state.StateWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Set;

/**
 * What one participant leaves in its room's {@link TraceRing}. Headers, times and decisions only:
 * nothing of what is said, shown or written, and no keys.
 *
 * <p>Nothing is allocated. Confined to the room's loop.
 */
public final class Trail {
  /** A name is cut to this; a seat's id is 32. */
  static final int MAX_NAME_BYTES = 64;

  private static final Trail NONE = new Trail(null, 0, "");

  private final TraceRing ring;
  private final int number;
  private final byte[] name;
  private int terms;
  private long checkpointed;

  Trail(TraceRing ring, int number, String name) {
    this.ring = ring;
    this.number = number;
    byte[] whole = name.getBytes(StandardCharsets.UTF_8);
    this.name = Arrays.copyOf(whole, Math.min(whole.length, MAX_NAME_BYTES));
  }

  /** One that is not kept. */
  public static Trail none() {
    return NONE;
  }

  void joined(long nowNs) {
    head(RecordKind.JOINED, name.length, padded(name.length), nowNs);
    putName();
  }

  private void putName() {
    for (int i = 0; i < name.length; i += Integer.BYTES) {
      ring.putBytes(name(i), name(i + 1), name(i + 2), name(i + 3));
    }
  }

  private byte name(int index) {
    return index < name.length ? name[index] : 0;
  }

  static int padded(int bytes) {
    return (bytes + Integer.BYTES - 1) / Integer.BYTES * Integer.BYTES;
  }

  /** Its way out begins. */
  public void began(Feedback feedback, boolean soundNumbered, boolean pads, long nowNs) {
    if (ring == null) {
      return;
    }
    terms = Codes.FEEDBACK.indexOf(feedback) | (soundNumbered ? 4 : 0) | (pads ? 8 : 0);
    checkpointed = ring.writtenBytes();
    mark(RecordKind.BEGAN, terms, nowNs);
  }

  /** Whether the ring is about to forget how what is known of the way out came about. */
  public boolean checkpointDue() {
    return ring != null
        && ring.writtenBytes() - checkpointed >= ring.checkpointBytes()
        && ring.checkpointFits();
  }

  /** An empty writer for {@link #checkpoint}; not to be asked for of a trail that is not kept. */
  public StateWriter writer() {
    return ring.writer();
  }

  /** All that is known of its way out. */
  public void checkpoint(StateWriter state, long nowNs) {
    checkpointed = ring.writtenBytes();
    ring.checkpoint();
    if (state.full()) {
      return; // the next one may fit
    }
    int bytes = 8 + padded(name.length) + padded(state.length());
    head(RecordKind.CHECKPOINT, terms, bytes, nowNs);
    ring.putShorts(name.length, 0);
    ring.putInt(state.length());
    putName();
    for (int i = 0; i < state.length(); i += Integer.BYTES) {
      ring.putBytes(state.at(i), state.at(i + 1), state.at(i + 2), state.at(i + 3));
    }
  }

  /** It is gone; nothing may follow. */
  public void left(long nowNs) {
    mark(RecordKind.LEFT, 0, nowNs);
    if (ring != null) {
      ring.left(number);
    }
  }

  /** A packet came from it. */
  public void received(RtpView packet, long nowNs) {
    if (ring == null) {
      return;
    }
    int bytes = packet.headerLength() + packet.payloadLength() + packet.paddingLength();
    head(RecordKind.RECEIVED, bytes, 12, nowNs);
    ring.putInt(packet.ssrc());
    int type = packet.payloadType() | (packet.marker() ? 0x80 : 0);
    ring.putShorts(packet.sequenceNumber(), type);
    ring.putInt((int) packet.timestamp());
  }

  /** It misses packets. */
  public void missed(int packets, long nowNs) {
    mark(RecordKind.MISSED, packets, nowNs);
  }

  /** It cannot decode a picture. */
  public void pictureLost(long nowNs) {
    mark(RecordKind.PICTURE_LOST, 0, nowNs);
  }

  /** A packet for it, of so many bytes on the wire, leaves at once or waits. */
  public void sent(PacketKind kind, boolean atOnce, int bytes, long nowNs) {
    if (ring != null) {
      ring.head(RecordKind.sent(kind, atOnce), number, bytes, 0, nowNs);
    }
  }

  /** So many packets that waited have left, and so many of padding. */
  public void released(int video, int retransmissions, int padding, long nowNs) {
    if (ring != null) {
      head(RecordKind.RELEASED, 0, 8, nowNs);
      ring.putShorts(video, retransmissions);
      ring.putShorts(padding, 0);
    }
  }

  /** Of {@code waited} packets of a kind those at {@code places} are thrown away. */
  public void discarded(PacketKind kind, int waited, BitSet places, long nowNs) {
    if (ring == null) {
      return;
    }
    int words = words(waited);
    int value = waited << 2 | Codes.PACKET.indexOf(kind);
    head(RecordKind.DISCARDED, value, words * Integer.BYTES, nowNs);
    for (int word = 0; word < words; word++) {
      int bits = 0;
      for (int bit = 0; bit < Integer.SIZE; bit++) {
        bits |= places.get(word * Integer.SIZE + bit) ? 1 << bit : 0;
      }
      ring.putInt(bits);
    }
  }

  /** Words of 32 bits that hold a bit for each of so many. */
  static int words(int bits) {
    return (bits + Integer.SIZE - 1) / Integer.SIZE;
  }

  /** It reports arrivals. */
  public void reported(TransportFeedback feedback, long nowNs) {
    int arrivals = feedback.arrivals().size();
    int bytes = 8 + 4 * arrivals;
    if (ring == null) {
      return;
    }
    if (bytes > TraceRing.MAX_BODY_BYTES) {
      mark(RecordKind.GAP, 0, nowNs);
      return;
    }
    head(RecordKind.REPORTED, arrivals, bytes, nowNs);
    ring.putShorts(feedback.baseSequence(), feedback.statusCount());
    ring.putInt(feedback.referenceTime() | feedback.feedbackCount() << 24);
    for (int i = 0; i < arrivals; i++) {
      TransportFeedback.Arrival arrival = feedback.arrivals().get(i);
      ring.putShorts(arrival.index(), arrival.deltaTicks());
    }
  }

  /** What is known about its link now. */
  public void estimated(BandwidthEstimator estimator, long nowNs) {
    if (ring != null) {
      head(RecordKind.ESTIMATED, Codes.USE.indexOf(estimator.use()), 16, nowNs);
      ring.putLong(estimator.estimateBps());
      ring.putLong(Double.doubleToRawLongBits(estimator.lossShare()));
    }
  }

  /** It says what it takes. */
  public void remb(long bps, long nowNs) {
    figure(RecordKind.REMB, bps, nowNs);
  }

  /** What could be used. */
  public void wanted(long bps, long nowNs) {
    figure(RecordKind.WANTED, bps, nowNs);
  }

  private void figure(RecordKind kind, long bps, long nowNs) {
    if (ring != null) {
      head(kind, 0, 8, nowNs);
      ring.putLong(bps);
    }
  }

  /** The server has so much for its pictures, bit/s. */
  public void limited(long bps, long nowNs) {
    figure(RecordKind.LIMITED, bps, nowNs);
  }

  /** A probe begins. */
  public void probe(ProbeCluster probe, long nowNs) {
    if (ring != null) {
      head(RecordKind.PROBE, Codes.REASON.indexOf(probe.why()), 16, nowNs);
      ring.putInt(probe.id());
      ring.putInt(probe.bytes());
      ring.putLong(probe.bps());
    }
  }

  /** Time passed. */
  public void deadline(long nowNs) {
    mark(RecordKind.DEADLINE, 0, nowNs);
  }

  /** Packets take another path. */
  public void pathChanged(boolean elsewhere, long nowNs) {
    mark(RecordKind.PATH_CHANGED, elsewhere ? 1 : 0, nowNs);
  }

  /** It speaks for the room now. */
  public void speaks(long nowNs) {
    mark(RecordKind.SPEAKS, 0, nowNs);
  }

  /** It says how many pictures it shows. */
  public void viewed(int wishes, long nowNs) {
    mark(RecordKind.VIEWED, wishes, nowNs);
  }

  /** What of it may be forwarded. */
  public void allowed(Set<Source> sources, long nowNs) {
    int bits = 0;
    for (Source source : sources) {
      bits |= 1 << Codes.SOURCE.indexOf(source);
    }
    mark(RecordKind.ALLOWED, bits, nowNs);
  }

  /** Its link is shared so. */
  public void allotted(
      List<PictureWish> wishes, long soundBps, long budgetBps, Allotment outcome, long nowNs) {
    if (ring == null) {
      return;
    }
    int bytes = ShareRecord.bytes(wishes);
    if (bytes > TraceRing.MAX_BODY_BYTES) {
      mark(RecordKind.GAP, 0, nowNs);
      return;
    }
    head(RecordKind.ALLOTTED, wishes.size(), bytes, nowNs);
    ring.putLong(soundBps);
    ring.putLong(budgetBps);
    ShareRecord.put(wishes, outcome, ring);
  }

  private void mark(RecordKind kind, int value, long nowNs) {
    if (ring != null) {
      head(kind, value, 0, nowNs);
    }
  }

  private void head(RecordKind kind, int value, int bodyBytes, long nowNs) {
    ring.head(kind.number(), number, value, bodyBytes, nowNs);
  }
}
