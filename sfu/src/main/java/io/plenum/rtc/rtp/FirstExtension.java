package io.plenum.rtc.rtp;

import io.plenum.rtc.wire.Span;
import io.plenum.rtc.wire.Wire;
import java.lang.foreign.MemorySegment;

/**
 * Where the first header extension element of a packet is, that was written by {@link
 * ExtensionWriter}: what is known only when the packet leaves is put in there. Pure.
 */
final class FirstExtension {
  /** Stands for an element under any id. */
  static final int ANY_ID = 0;

  private static final int EXTENSION_BIT = 0x10;
  private static final int BLOCK_HEAD_BYTES = 4;

  /** Head of the block and one word (RFC 8285, section 4). */
  private static final int LEAST_BLOCK_BYTES = 8;

  private FirstExtension() {}

  /**
   * Where its data is.
   *
   * @param id that it must have, or {@link #ANY_ID}
   * @param bytes that its data must have
   * @return place in the packet's memory; -1 if the first element is another, or there is none
   */
  static long data(Span packet, int id, int bytes) {
    MemorySegment memory = packet.memory();
    long block = packet.offset() + RtpView.FIXED_HEADER_BYTES;
    boolean extended = (Wire.u8(memory, packet.offset()) & EXTENSION_BIT) != 0;
    if (!extended || packet.length() < RtpView.FIXED_HEADER_BYTES + LEAST_BLOCK_BYTES) {
      return -1;
    }
    long element = block + BLOCK_HEAD_BYTES;
    int head = Wire.u8(memory, element);
    boolean shortForm = Wire.u16(memory, block) == ExtensionElements.ONE_BYTE_PROFILE;
    int length = shortForm ? (head & 0xF) + 1 : Wire.u8(memory, element + 1);
    boolean asked = id == ANY_ID || id == (shortForm ? head >>> 4 : head);
    return asked && length == bytes ? element + (shortForm ? 1 : 2) : -1;
  }
}
