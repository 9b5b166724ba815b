package io.plenum.rtc.rtcp;

import io.plenum.rtc.wire.Span;
import io.plenum.rtc.wire.Wire;
import java.lang.foreign.MemorySegment;

/**
 * RTCP packets on their way into a span, written from front to back. Everything throws {@link
 * IndexOutOfBoundsException} when the capacity ends.
 */
final class RtcpOutput {
  private static final int VERSION_2 = 2;

  private final MemorySegment memory;
  private final long start;
  private final long limit;
  private long at;
  private long packetAt;

  RtcpOutput(Span to) {
    memory = to.memory();
    start = to.offset();
    limit = start + to.capacity();
    at = start;
  }

  int length() {
    return (int) (at - start);
  }

  /** Begins a packet with the common header (RFC 3550, section 6.4.1). */
  void begin(int packetType, int format) {
    packetAt = at;
    u8((VERSION_2 << 6) | format);
    u8(packetType);
    u16(0);
  }

  /** Ends the packet: pads it with zeros to whole words and fills its length in. */
  void end() {
    align();
    Wire.putU16(memory, packetAt + 2, (int) (at - packetAt) / 4 - 1);
  }

  /** Writes zeros up to a word boundary. */
  void align() {
    while ((at - packetAt) % 4 != 0) {
      u8(0);
    }
  }

  void u8(int value) {
    Wire.putU8(memory, reserve(1), value);
  }

  void u16(int value) {
    Wire.putU16(memory, reserve(2), value);
  }

  void u24(int value) {
    Wire.putU24(memory, reserve(3), value);
  }

  void u32(long value) {
    Wire.putU32(memory, reserve(4), value);
  }

  void u64(long value) {
    Wire.putU64(memory, reserve(8), value);
  }

  void bytes(byte[] value) {
    long to = reserve(value.length);
    MemorySegment.copy(MemorySegment.ofArray(value), 0, memory, to, value.length);
  }

  private long reserve(int bytes) {
    if (limit - at < bytes) {
      throw new IndexOutOfBoundsException("RTCP does not fit into " + (limit - start) + " bytes");
    }
    at += bytes;
    return at - bytes;
  }
}
