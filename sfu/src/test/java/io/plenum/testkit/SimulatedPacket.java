package io.plenum.testkit;

import io.plenum.rtc.wire.Wire;
import java.lang.foreign.MemorySegment;

/**
 * What a packet of a simulated downlink carries, so that both ends can count.
 *
 * <pre>
 *  | kind:8 | slot:8 | sequence:16 | frame:32 | index:16 | count:16 | keyframe:8 | transport:16 | captured:64 |
 * </pre>
 */
record SimulatedPacket(
    int kind,
    int slot,
    int sequence,
    long frame,
    int index,
    int count,
    boolean keyframe,
    long capturedNs) {
  static final int SOUND = 0;
  static final int PICTURE = 1;
  static final int AGAIN = 2;
  static final int PADDING = 3;

  /** Another flow's, with its own layout. */
  static final int FOREIGN = 9;

  static final int MIN_BYTES = 24;
  private static final int TRANSPORT_AT = 13;
  private static final int CAPTURED_AT = 15;

  byte[] bytes(int size) {
    byte[] bytes = new byte[Math.max(size, MIN_BYTES)];
    MemorySegment memory = MemorySegment.ofArray(bytes);
    Wire.putU8(memory, 0, kind);
    Wire.putU8(memory, 1, slot);
    Wire.putU16(memory, 2, sequence);
    Wire.putU32(memory, 4, frame);
    Wire.putU16(memory, 8, index);
    Wire.putU16(memory, 10, count);
    Wire.putU8(memory, 12, keyframe ? 1 : 0);
    Wire.putU64(memory, CAPTURED_AT, capturedNs);
    return bytes;
  }

  static SimulatedPacket of(byte[] bytes) {
    MemorySegment memory = MemorySegment.ofArray(bytes);
    return new SimulatedPacket(
        Wire.u8(memory, 0),
        Wire.u8(memory, 1),
        Wire.u16(memory, 2),
        Wire.u32(memory, 4),
        Wire.u16(memory, 8),
        Wire.u16(memory, 10),
        Wire.u8(memory, 12) == 1,
        Wire.u64(memory, CAPTURED_AT));
  }

  static void stamp(byte[] bytes, long transportSequence) {
    Wire.putU16(MemorySegment.ofArray(bytes), TRANSPORT_AT, (int) transportSequence);
  }

  static int transport(byte[] bytes) {
    return Wire.u16(MemorySegment.ofArray(bytes), TRANSPORT_AT);
  }
}
