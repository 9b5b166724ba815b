package io.plenum.testkit;

import java.util.HexFormat;

/** Writes fields of any number of bits, for packets by the layouts of specifications. */
public final class BitText {
  private final StringBuilder bits = new StringBuilder();

  /** Nothing yet. */
  public BitText() {}

  /** The low {@code count} bits of {@code value}, highest first. */
  public BitText put(long value, int count) {
    for (int i = count - 1; i >= 0; i--) {
      bits.append(value >> i & 1);
    }
    return this;
  }

  /** A number below {@code values} as AV1's {@code ns(n)}. */
  public BitText nonSymmetric(int value, int values) {
    int width = Integer.SIZE - Integer.numberOfLeadingZeros(values);
    int shorter = (1 << width) - values;
    return value < shorter ? put(value, width - 1) : put((long) value + shorter, width);
  }

  /** The bytes, the last one filled with zeros. */
  public byte[] bytes() {
    StringBuilder padded = new StringBuilder(bits);
    while (padded.length() % 8 != 0) {
      padded.append('0');
    }
    byte[] bytes = new byte[padded.length() / 8];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Integer.parseInt(padded.substring(8 * i, 8 * i + 8), 2);
    }
    return bytes;
  }

  @Override
  public String toString() {
    return HexFormat.of().formatHex(bytes());
  }
}
