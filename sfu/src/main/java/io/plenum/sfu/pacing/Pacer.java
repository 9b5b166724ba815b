package io.plenum.sfu.pacing;

import io.plenum.sfu.state.State;
import java.util.BitSet;

/**
 * Says when packets leave to one receiver, so that what the network's queue would hold waits here
 * instead, where sound overtakes it. It knows sizes and times only; whoever owns the bytes keeps
 * them, first in, first out for each kind.
 *
 * <p>A leaky bucket: what leaves fills it, time drains it at the rate; a packet leaves while it
 * holds less than a burst, then the next ones when it is empty. Sound leaves always, and counts.
 *
 * <p>Pure: time in, what to send and the next deadline out. Nothing is allocated. Confined to the
 * room's loop.
 */
public final class Pacer {
  /** What leaves at once: a packet or two, behind which sound does not wait for long. */
  public static final long BURST_NS = 5_000_000L;

  /**
   * The same on a link of {@link #AMPLE_BPS} or more, where the pictures of several senders that
   * come at the same time are gone as soon. Browsers allow themselves 40 ms on every link.
   */
  static final long AMPLE_BURST_NS = 20_000_000L;

  static final long AMPLE_BPS = 6_000_000;

  /** In a probe, a burst must be short against the whole. */
  public static final long PROBE_BURST_NS = 1_000_000L;

  /** What is called so much too late is made up for: a loop has other things to do. */
  static final long MAX_LATE_NS = 5_000_000L;

  /** No packet waits longer: the rate is raised as needed. A frame later than that is late. */
  public static final long MAX_HOLD_NS = 250_000_000L;

  /**
   * One packet of padding, on the wire: a header of 12 bytes with 8 of extensions, 255 bytes of
   * padding (RFC 3550, section 5.1), and {@link Downlink#OVERHEAD_BYTES}.
   */
  public static final int PADDING_BYTES = 12 + 8 + 255 + Downlink.OVERHEAD_BYTES;

  /**
   * Rate of leaving against the estimate: what arrives here in bursts, as keyframes do, must catch
   * up. Below libwebrtc's 2.5: the estimate is of a link that others' video shares.
   */
  private static final double HEADROOM = 1.1;

  private static final double SECOND_NS = 1e9;

  private final HoldQueue retransmissions = new HoldQueue();
  private final HoldQueue video = new HoldQueue();
  private double paceBps;
  private double drainBps;
  private double bucketBytes;
  private long drainedNs;
  private double probeBps;
  private int probeBytes;

  /** A pacer for a link of {@code estimateBps}. */
  public Pacer(long estimateBps, long nowNs) {
    this.drainedNs = nowNs;
    estimate(estimateBps, nowNs);
  }

  /** The link takes {@code bps}. */
  public void estimate(long bps, long nowNs) {
    drain(nowNs);
    paceBps = bps * HEADROOM;
  }

  /** Sends {@code bytes} at {@code bps} from now on, of padding where nothing waits. */
  public void probe(long bps, int bytes, long nowNs) {
    drain(nowNs);
    probeBps = bps;
    probeBytes = bytes;
    bucketBytes = 0;
  }

  /** Whether nothing waits. */
  public boolean idle() {
    return retransmissions.empty() && video.empty() && probeBytes <= 0;
  }

  /** Whether a probe is being sent. */
  public boolean probing() {
    return probeBytes > 0;
  }

  /**
   * Takes a packet that is ready.
   *
   * @param bytes on the wire
   * @return true if it leaves now; false if it is held until {@link #next} names its kind. When a
   *     queue is crowded, {@link #next} lets packets go at once, so none is full while {@link
   *     #next} is called after a round of packets; else the newest would overtake the others
   */
  public boolean offer(PacketKind kind, int bytes, long nowNs) {
    drain(nowNs);
    if (kind == PacketKind.AUDIO || (first(kind) && open())) {
      leaves(bytes);
      return true;
    }
    HoldQueue queue = queue(kind);
    if (queue.full(bytes)) {
      leaves(bytes);
      return true;
    }
    queue.add(bytes, nowNs);
    drainBps = Math.max(drainBps, heldBytes() * 8 * SECOND_NS / MAX_HOLD_NS);
    return false;
  }

