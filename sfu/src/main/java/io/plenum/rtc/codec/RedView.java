package io.plenum.rtc.codec;

import io.plenum.rtc.wire.Wire;
import java.lang.foreign.MemorySegment;

/**
 * One payload of redundant audio, read in place (RFC 2198, section 3): the sound of this packet
 * behind copies of that of earlier ones. A flyweight like {@link Vp8View}. Confined to the loop
 * that owns the memory.
 *
 * <pre>
 *  |1|PT:7| timestamp offset:14 | length:10 |   for each copy, oldest first
 *  |0|PT:7|                                     the packet's own
 *  data of the copies, data of the packet's own to the end
 * </pre>
 */
public final class RedView {
  /** Copies looked at; browsers send one or two, at most nine. */
  public static final int MAX_COPIES = 9;

  /** Header of a copy (RFC 2198, section 3). */
  static final int COPY_HEADER_BYTES = 4;

  private final int[] lengths = new int[MAX_COPIES];
  private final int[] timestampOffsets = new int[MAX_COPIES];
  private MemorySegment memory = MemorySegment.NULL;
  private long offset;
  private int length;
  private int copies;
  private int copiesLength;

  /** A view of nothing yet. */
  public RedView() {}

  /**
   * Looks at a payload. Never throws, whatever the bytes are.
   *
   * @param m where the payload lies
   * @param from first byte of the payload in {@code m}
   * @param bytes length of the payload, without RTP padding
   * @return false if it is cut off or has more than {@link #MAX_COPIES} copies
   */
  public boolean wrap(MemorySegment m, long from, int bytes) {
    memory = m;
    offset = from;
    length = bytes;
    copies = 0;
    copiesLength = 0;
    int at = 0;
    while (at < bytes && (Wire.u8(m, from + at) & 0x80) != 0) {
      if (at + COPY_HEADER_BYTES > bytes || copies == MAX_COPIES) {
        return false;
      }
      int rest = Wire.u24(m, from + at + 1);
      timestampOffsets[copies] = rest >> 10;
      lengths[copies] = rest & 0x3FF;
      copiesLength += lengths[copies++];
      at += COPY_HEADER_BYTES;
    }
    return headerLength() + copiesLength <= bytes;
  }

  /** How many copies of earlier sound there are. */
  public int copies() {
    return copies;
  }

  /** Timestamp units that copy {@code index} is older than the packet, 0 to 16,383. */
  public int timestampOffset(int index) {
    return timestampOffsets[index];
  }

  /** The payload type of copy {@code index}. */
  public int copyPayloadType(int index) {
    return Wire.u8(memory, offset + (long) COPY_HEADER_BYTES * index) & 0x7F;
  }

  /** First byte of copy {@code index} in the memory. */
  public long copyOffset(int index) {
    long at = offset + headerLength();
    for (int i = 0; i < index; i++) {
      at += lengths[i];
    }
    return at;
  }

  /** Bytes of copy {@code index}, 0 to 1,023. */
  public int copyLength(int index) {
    return lengths[index];
  }

  /** First byte of the packet's own sound. */
  public long primaryOffset() {
    return offset + headerLength() + copiesLength;
  }

  /** Bytes of the packet's own sound; may be 0. */
  public int primaryLength() {
    return length - headerLength() - copiesLength;
  }

  /** The payload type of the packet's own sound. */
  public int primaryPayloadType() {
    return Wire.u8(memory, offset + headerLength() - 1) & 0x7F;
  }

  private int headerLength() {
    return COPY_HEADER_BYTES * copies + 1;
  }
}
