package io.plenum.bench;

import io.plenum.rtc.codec.Vp8View;
import io.plenum.rtc.rtcp.SenderReport;
import io.plenum.rtc.rtp.RtpView;
import io.plenum.rtc.seq.Wrapping;
import io.plenum.testkit.LoopbackClient;
import io.plenum.testkit.Piece;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * Measures what one client receives: delay by the time that each packet carries, loss by sequence
 * numbers. It asks for nothing again, so that no loss is hidden. Any thread may call.
 */
final class MeasuringReceiver implements LoopbackClient.Receiver {
  /** Longer delays count as this. */
  private static final long LONGEST_NS = 10_000_000_000L;

  private static final int DIGITS = 3;

  private final Histogram delaysNs = new Histogram(LONGEST_NS, DIGITS);
  private final Map<String, Numbers> streams = new HashMap<>();
  private final Vp8View vp8 = new Vp8View();

  @Override
  public synchronized void packet(String mid, RtpView packet, boolean retransmitted, long nowNs) {
    if (retransmitted) {
      return;
    }
    streams.computeIfAbsent(mid, _ -> new Numbers()).add(packet.sequenceNumber());
    Piece piece =
        mid.startsWith("v")
            ? Piece.inVideo(packet, vp8)
            : Piece.inSound(packet.memory(), packet.payloadOffset(), packet.payloadLength());
    if (piece == null) {
      throw new IllegalStateException("a packet of " + mid + " does not hold what was sent");
    }
    delaysNs.recordValue(Math.clamp(nowNs - piece.capturedNs(), 0, LONGEST_NS));
  }

  @Override
  public void report(String mid, SenderReport report) {}

  @Override
  public List<Integer> asks(String mid, long nowNs) {
    return List.of();
  }

  @Override
  public boolean waiting(String mid) {
    return false; // the server itself asks for the first keyframe, and none is lost later
  }

  /** Forgets all until now. */
  synchronized void begin() {
    delaysNs.reset();
    streams.values().forEach(Numbers::begin);
  }

  /** What came since {@link #begin}. */
  synchronized Received received() {
    int alive = 0;
    long packets = 0;
    long lost = 0;
    for (Numbers numbers : streams.values()) {
      alive += numbers.received > 0 ? 1 : 0;
      packets += numbers.received;
      lost += numbers.highest - numbers.base - numbers.received;
    }
    return new Received(delaysNs.copy(), alive, packets, lost);
  }

  /** Sequence numbers of one stream (RFC 3550, appendix A.1). */
  private static final class Numbers {
    private long base = -1;
    private long highest = -1;
    private long received;

    void add(int sequenceNumber) {
      if (highest < 0) {
        highest = (1L << 16) + sequenceNumber;
        base = highest - 1;
      }
      long extended = Wrapping.BITS_16.extend(highest, sequenceNumber);
      highest = Math.max(highest, extended);
      received += extended > base ? 1 : 0; // what is older was counted as lost before
    }

    void begin() {
      base = highest;
      received = 0;
    }
  }
}
