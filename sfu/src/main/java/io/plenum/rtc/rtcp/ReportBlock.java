package io.plenum.rtc.rtcp;

/**
 * What a receiver says about one source (RFC 3550, section 6.4.1).
 *
 * @param ssrc the source reported on
 * @param fractionLost since the last report, in 1/256, 0 to 255
 * @param cumulativeLost since the start; negative with duplicates; 24 bits, signed
 * @param highestSequence highest sequence number received, with its count of wraps above 16 bits
 * @param jitter of arrival, in timestamp units
 * @param lastSenderReport middle 32 bits of the last sender report's NTP time; 0: none received
 * @param delaySinceLastSenderReport in 1/65,536 s
 */
public record ReportBlock(
    int ssrc,
    int fractionLost,
    int cumulativeLost,
    long highestSequence,
    long jitter,
    long lastSenderReport,
    long delaySinceLastSenderReport) {
  /** Largest loss that can be told. */
  public static final int MAX_CUMULATIVE_LOST = 0x7F_FFFF;

  /** Smallest loss that can be told. */
  public static final int MIN_CUMULATIVE_LOST = -0x80_0000;

  public ReportBlock {
    Limits.unsigned("fractionLost", fractionLost, 8);
    Limits.unsigned("highestSequence", highestSequence, 32);
    Limits.unsigned("jitter", jitter, 32);
    Limits.unsigned("lastSenderReport", lastSenderReport, 32);
    Limits.unsigned("delaySinceLastSenderReport", delaySinceLastSenderReport, 32);
    if (cumulativeLost > MAX_CUMULATIVE_LOST || cumulativeLost < MIN_CUMULATIVE_LOST) {
      throw new IllegalArgumentException("cumulativeLost is not of 24 bits: " + cumulativeLost);
    }
  }
}