  /** Whether nothing waits that {@code kind} must not overtake. */
  private boolean first(PacketKind kind) {
    return retransmissions.empty() && (kind == PacketKind.RETRANSMISSION || video.empty());
  }

  /**
   * The kind of which the first packet held leaves now, or {@link PacketKind#PADDING}: a new packet
   * of {@link #PADDING_BYTES}; null if nothing leaves. To be called until it answers null.
   */
  public PacketKind next(long nowNs) {
    drain(nowNs);
    if (!open()) {
      return null;
    }
    if (!retransmissions.empty()) {
      leaves(retransmissions.remove());
      return PacketKind.RETRANSMISSION;
    }
    if (!video.empty()) {
      leaves(video.remove());
      return PacketKind.VIDEO;
    }
    if (probeBytes > 0) {
      leaves(PADDING_BYTES);
      return PacketKind.PADDING;
    }
    drainBps = 0;
    return null;
  }

  /**
   * Packets of {@code kind} are not to be sent any more: the others wait for less.
   *
   * @param places of theirs, from 0
   */
  public void discard(PacketKind kind, BitSet places, long nowNs) {
    drain(nowNs);
    queue(kind).remove(places);
    double leastBps =
        Math.max(
            retransmissions.leastBps(0, nowNs), video.leastBps(retransmissions.bytes(), nowNs));
    drainBps = Math.min(drainBps, leastBps);
  }

  /** When {@link #next} has something; {@link Long#MAX_VALUE} if nothing waits. */
  public long nextDeadlineNs() {
    if (idle()) {
      return Long.MAX_VALUE;
    }
    if (open()) {
      return drainedNs;
    }
    return drainedNs + (long) Math.ceil(bucketBytes * 8 * SECOND_NS / bps());
  }

  /** Bytes held. */
  public long heldBytes() {
    return retransmissions.bytes() + video.bytes();
  }

  /** Since when the packet waits that came first; {@link Long#MAX_VALUE} if none does. */
  public long heldSinceNs() {
    return Math.min(retransmissions.sinceNs(), video.sinceNs());
  }

  /** The queue of {@code kind}. */
  HoldQueue queue(PacketKind kind) {
    return switch (kind) {
      case RETRANSMISSION -> retransmissions;
      case VIDEO -> video;
      case AUDIO, PADDING -> throw new IllegalArgumentException("never held: " + kind);
    };
  }

  private double bps() {
    return probeBytes > 0 ? Math.max(probeBps, drainBps) : Math.max(paceBps, drainBps);
  }

  private boolean open() {
    return bucketBytes <= 0
        || bucketBytes < bps() / 8 * burstNs() / SECOND_NS
        || retransmissions.crowded()
        || video.crowded();
  }

  private long burstNs() {
    if (probeBytes > 0) {
      return PROBE_BURST_NS;
    }
    return paceBps < AMPLE_BPS * HEADROOM ? BURST_NS : AMPLE_BURST_NS;
  }

  private void leaves(int bytes) {
    bucketBytes += bytes;
    probeBytes = Math.max(0, probeBytes - bytes);
  }

  private void drain(long nowNs) {
    double bytesPerNs = bps() / 8 / SECOND_NS;
    double least = idle() ? 0 : -bytesPerNs * MAX_LATE_NS;
    bucketBytes = Math.max(least, bucketBytes - bytesPerNs * (nowNs - drainedNs));
    drainedNs = nowNs;
  }

  /** Puts down what is known here, or takes it up. */
  void state(State state) {
    retransmissions.state(state);
    video.state(state);
    paceBps = state.of(paceBps);
    drainBps = state.of(drainBps);
    bucketBytes = state.of(bucketBytes);
    drainedNs = state.of(drainedNs);
    probeBps = state.of(probeBps);
    probeBytes = state.of(probeBytes);
  }
}
