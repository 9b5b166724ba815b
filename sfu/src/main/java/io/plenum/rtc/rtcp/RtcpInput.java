package io.plenum.rtc.rtcp;

import io.plenum.rtc.wire.Wire;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * The body of one RTCP packet, read from front to back. Readers ask {@link #has} before they read.
 */
final class RtcpInput {
  private final MemorySegment memory;
  private final long start;
  private final long end;
  private long at;

  RtcpInput(MemorySegment memory, long start, long end) {
    this.memory = memory;
    this.start = start;
    this.end = end;
    this.at = start;
  }

  boolean has(long bytes) {
    return end - at >= bytes;
  }

  long remaining() {
    return end - at;
  }

  /** The 32 bits {@code ahead} bytes from here, without reading on; they must be there. */
  int peek(long ahead) {
    return Wire.s32(memory, at + ahead);
  }

  int u8() {
    return Wire.u8(memory, at++);
  }

  int u16() {
    at += 2;
    return Wire.u16(memory, at - 2);
  }

  int u24() {
    at += 3;
    return Wire.u24(memory, at - 3);
  }

  int s32() {
    at += 4;
    return Wire.s32(memory, at - 4);
  }

  long u32() {
    return s32() & 0xFFFF_FFFFL;
  }

  long u64() {
    at += 8;
    return Wire.u64(memory, at - 8);
  }

  byte[] bytes(long count) {
    at += count;
    return memory.asSlice(at - count, count).toArray(ValueLayout.JAVA_BYTE);
  }

  /** Skips to the next word boundary of the packet, or to its end. */
  void align() {
    at = Math.min(end, start + ((at - start + 3) & ~3L));
  }
}
