package io.plenum.rtc.rtp;

import io.plenum.rtc.wire.Wire;
import java.lang.foreign.MemorySegment;

/**
 * Where the header extension elements of one packet lie (RFC 8285, section 4). Part of {@link
 * RtpView}. A stream may mix both forms from packet to packet; each packet names its form.
 *
 * <pre>
 *  one-byte form, profile 0xBEDE:          two-byte form, profile 0x100x:
 *  |id:4|length-1:4| data …                |id:8|length:8| data …
 * </pre>
 *
 * <p>A broken element ends the list; what came before it counts, and the packet stays good.
 */
final class ExtensionElements {
  /** Profile of the one-byte form (RFC 8285, section 4.2). */
  static final int ONE_BYTE_PROFILE = 0xBEDE;

  /** Upper 12 bits of the two-byte form's profile (RFC 8285, section 4.3). */
  static final int TWO_BYTE_PROFILE = 0x1000;

  /** Elements looked at in one packet; browsers offer at most 15. */
  static final int MAX_ELEMENTS = 32;

  private static final int RESERVED_ONE_BYTE_ID = 15;

  private final int[] ids = new int[MAX_ELEMENTS];
  private final int[] lengths = new int[MAX_ELEMENTS];
  private final long[] offsets = new long[MAX_ELEMENTS];
  private int count;

  void clear() {
    count = 0;
  }

  int count() {
    return count;
  }

  int id(int index) {
    return ids[index];
  }

  int dataLength(int index) {
    return lengths[index];
  }

  long dataOffset(int index) {
    return offsets[index];
  }

  int find(int id) {
    for (int i = 0; i < count; i++) {
      if (ids[i] == id) {
        return i;
      }
    }
    return -1;
  }

  void index(MemorySegment memory, int profile, long start, int bytes) {
    if (profile == ONE_BYTE_PROFILE) {
      indexOneByteForm(memory, start, start + bytes);
    } else if ((profile & 0xFFF0) == TWO_BYTE_PROFILE) {
      indexTwoByteForm(memory, start, start + bytes);
    }
  }

  private void indexOneByteForm(MemorySegment memory, long start, long end) {
    long at = start;
    while (at < end) {
      int head = Wire.u8(memory, at++);
      if (head == 0) {
        continue; // a byte of padding
      }
      int id = head >> 4;
      int length = (head & 0x0F) + 1;
      // RFC 8285, section 4.2: id 15, or id 0 with a length, ends the processing.
      if (id == 0 || id == RESERVED_ONE_BYTE_ID || !add(id, at, length, end)) {
        return;
      }
      at += length;
    }
  }

  private void indexTwoByteForm(MemorySegment memory, long start, long end) {
    long at = start;
    while (at < end) {
      int id = Wire.u8(memory, at++);
      if (id == 0) {
        continue; // a byte of padding
      }
      if (at == end) {
        return;
      }
      int length = Wire.u8(memory, at++);
      if (!add(id, at, length, end)) {
        return;
      }
      at += length;
    }
  }

  private boolean add(int id, long at, int length, long end) {
    if (count == MAX_ELEMENTS || at + length > end) {
      return false;
    }
    ids[count] = id;
    offsets[count] = at;
    lengths[count] = length;
    count++;
    return true;
  }
}
