package io.plenum.sfu.state;

import java.util.Arrays;

/**
 * Puts fields down as bytes: whole numbers zigzag in groups of 7 bits, lowest first, the eighth set
 * if another follows; doubles as they are, 8 bytes, lowest first.
 *
 * <p>The memory is taken once. Confined to the room's loop.
 */
public final class StateWriter implements State {
  /** Room for the state of a receiver whose history and queues are full of the worst values. */
  public static final int MAX_BYTES = 160 << 10;

  /** A number of 64 bits in groups of 7. */
  private static final int LONGEST = 10;

  private final byte[] bytes = new byte[MAX_BYTES];
  private int length;
  private boolean full;

  /** Nothing was put down yet. */
  public StateWriter() {}

  /** Forgets what was put down. */
  public void clear() {
    length = 0;
    full = false;
  }

  @Override
  public long of(long value) {
    if (length > MAX_BYTES - LONGEST) {
      full = true;
      return value;
    }
    long rest = (value << 1) ^ (value >> 63);
    while ((rest & ~0x7FL) != 0) {
      bytes[length++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[length++] = (byte) rest;
    return value;
  }

  @Override
  public double of(double value) {
    if (length > MAX_BYTES - LONGEST) {
      full = true;
      return value;
    }
    long raw = Double.doubleToRawLongBits(value);
    for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
      bytes[length++] = (byte) (raw >>> shift);
    }
    return value;
  }

  /** Whether something is missing because there was no room. */
  public boolean full() {
    return full;
  }

  /** Bytes put down. */
  public int length() {
    return length;
  }

  /** The byte at {@code index}; behind the end 0. */
  public byte at(int index) {
    return index < length ? bytes[index] : 0;
  }

  /** A copy of what was put down. */
  public byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }
}
