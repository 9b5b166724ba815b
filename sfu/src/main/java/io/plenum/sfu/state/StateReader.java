package io.plenum.sfu.state;

import java.nio.ByteBuffer;

/**
 * Takes up fields that {@link StateWriter} put down. Bytes that it did not write make an {@link
 * IllegalArgumentException} or a {@link java.nio.BufferUnderflowException}, or values that nobody
 * put down: whoever reads a file catches what follows.
 */
public final class StateReader implements State {
  private final ByteBuffer bytes;

  /** Reads {@code bytes} from their position on. */
  public StateReader(ByteBuffer bytes) {
    this.bytes = bytes;
  }

  @Override
  public long of(long value) {
    long read = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      byte next = bytes.get();
      read |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return (read >>> 1) ^ -(read & 1);
      }
    }
    throw new IllegalArgumentException("a number is too long");
  }

  @Override
  public double of(double value) {
    long raw = 0;
    for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
      raw |= (bytes.get() & 0xFFL) << shift;
    }
    return Double.longBitsToDouble(raw);
  }
}
