package io.plenum.rtc.codec;

import io.plenum.rtc.wire.Wire;
import java.lang.foreign.MemorySegment;

/** The picture id of VP8 and VP9 (RFC 7741, section 4.2; RFC 9628, section 4.2): alike in both. */
final class PictureId {
  private PictureId() {}

  /** The id of so many bits, 7 or 15, that stands at {@code at}; of none, -1. */
  static int read(MemorySegment memory, long at, int bits) {
    return switch (bits) {
      case 7 -> Wire.u8(memory, at);
      case 15 -> Wire.u16(memory, at) & 0x7FFF;
      default -> -1;
    };
  }
}
