package io.plenum.rtc.codec;

import io.plenum.rtc.wire.Span;
import io.plenum.rtc.wire.Wire;
import java.lang.foreign.MemorySegment;

/**
 * Writes payloads of redundant audio, laid out as {@link RedView} shows (RFC 2198, section 3): a
 * packet's own sound behind copies of earlier ones. It remembers where they lie until {@link
 * #append}, and nothing from payload to payload; nothing is allocated. Confined to one loop.
 */
public final class RedWriter {
  /** Copies in a packet: two losses in a row are mended, for three times the bandwidth. */
  public static final int MAX_COPIES = 2;

  /** Of a payload with copies, so that with all headers it passes wherever sound does. */
  public static final int MAX_PAYLOAD_BYTES = 1_200;

  /** The most that the field for the length holds. */
  static final int MAX_COPY_BYTES = (1 << 10) - 1;

  /** The most that the field for the age holds, in timestamp units. */
  static final int MAX_AGE = (1 << 14) - 1;

  private final MemorySegment[] memories = new MemorySegment[MAX_COPIES];
  private final long[] offsets = new long[MAX_COPIES];
  private final int[] lengths = new int[MAX_COPIES];
  private final int[] ages = new int[MAX_COPIES];
  private int copies;
  private int bytes;
  private MemorySegment own = MemorySegment.NULL;
  private long ownOffset;
  private int ownLength;

  /** A writer of nothing yet. */
  public RedWriter() {}

  /** Begins a payload with the packet's own sound: {@code length} bytes at {@code offset}. */
  public void begin(MemorySegment memory, long offset, int length) {
    own = memory;
    ownOffset = offset;
    ownLength = length;
    copies = 0;
    bytes = 1 + length;
  }

  /**
   * Takes a copy along, the newest first.
   *
   * @param age how much older it is than the packet, in timestamp units
   * @return false if it cannot be: too old, too long, or one too many
   */
  public boolean copy(long age, MemorySegment memory, long offset, int length) {
    int grown = bytes + RedView.COPY_HEADER_BYTES + length;
    if (copies == MAX_COPIES
        || age <= 0
        || age > MAX_AGE
        || length > MAX_COPY_BYTES
        || grown > MAX_PAYLOAD_BYTES) {
      return false;
    }
    memories[copies] = memory;
    offsets[copies] = offset;
    lengths[copies] = length;
    ages[copies++] = (int) age;
    bytes = grown;
    return true;
  }

  /** Copies taken so far. */
  public int copies() {
    return copies;
  }

  /** Bytes of the payload so far. */
  public int bytes() {
    return bytes;
  }

  /**
   * Appends the payload to what {@code to} holds.
   *
   * @param payloadType the receiver's for the sound itself, 0 to 127
   * @throws IndexOutOfBoundsException if the capacity of {@code to} is too small
   */
  public void append(Span to, int payloadType) {
    for (int i = copies - 1; i >= 0; i--) {
      long at = grow(to, RedView.COPY_HEADER_BYTES);
      Wire.putU8(to.memory(), at, 0x80 | payloadType);
      Wire.putU24(to.memory(), at + 1, ages[i] << 10 | lengths[i]);
    }
    Wire.putU8(to.memory(), grow(to, 1), payloadType);
    for (int i = copies - 1; i >= 0; i--) {
      long at = grow(to, lengths[i]);
      MemorySegment.copy(memories[i], offsets[i], to.memory(), at, lengths[i]);
    }
    MemorySegment.copy(own, ownOffset, to.memory(), grow(to, ownLength), ownLength);
  }

  private static long grow(Span to, int bytes) {
    long at = to.offset() + to.length();
    to.length(to.length() + bytes);
    return at;
  }
}
