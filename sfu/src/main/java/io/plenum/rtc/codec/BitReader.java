package io.plenum.rtc.codec;

import io.plenum.rtc.wire.Wire;
import java.lang.foreign.MemorySegment;

/**
 * Reads fields of any number of bits, highest bit first. Never throws: behind the end there are
 * zeros, and {@link #exhausted()} says so. Confined to one loop.
 */
final class BitReader {
  private MemorySegment memory = MemorySegment.NULL;
  private long offset;
  private long bits;
  private long position;

  /** Begins at the first bit of {@code length} bytes at {@code at}. */
  void wrap(MemorySegment m, long at, int length) {
    memory = m;
    offset = at;
    bits = 8L * length;
    position = 0;
  }

  /** The next {@code count} bits, 0 to 32, as an unsigned number. */
  long read(int count) {
    long value = 0;
    for (int i = 0; i < count; i++) {
      value = value << 1 | bit();
    }
    return value;
  }

  /** Whether the next bit is set. */
  boolean flag() {
    return bit() != 0;
  }

  /** A number below {@code values}, as AV1's {@code ns(n)} has it (AV1 bitstream, 4.10.7). */
  int nonSymmetric(int values) {
    int width = Integer.SIZE - Integer.numberOfLeadingZeros(values);
    int shorter = (1 << width) - values;
    int value = (int) read(width - 1);
    return value < shorter ? value : (value << 1) - shorter + (int) bit();
  }

  /** An unsigned Exp-Golomb number (ITU-T H.264, 9.1); at most 32 bits, else 0 at the end. */
  long expGolomb() {
    int zeros = 0;
    while (!exhausted() && bit() == 0) {
      zeros++;
    }
    if (zeros > Integer.SIZE) {
      position = bits + 1;
      return 0;
    }
    return (1L << zeros) - 1 + read(zeros);
  }

  private long bit() {
    long at = position++;
    if (at >= bits) {
      return 0;
    }
    return Wire.u8(memory, offset + (at >> 3)) >> (7 - (at & 7)) & 1;
  }

  /** Bits read so far. */
  long position() {
    return position;
  }

  /** Whether more was read than there is. */
  boolean exhausted() {
    return position > bits;
  }
}
