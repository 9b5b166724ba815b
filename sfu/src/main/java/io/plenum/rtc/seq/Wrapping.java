package io.plenum.rtc.seq;

/**
 * Arithmetic on unsigned numbers of {@code bits} bits that wrap (RFC 1982 order; RFC 3550 appendix
 * A.1 for sequence numbers).
 */
public enum Wrapping {
  /** 7-bit VP8 picture ids (RFC 7741, section 4.2). */
  BITS_7(7),
  /** TL0PICIDX (RFC 7741, section 4.2). */
  BITS_8(8),
  /** 15-bit VP8 and VP9 picture ids. */
  BITS_15(15),
  /** RTP and transport-wide sequence numbers. */
  BITS_16(16),
  /** Reference times of transport-wide feedback. */
  BITS_24(24),
  /** RTP timestamps. */
  BITS_32(32);

  private final int bits;
  private final long mask;

  Wrapping(int bits) {
    this.bits = bits;
    this.mask = (1L << bits) - 1;
  }

  /** {@code value} cut to this width. */
  public long wrap(long value) {
    return value & mask;
  }

  /**
   * The signed distance from {@code from} to {@code to}, in [-2^(bits-1), 2^(bits-1)): positive if
   * {@code to} is newer. Values may be wrapped or not.
   */
  public long distance(long from, long to) {
    int shift = 64 - bits;
    return (to - from) << shift >> shift;
  }

  /** Whether {@code a} is strictly newer than {@code b}. */
  public boolean newer(long a, long b) {
    return distance(b, a) > 0;
  }

  /**
   * The unwrapped number nearest to {@code reference} whose low bits are {@code value}.
   *
   * @param reference an unwrapped number, for example the highest seen so far
   */
  public long extend(long reference, long value) {
    return reference + distance(reference, value);
  }
}
