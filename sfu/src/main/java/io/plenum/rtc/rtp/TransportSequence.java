package io.plenum.rtc.rtp;

import io.plenum.rtc.wire.Span;
import io.plenum.rtc.wire.Wire;
import java.lang.foreign.MemorySegment;

/**
 * One 16-bit sequence over all packets of a transport, whatever their stream; feedback about it is
 * {@link io.plenum.rtc.rtcp.TransportFeedback} (draft-holmer-rmcat-transport-wide-cc-extensions-01,
 * section 2).
 */
public final class TransportSequence {
  /** Length of the element's data. */
  public static final int BYTES = 2;

  private static final int EXTENSION_BIT = 0x10;
  private static final int BLOCK_HEAD_BYTES = 4;

  /** Head of the block and one word (RFC 8285, section 4). */
  private static final int LEAST_BLOCK_BYTES = 8;

  private TransportSequence() {}

  /** The number under local id {@code id}, 0 to 65,535; -1 if absent. */
  public static int read(RtpView packet, int id) {
    return packet.extensionLength(id) < BYTES
        ? -1
        : Wire.u16(packet.memory(), packet.extension(id));
  }

  /**
   * Puts another number in place of the one that was written as first extension of {@code packet}:
   * numbers are in the order of leaving, which is known last.
   *
   * @param sequence of which the low 16 bits count
   * @return false, with nothing changed, if the first extension is not two bytes long
   */
  public static boolean replaceFirst(Span packet, long sequence) {
    MemorySegment memory = packet.memory();
    long block = packet.offset() + RtpView.FIXED_HEADER_BYTES;
    boolean extended = (Wire.u8(memory, packet.offset()) & EXTENSION_BIT) != 0;
    if (!extended || packet.length() < RtpView.FIXED_HEADER_BYTES + LEAST_BLOCK_BYTES) {
      return false;
    }
    long element = block + BLOCK_HEAD_BYTES;
    int profile = Wire.u16(memory, block);
    boolean shortForm = profile == ExtensionElements.ONE_BYTE_PROFILE;
    int length = shortForm ? (Wire.u8(memory, element) & 0xF) + 1 : Wire.u8(memory, element + 1);
    if (length != BYTES) {
      return false;
    }
    Wire.putU16(memory, element + (shortForm ? 1 : 2), (int) sequence);
    return true;
  }

  /** Adds a number, of which the low 16 bits count, to {@code to}. */
  public static boolean write(ExtensionWriter to, int id, long sequence) {
    return to.put(id, sequence, BYTES);
  }
}
