package io.plenum.rtc.rtcp;

/** Checks of record components. */
final class Limits {
  /** Largest value of the 5-bit count of a header (RFC 3550, section 6.4.1). */
  static final int MAX_COUNT = 31;

  private Limits() {}

  static void unsigned(String name, long value, int bits) {
    if (value < 0 || value >>> bits != 0) {
      throw new IllegalArgumentException(name + " is not of " + bits + " bits: " + value);
    }
  }

  static void atMost(String name, int count, int max) {
    if (count > max) {
      throw new IllegalArgumentException(count + " " + name + ", at most " + max);
    }
  }
}
