package io.plenum.rtc.rtcp;

/**
 * NTP timestamps as sender reports carry them (RFC 3550, section 4): unsigned fixed point, 32 bits
 * of seconds and 32 of fraction. Pure functions.
 */
public final class NtpTime {
  private static final long SECOND_NS = 1_000_000_000L;

  private NtpTime() {}

  /**
   * The timestamp for {@code ns} of any clock, modulo 2^32 s. A monotonic clock serves as well as
   * the time of day: receivers only compare reports of one sender with each other.
   */
  public static long of(long ns) {
    long seconds = Math.floorDiv(ns, SECOND_NS);
    long fraction = (Math.floorMod(ns, SECOND_NS) << 32) / SECOND_NS;
    return seconds << 32 | fraction;
  }

  /** The nanoseconds, 0 to 2^32 s, that {@code ntp} stands for, rounded to the nearest. */
  public static long toNs(long ntp) {
    long fraction = ((ntp & 0xFFFF_FFFFL) * SECOND_NS + (1L << 31)) >>> 32;
    return (ntp >>> 32) * SECOND_NS + fraction;
  }

  /** The middle 32 bits, in units of 1/65,536 s, as report blocks quote them. */
  public static long compact(long ntp) {
    return ntp >>> 16 & 0xFFFF_FFFFL;
  }

  /** {@code ns} (not negative) in units of 1/65,536 s. */
  public static long compactDuration(long ns) {
    return ((ns / SECOND_NS) << 16) + ((ns % SECOND_NS) << 16) / SECOND_NS;
  }

  /** {@code units} of 1/65,536 s in ns. */
  public static long compactToNs(long units) {
    return (units * SECOND_NS) >> 16;
  }
}
