package io.plenum.rtc.codec;

import io.plenum.rtc.wire.Wire;
import java.lang.foreign.MemorySegment;

/**
 * The payload descriptor of one VP9 packet, read in place (RFC 9628, section 4.2). A flyweight like
 * {@link Vp8View}. Confined to the loop that owns the memory.
 *
 * <pre>
 *  |I|P|L|F|B|E|V|Z|
 *  |M| picture id  |     if I; 7 bits, or 15 in two bytes if M
 *  |TID:3|U|SID:3|D|     if L
 *  | TL0PICIDX     |     if L and not F
 *  | P_DIFF:7    |N|     if F and P; another follows if N, three at most
 *  | scalability structure …   if V: {@link Vp9Structure}
 * </pre>
 */
public final class Vp9View {
  /** References of one frame in flexible mode (RFC 9628, section 4.2). */
  public static final int MAX_REFERENCES = 3;

  private final int[] references = new int[MAX_REFERENCES];
  private MemorySegment memory = MemorySegment.NULL;
  private long offset;
  private int end;
  private int at;
  private int first;
  private int pictureIdAt;
  private int pictureIdBits;
  private int layers;
  private int tl0PicIdxAt;
  private int referenceCount;
  private int structureAt;

  /** A view of nothing yet. */
  public Vp9View() {}

  /**
   * Looks at a payload. Never throws, whatever the bytes are.
   *
   * @param m where the payload lies
   * @param from first byte of the payload in {@code m}
   * @param length bytes of the payload, without RTP padding
   * @return false if the descriptor is incomplete, breaks a rule of its modes, or nothing follows
   *     it; the view then says nothing
   */
  public boolean wrap(MemorySegment m, long from, int length) {
    memory = m;
    offset = from;
    end = length;
    at = 1;
    pictureIdAt = 0;
    pictureIdBits = 0;
    layers = 0;
    tl0PicIdxAt = 0;
    referenceCount = 0;
    structureAt = 0;
    if (length < 1) {
      return false;
    }
    first = Wire.u8(m, from);
    return parsePictureId() && parseLayers() && parseReferences() && rest();
  }

  private boolean parsePictureId() {
    if ((first & 0x80) == 0) {
      return !flexible(); // RFC 9628, section 4.2: flexible mode needs picture ids
    }
    if (at >= end) {
      return false;
    }
    pictureIdAt = at;
    pictureIdBits = (Wire.u8(memory, offset + at) & 0x80) == 0 ? 7 : 15;
    at += pictureIdBits == 7 ? 1 : 2;
    return at <= end;
  }

  private boolean parseLayers() {
    if ((first & 0x20) == 0) {
      return true;
    }
    if (at >= end) {
      return false;
    }
    layers = Wire.u8(memory, offset + at++);
    if (!flexible()) {
      tl0PicIdxAt = at++;
    }
    return at <= end;
  }

  private boolean parseReferences() {
    if (!flexible() || !predicted()) {
      return true;
    }
    boolean more = true;
    while (more) {
      if (at >= end || referenceCount == MAX_REFERENCES) {
        return false;
      }
      int value = Wire.u8(memory, offset + at++);
      references[referenceCount++] = value >> 1;
      more = (value & 1) != 0;
    }
    return true;
  }

  private boolean rest() {
    if ((first & 0x02) != 0) {
      structureAt = at;
      int bytes = Vp9Structure.length(memory, offset + at, end - at);
      if (bytes < 0) {
        return false;
      }
      at += bytes;
    }
    return at < end;
  }

  /** Whether references are named by differences of picture ids; else by a fixed structure. */
  public boolean flexible() {
    return (first & 0x10) != 0;
  }

  /** Whether the frame needs an earlier picture (P). */
  public boolean predicted() {
    return (first & 0x40) != 0;
  }

  /** Whether the packet begins a layer's frame (B). */
  public boolean startOfFrame() {
    return (first & 0x08) != 0;
  }

  /** Whether the packet ends a layer's frame (E). */
  public boolean endOfFrame() {
    return (first & 0x04) != 0;
  }

  /** Whether no higher spatial layer needs this frame (Z). */
  public boolean notForUpperLayers() {
    return (first & 0x01) != 0;
  }

  /** The picture id, 0 to 2^{@link #pictureIdBits()} - 1; -1 if absent. */
  public int pictureId() {
    return PictureId.read(memory, offset + pictureIdAt, pictureIdBits);
  }

  /** Width of the picture id: 7 or 15; 0 if absent. */
  public int pictureIdBits() {
    return pictureIdBits;
  }

  /** The temporal layer, 0 to 7; 0 if not said. */
  public int temporalLayer() {
    return layers >> 5;
  }

  /** Whether later pictures of higher temporal layers need none before this one above it (U). */
  public boolean switchingUpPoint() {
    return (layers & 0x10) != 0;
  }

  /** The spatial layer, 0 to 7; 0 if not said. */
  public int spatialLayer() {
    return (layers >> 1) & 0x07;
  }

  /** Whether the frame needs the next lower spatial layer of its picture (D). */
  public boolean interLayerDependent() {
    return (layers & 0x01) != 0;
  }

  /** The index of the base layer frame, 0 to 255; -1 if absent, as in flexible mode. */
  public int tl0PicIdx() {
    return tl0PicIdxAt == 0 ? -1 : Wire.u8(memory, offset + tl0PicIdxAt);
  }

  /** How many earlier pictures are named, 0 to {@link #MAX_REFERENCES}. */
  public int references() {
    return referenceCount;
  }

  /** The picture id of reference {@code index} is this much smaller, 0 to 127. */
  public int reference(int index) {
    return references[index];
  }

  /** Whether a scalability structure is there (V). */
  public boolean hasStructure() {
    return structureAt != 0;
  }

  /** Adds the sizes that the scalability structure tells, one for each spatial layer. */
  void sizes(PictureSizes to) {
    if (structureAt != 0) {
      Vp9Structure.sizes(memory, offset + structureAt, to);
    }
  }

  /** Spatial layers of the scalability structure; 0 without one. */
  public int spatialLayers() {
    return structureAt == 0 ? 0 : Vp9Structure.spatialLayers(memory, offset + structureAt);
  }

  /** Bytes of the descriptor. */
  public int descriptorLength() {
    return at;
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
