package io.plenum.rtc.codec;

import io.plenum.rtc.wire.Wire;
import java.lang.foreign.MemorySegment;

/**
 * The payload descriptor of one VP8 packet and what the payload shows of its frame, read in place
 * (RFC 7741, sections 4.2 and 4.3). A flyweight like {@link io.plenum.rtc.rtp.RtpView}. Confined to
 * the loop that owns the memory.
 *
 * <pre>
 *  |X|R|N|S|R| PID:3 |
 *  |I|L|T|K| reserved|    if X
 *  |M| picture id    |    if I; 7 bits, or 15 in two bytes if M
 *  | TL0PICIDX       |    if L
 *  |TID:2|Y| KEYIDX:5|    if T or K
 * </pre>
 */
public final class Vp8View {
  private static final int KEYFRAME_HEADER_BYTES = 10;
  private static final int KEYFRAME_START_CODE = 0x9D012A;

  private MemorySegment memory = MemorySegment.NULL;
  private long offset;
  private int length;
  private int first;
  private int descriptorLength;
  private int pictureIdAt;
  private int pictureIdBits;
  private int tl0PicIdxAt;
  private int temporalLayer;
  private boolean layerSync;

  /** A view of nothing yet. */
  public Vp8View() {}

  /**
   * Looks at a payload. Never throws, whatever the bytes are.
   *
   * @param offset first byte of the payload in {@code m}
   * @param length bytes of the payload, without RTP padding
   * @return false if the descriptor is incomplete or nothing follows it; the view then says nothing
   */
  public boolean wrap(MemorySegment m, long offset, int length) {
    this.memory = m;
    this.offset = offset;
    this.length = length;
    pictureIdAt = 0;
    pictureIdBits = 0;
    tl0PicIdxAt = 0;
    temporalLayer = -1;
    layerSync = false;
    if (length < 1) {
      return false;
    }
    first = Wire.u8(m, offset);
    descriptorLength = (first & 0x80) == 0 ? 1 : parseExtended();
    return descriptorLength < length;
  }

  /** The length of a descriptor with extensions; {@link #length} or more if it is incomplete. */
  private int parseExtended() {
    if (length < 2) {
      return length;
    }
    int flags = Wire.u8(memory, offset + 1);
    int at = 2;
    if ((flags & 0x80) != 0) {
      if (at >= length) {
        return length;
      }
      pictureIdAt = at;
      pictureIdBits = (Wire.u8(memory, offset + at) & 0x80) == 0 ? 7 : 15;
      at += pictureIdBits == 7 ? 1 : 2;
    }
    if ((flags & 0x40) != 0) {
      tl0PicIdxAt = at++;
    }
    if ((flags & 0x30) != 0) {
      if (at >= length) {
        return length;
      }
      parseLayer(flags, Wire.u8(memory, offset + at++));
    }
    return at;
  }

  private void parseLayer(int flags, int value) {
    if ((flags & 0x20) != 0) {
      temporalLayer = value >> 6;
      layerSync = (value & 0x20) != 0;
    }
  }

  /** Whether this packet begins a frame: the start of partition 0. */
  public boolean startOfFrame() {
    return (first & 0x17) == 0x10;
  }

  /** Whether this packet begins a keyframe; always false for a frame's other packets. */
  public boolean keyframe() {
    return startOfFrame() && (Wire.u8(memory, offset + descriptorLength) & 0x01) == 0;
  }

  /** Whether no other frame needs this one, so that it may be dropped. */
  public boolean nonReference() {
    return (first & 0x20) != 0;
  }

  /** The picture id, 0 to 2^{@link #pictureIdBits()} - 1; -1 if absent. */
  public int pictureId() {
    return PictureId.read(memory, offset + pictureIdAt, pictureIdBits);
  }

  /** Width of the picture id: 7 or 15; 0 if absent. */
  public int pictureIdBits() {
    return pictureIdBits;
  }

  /** The index of the base layer frame, 0 to 255; -1 if absent. */
  public int tl0PicIdx() {
    return tl0PicIdxAt == 0 ? -1 : Wire.u8(memory, offset + tl0PicIdxAt);
  }

  /** The temporal layer, 0 to 3; -1 if absent. */
  public int temporalLayer() {
    return temporalLayer;
  }

  /** Whether a receiver of lower layers may switch up to this layer here. */
  public boolean layerSync() {
    return layerSync;
  }

  /** Bytes of the descriptor. */
  public int descriptorLength() {
    return descriptorLength;
  }

  /** Width of a keyframe in pixels, from its first packet; -1 elsewhere. */
  public int width() {
    return dimension(6);
  }

  /** Height of a keyframe in pixels, from its first packet; -1 elsewhere. */
  public int height() {
    return dimension(8);
  }

  /** RFC 6386, section 9.1: 14 bits of size, 2 bits of scale, low byte first. */
  private int dimension(int at) {
    long frame = offset + descriptorLength;
    if (length - descriptorLength < KEYFRAME_HEADER_BYTES
        || !keyframe()
        || Wire.u24(memory, frame + 3) != KEYFRAME_START_CODE) {
      return -1;
    }
    return Wire.u8(memory, frame + at) | ((Wire.u8(memory, frame + at + 1) & 0x3F) << 8);
  }

  /** Overwrites the picture id, if there is one, in its own width. */
  void putPictureId(int value) {
    if (pictureIdBits == 7) {
      Wire.putU8(memory, offset + pictureIdAt, value & 0x7F);
    } else if (pictureIdBits == 15) {
      Wire.putU16(memory, offset + pictureIdAt, (value & 0x7FFF) | 0x8000);
    }
  }

  /** Overwrites TL0PICIDX, if there is one. */
  void putTl0PicIdx(int value) {
    if (tl0PicIdxAt != 0) {
      Wire.putU8(memory, offset + tl0PicIdxAt, value);
    }
  }
}
