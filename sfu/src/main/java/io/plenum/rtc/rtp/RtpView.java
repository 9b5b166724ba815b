package io.plenum.rtc.rtp;

import io.plenum.rtc.wire.Span;
import io.plenum.rtc.wire.Wire;
import java.lang.foreign.MemorySegment;

/**
 * One RTP packet, read in place (RFC 3550, section 5.1). A flyweight: it is wrapped around packet
 * after packet and is good until the memory below it changes. Confined to the loop that owns the
 * memory.
 *
 * <pre>
 *   0      1       2      3
 *  |V2|P|X|CC |M|PT  | sequence    |
 *  | timestamp                     |
 *  | ssrc                          |
 *  | csrc × CC                     |
 *  | profile       | length, words |   if X (RFC 8285)
 *  | extension × length            |
 *  | payload … padding … count     |   padding if P; count includes itself
 * </pre>
 *
 * <p>Before the first successful {@link #wrap}, and after a failed one, only {@link #reject()} has
 * a meaning.
 */
public final class RtpView {
  /** Length of the fixed header (RFC 3550, section 5.1). */
  public static final int FIXED_HEADER_BYTES = 12;

  private final ExtensionElements extensions = new ExtensionElements();
  private MemorySegment memory = MemorySegment.NULL;
  private long offset;
  private int headerLength;
  private int payloadLength;
  private int paddingLength;
  private RtpReject reject = RtpReject.TOO_SHORT;

  /** A view of nothing yet. */
  public RtpView() {}

  /**
   * Looks at a datagram. Never throws, whatever the bytes are.
   *
   * @return false if the bytes are not an RTP packet; {@link #reject()} says why
   */
  public boolean wrap(Span datagram) {
    memory = datagram.memory();
    offset = datagram.offset();
    extensions.clear();
    reject = parse(datagram.length());
    return reject == RtpReject.NONE;
  }

  private RtpReject parse(int length) {
    if (length < FIXED_HEADER_BYTES) {
      return RtpReject.TOO_SHORT;
    }
    int first = Wire.u8(memory, offset);
    if (first >> 6 != 2) {
      return RtpReject.WRONG_VERSION;
    }
    headerLength = FIXED_HEADER_BYTES + 4 * (first & 0x0F);
    if (headerLength > length) {
      return RtpReject.TRUNCATED_SOURCES;
    }
    if ((first & 0x10) != 0 && !parseExtensions(length)) {
      return RtpReject.TRUNCATED_EXTENSION;
    }
    return parsePadding(length, (first & 0x20) != 0);
  }

  private boolean parseExtensions(int length) {
    if (headerLength + 4 > length) {
      return false;
    }
    int profile = Wire.u16(memory, offset + headerLength);
    int bytes = 4 * Wire.u16(memory, offset + headerLength + 2);
    long first = offset + headerLength + 4;
    headerLength += 4 + bytes;
    if (headerLength > length) {
      return false;
    }
    extensions.index(memory, profile, first, bytes);
    return true;
  }

  private RtpReject parsePadding(int length, boolean padded) {
    int rest = length - headerLength;
    paddingLength = 0;
    if (padded) {
      paddingLength = rest == 0 ? 0 : Wire.u8(memory, offset + length - 1);
      if (paddingLength == 0 || paddingLength > rest) {
        return RtpReject.WRONG_PADDING;
      }
    }
    payloadLength = rest - paddingLength;
    return RtpReject.NONE;
  }

  /** Why the last {@link #wrap} failed; {@link RtpReject#NONE} if it did not. */
  public RtpReject reject() {
    return reject;
  }

  /** The payload type, 0 to 127. */
  public int payloadType() {
    return Wire.u8(memory, offset + 1) & 0x7F;
  }

  /** The marker bit: the last packet of a video frame, the first of a burst of speech. */
  public boolean marker() {
    return (Wire.u8(memory, offset + 1) & 0x80) != 0;
  }

  /** The sequence number, 0 to 65,535. */
  public int sequenceNumber() {
    return Wire.u16(memory, offset + 2);
  }

  /** The timestamp in units of the codec's clock, 0 to 2^32 - 1. */
  public long timestamp() {
    return Wire.u32(memory, offset + 4);
  }

  /** The synchronisation source, as an opaque word. */
  public int ssrc() {
    return Wire.s32(memory, offset + 8);
  }

  /** How many contributing sources are listed, 0 to 15. */
  public int contributingSources() {
    return Wire.u8(memory, offset) & 0x0F;
  }

  /** The contributing source at {@code index}, below {@link #contributingSources()}. */
  public int contributingSource(int index) {
    return Wire.s32(memory, offset + FIXED_HEADER_BYTES + 4L * index);
  }

  /** Bytes of the whole header: fixed part, sources and extensions. */
  public int headerLength() {
    return headerLength;
  }

  /** Bytes of payload, without padding; may be 0. */
  public int payloadLength() {
    return payloadLength;
  }

  /** Bytes of padding, with their count; 0 if there is none. */
  public int paddingLength() {
    return paddingLength;
  }

  /** The memory the packet lies in; larger than the packet. */
  public MemorySegment memory() {
    return memory;
  }

  /** First byte of the packet in {@link #memory()}. */
  public long offset() {
    return offset;
  }

  /** First byte of the payload in {@link #memory()}. */
  public long payloadOffset() {
    return offset + headerLength;
  }

  /**
   * Where the header extension element with this local id has its data in {@link #memory()}, or -1
   * if the packet has none. The first wins if an id comes twice.
   */
  public long extension(int id) {
    int index = extensions.find(id);
    return index < 0 ? -1 : extensions.dataOffset(index);
  }

  /** Bytes of data of the element with this local id, or -1 if the packet has none. */
  public int extensionLength(int id) {
    int index = extensions.find(id);
    return index < 0 ? -1 : extensions.dataLength(index);
  }

  /** The elements in the order of the packet, for copying them. */
  ExtensionElements extensions() {
    return extensions;
  }
}
