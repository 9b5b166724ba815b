package io.plenum.rtc.srtp;

/** The 48-bit index of an RTP packet, {@code ROC << 16 | SEQ} (RFC 3711 section 3.3.1). */
final class RtpIndex {
  /** The last index that keys may serve, RFC 3711 section 9.2. */
  static final long LAST = (1L << 48) - 1;

  private static final int HALF = 1 << 15;
  private static final int CYCLE = 1 << 16;

  private RtpIndex() {}

  /**
   * The index that {@code sequenceNumber} most likely stands for (RFC 3711 appendix A); negative if
   * it can only lie before the first rollover.
   *
   * @param highest the highest index used so far, or -1 for a new SSRC, whose ROC is zero
   */
  static long estimate(long highest, int sequenceNumber) {
    if (highest < 0) {
      return sequenceNumber;
    }
    int last = (int) (highest & (CYCLE - 1));
    long sameCycle = highest - last + sequenceNumber;
    if (last < HALF) {
      return sequenceNumber - last > HALF ? sameCycle - CYCLE : sameCycle;
    }
    return last - HALF > sequenceNumber ? sameCycle + CYCLE : sameCycle;
  }
}
