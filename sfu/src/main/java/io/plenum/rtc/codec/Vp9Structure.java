package io.plenum.rtc.codec;

import io.plenum.rtc.wire.Wire;
import java.lang.foreign.MemorySegment;

/**
 * The scalability structure of a VP9 payload descriptor (RFC 9628, section 4.2.1).
 *
 * <pre>
 *  |N_S:3|Y|G|-:3|
 *  | WIDTH:16  | HEIGHT:16 |   if Y; for each of N_S + 1 spatial layers
 *  | N_G:8         |           if G
 *  |TID:3|U|R:2|-:2|           for each of N_G pictures, then
 *  | P_DIFF:8      |           for each of R references
 * </pre>
 */
final class Vp9Structure {
  private static final int SIZE_BYTES = 4;

  private Vp9Structure() {}

  /** Bytes of the structure at {@code at}, or -1 if it takes more than {@code available}. */
  static int length(MemorySegment memory, long at, int available) {
    if (available < 1) {
      return -1;
    }
    int head = Wire.u8(memory, at);
    int length = 1 + (hasSizes(head) ? SIZE_BYTES * layers(head) : 0);
    if ((head & 0x08) != 0) {
      length = afterPictures(memory, at, length, available);
    }
    return length > available ? -1 : length;
  }

  /** Behind the list of pictures that begins at {@code from}; more than available if it is cut. */
  private static int afterPictures(MemorySegment memory, long at, int from, int available) {
    if (from >= available) {
      return available + 1;
    }
    int pictures = Wire.u8(memory, at + from);
    int next = from + 1;
    for (int i = 0; i < pictures; i++) {
      if (next >= available) {
        return available + 1;
      }
      next += 1 + (Wire.u8(memory, at + next) >> 2 & 0x03);
    }
    return next;
  }

  /** How many spatial layers there are, 1 to 8. */
  static int spatialLayers(MemorySegment memory, long at) {
    return layers(Wire.u8(memory, at));
  }

  /** Adds the sizes, if they are there. */
  static void sizes(MemorySegment memory, long at, PictureSizes to) {
    int head = Wire.u8(memory, at);
    for (int i = 0; hasSizes(head) && i < layers(head); i++) {
      long size = at + 1 + (long) SIZE_BYTES * i;
      to.add(Wire.u16(memory, size), Wire.u16(memory, size + 2));
    }
  }

  private static int layers(int head) {
    return (head >> 5) + 1;
  }

  private static boolean hasSizes(int head) {
    return (head & 0x10) != 0;
  }
}
