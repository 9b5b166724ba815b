package io.plenum.rtc.rtcp;

import java.util.List;

/**
 * Which packets of a transport arrived, and when
 * (draft-holmer-rmcat-transport-wide-cc-extensions-01, section 3.1). Packets from {@code
 * baseSequence} on that are not among the arrivals were not received.
 *
 * @param senderSsrc who reports
 * @param mediaSsrc any stream of the transport
 * @param baseSequence first transport-wide sequence number covered, 0 to 65,535
 * @param statusCount packets covered, 1 to 65,535
 * @param referenceTime in units of 64 ms on the reporter's clock, 24 bits, wraps
 * @param feedbackCount number of this report, 8 bits, wraps
 * @param arrivals in the order of sequence numbers
 */
public record TransportFeedback(
    int senderSsrc,
    int mediaSsrc,
    int baseSequence,
    int statusCount,
    int referenceTime,
    int feedbackCount,
    List<Arrival> arrivals)
    implements RtcpPacket {
  /** One tick of a delta. */
  public static final long TICK_NS = 250_000;

  /** Ticks in one unit of {@link #referenceTime()}: 64 ms. */
  public static final int TICKS_PER_REFERENCE = 256;

  public TransportFeedback {
    Limits.unsigned("baseSequence", baseSequence, 16);
    Limits.unsigned("statusCount", statusCount, 16);
    Limits.unsigned("referenceTime", referenceTime, 24);
    Limits.unsigned("feedbackCount", feedbackCount, 8);
    arrivals = List.copyOf(arrivals);
    int previous = -1;
    for (Arrival arrival : arrivals) {
      if (arrival.index() <= previous || arrival.index() >= statusCount) {
        throw new IllegalArgumentException("arrivals out of order or range: " + arrivals);
      }
      previous = arrival.index();
    }
  }

  /** The 16-bit transport-wide sequence number of {@code arrival}. */
  public int sequenceNumber(Arrival arrival) {
    return (baseSequence + arrival.index()) & 0xFFFF;
  }

  /**
   * One packet that arrived.
   *
   * @param index distance of its sequence number from the base
   * @param deltaTicks time since the arrival before it in the list, or since the reference time, in
   *     ticks of 250 µs; -32,768 to 32,767
   */
  public record Arrival(int index, int deltaTicks) {
    public Arrival {
      Limits.unsigned("index", index, 16);
      if (deltaTicks != (short) deltaTicks) {
        throw new IllegalArgumentException("deltaTicks is not of 16 bits: " + deltaTicks);
      }
    }
  }
}
