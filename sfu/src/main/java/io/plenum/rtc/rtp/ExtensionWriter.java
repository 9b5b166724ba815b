package io.plenum.rtc.rtp;

import io.plenum.rtc.wire.Wire;
import java.lang.foreign.MemorySegment;

/**
 * Collects the header extension elements of one packet, then writes them as one block in the
 * shortest form that holds them all (RFC 8285, section 4): the one-byte form unless an element has
 * an id above 14, no data, or more than 16 bytes. Reused: {@link #clear} begins the next packet.
 * Confined to one loop.
 *
 * <p>An element that would pass a limit is left out and its {@code put} answers false: a packet
 * without it is still good.
 */
public final class ExtensionWriter {
  /** Elements of one packet; ours have at most eight. */
  public static final int MAX_ELEMENTS = 16;

  /** Bytes of data of all elements of one packet together; a dependency descriptor may be long. */
  public static final int MAX_DATA_BYTES = 288;

  /** What the largest block takes: words of profile and length, heads, data, padding. */
  public static final int MAX_BLOCK_BYTES = 4 + 2 * MAX_ELEMENTS + MAX_DATA_BYTES;

  private static final int MAX_ONE_BYTE_ID = 14;
  private static final int MAX_ONE_BYTE_LENGTH = 16;
  private static final int MAX_ID = 255;
  private static final int MAX_LENGTH = 255;

  private final MemorySegment data = MemorySegment.ofArray(new byte[MAX_DATA_BYTES]);
  private final int[] ids = new int[MAX_ELEMENTS];
  private final int[] lengths = new int[MAX_ELEMENTS];
  private int count;
  private int dataBytes;
  private boolean twoByteForm;

  /** A writer of no elements. */
  public ExtensionWriter() {}

  /**
   * Forgets all elements.
   *
   * @return this writer
   */
  public ExtensionWriter clear() {
    count = 0;
    dataBytes = 0;
    twoByteForm = false;
    return this;
  }

  /**
   * Adds a number.
   *
   * @param id local id, 1 to 255
   * @param value of which the low {@code lengthBytes} bytes are written, highest first
   * @param lengthBytes 1 to 8
   * @return false if it was left out
   */
  public boolean put(int id, long value, int lengthBytes) {
    if (!fits(id, lengthBytes)) {
      return false;
    }
    for (int i = 0; i < lengthBytes; i++) {
      Wire.putU8(data, dataBytes + i, (int) (value >>> (8 * (lengthBytes - 1 - i))));
    }
    add(id, lengthBytes);
    return true;
  }

  /**
   * Adds the bytes at {@code offset} of {@code from}.
   *
   * @param id local id, 1 to 255
   * @param lengthBytes 0 to 255
   * @return false if it was left out
   */
  public boolean put(int id, MemorySegment from, long offset, int lengthBytes) {
    if (!fits(id, lengthBytes)) {
      return false;
    }
    MemorySegment.copy(from, offset, data, dataBytes, lengthBytes);
    add(id, lengthBytes);
    return true;
  }

  /** Adds every element of {@code packet} that {@code map} names, under the id it names. */
  public void copy(RtpView packet, ExtensionMap map) {
    ExtensionElements elements = packet.extensions();
    for (int i = 0; i < elements.count(); i++) {
      int target = map.target(elements.id(i));
      if (target != 0) {
        put(target, packet.memory(), elements.dataOffset(i), elements.dataLength(i));
      }
    }
  }

  /** Bytes the block takes in a header, a multiple of 4; 0 without elements. */
  public int blockLength() {
    return count == 0 ? 0 : 4 + padded(elementBytes());
  }

  /** Writes the block at {@code at}; the caller has made sure of {@link #blockLength()} bytes. */
  void write(MemorySegment to, long at) {
    int profile =
        twoByteForm ? ExtensionElements.TWO_BYTE_PROFILE : ExtensionElements.ONE_BYTE_PROFILE;
    int padded = padded(elementBytes());
    Wire.putU16(to, at, profile);
    Wire.putU16(to, at + 2, padded / 4);
    long next = at + 4;
    int from = 0;
    for (int i = 0; i < count; i++) {
      next = writeHead(to, next, i);
      MemorySegment.copy(data, from, to, next, lengths[i]);
      from += lengths[i];
      next += lengths[i];
    }
    while (next < at + 4 + padded) {
      Wire.putU8(to, next++, 0);
    }
  }

  private long writeHead(MemorySegment to, long at, int index) {
    if (twoByteForm) {
      Wire.putU8(to, at, ids[index]);
      Wire.putU8(to, at + 1, lengths[index]);
      return at + 2;
    }
    Wire.putU8(to, at, (ids[index] << 4) | (lengths[index] - 1));
    return at + 1;
  }

  private boolean fits(int id, int length) {
    return id > 0
        && id <= MAX_ID
        && length <= MAX_LENGTH
        && count < MAX_ELEMENTS
        && dataBytes + length <= MAX_DATA_BYTES;
  }

  private void add(int id, int length) {
    twoByteForm |= id > MAX_ONE_BYTE_ID || length == 0 || length > MAX_ONE_BYTE_LENGTH;
    ids[count] = id;
    lengths[count] = length;
    count++;
    dataBytes += length;
  }

  private int elementBytes() {
    return dataBytes + count * (twoByteForm ? 2 : 1);
  }

  private static int padded(int bytes) {
    return (bytes + 3) & ~3;
  }
}
