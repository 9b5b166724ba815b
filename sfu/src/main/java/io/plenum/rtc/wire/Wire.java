package io.plenum.rtc.wire;

import static java.nio.ByteOrder.BIG_ENDIAN;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Big-endian ("network order") reads and writes of unsigned fields in packet memory.
 *
 * <p>Offsets are in bytes from the start of the segment. Every access is checked against the
 * segment's bounds by {@link MemorySegment} itself and throws {@link IndexOutOfBoundsException}
 * outside them; parsers check lengths first and never rely on that.
 */
public final class Wire {
  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(BIG_ENDIAN);
  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(BIG_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(BIG_ENDIAN);

  private Wire() {}

  /** The unsigned byte at {@code at}, 0 to 255. */
  public static int u8(MemorySegment memory, long at) {
    return memory.get(ValueLayout.JAVA_BYTE, at) & 0xFF;
  }

  /** The unsigned 16-bit number at {@code at}, 0 to 65,535. */
  public static int u16(MemorySegment memory, long at) {
    return memory.get(SHORT, at) & 0xFFFF;
  }

  /** The unsigned 24-bit number at {@code at}. */
  public static int u24(MemorySegment memory, long at) {
    return u8(memory, at) << 16 | u16(memory, at + 1);
  }

  /** The unsigned 32-bit number at {@code at}, 0 to 2^32 - 1. */
  public static long u32(MemorySegment memory, long at) {
    return memory.get(INT, at) & 0xFFFF_FFFFL;
  }

  /** The 32 bits at {@code at} as a (possibly negative) int; for SSRCs and other opaque words. */
  public static int s32(MemorySegment memory, long at) {
    return memory.get(INT, at);
  }

  /** The 64 bits at {@code at}. */
  public static long u64(MemorySegment memory, long at) {
    return memory.get(LONG, at);
  }

  /** Writes the low 8 bits of {@code value}. */
  public static void putU8(MemorySegment memory, long at, int value) {
    memory.set(ValueLayout.JAVA_BYTE, at, (byte) value);
  }

  /** Writes the low 16 bits of {@code value}. */
  public static void putU16(MemorySegment memory, long at, int value) {
    memory.set(SHORT, at, (short) value);
  }

  /** Writes the low 24 bits of {@code value}. */
  public static void putU24(MemorySegment memory, long at, int value) {
    putU8(memory, at, value >> 16);
    putU16(memory, at + 1, value);
  }

  /** Writes the low 32 bits of {@code value}. */
  public static void putU32(MemorySegment memory, long at, long value) {
    memory.set(INT, at, (int) value);
  }

  /** Writes all 64 bits of {@code value}. */
  public static void putU64(MemorySegment memory, long at, long value) {
    memory.set(LONG, at, value);
  }
}
