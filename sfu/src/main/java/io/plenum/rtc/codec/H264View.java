package io.plenum.rtc.codec;

import io.plenum.rtc.wire.Wire;
import java.lang.foreign.MemorySegment;

/**
 * What one H.264 packet holds, read in place (RFC 6184, section 5). A flyweight like {@link
 * Vp8View}. Confined to the loop that owns the memory.
 *
 * <pre>
 *  |F|NRI|type:5| …                                type 1 to 23: one NAL unit
 *  |F|NRI|  24  | size:16 | NAL unit | size:16 …   STAP-A: several NAL units
 *  |F|NRI|  28  |S|E|R|type:5| …                   FU-A: a piece of a NAL unit; S begins it
 * </pre>
 */
public final class H264View {
  /** Types of NAL units (ITU-T H.264, table 7-1). */
  private static final int IDR_SLICE = 5;

  private static final int SEQUENCE_PARAMETERS = 7;
  private static final int PICTURE_PARAMETERS = 8;

  /** Packet types (RFC 6184, table 1). */
  private static final int LAST_SINGLE = 23;

  private static final int STAP_A = 24;
  private static final int FU_A = 28;

  private static final int SIZE_BYTES = 2;

  private MemorySegment memory = MemorySegment.NULL;
  private boolean sequenceParameters;
  private boolean pictureParameters;
  private boolean idr;
  private long sequenceAt;
  private int sequenceLength;

  /** A view of nothing yet. */
  public H264View() {}

  /**
   * Looks at a payload. Never throws, whatever the bytes are.
   *
   * @param m where the payload lies
   * @param offset first byte of the payload in {@code m}
   * @param length bytes of the payload, without RTP padding
   * @return false if it is empty, cut off or of a kind that packetization modes 0 and 1 do not have
   */
  public boolean wrap(MemorySegment m, long offset, int length) {
    memory = m;
    sequenceParameters = false;
    pictureParameters = false;
    idr = false;
    sequenceLength = 0;
    if (length < 2) {
      return false;
    }
    int type = Wire.u8(m, offset) & 0x1F;
    return switch (type) {
      case STAP_A -> aggregated(offset + 1, offset + length);
      case FU_A -> fragment(offset, length);
      default -> type > 0 && type <= LAST_SINGLE && unit(type, offset, length);
    };
  }

  private boolean aggregated(long from, long end) {
    long at = from;
    while (at < end) {
      if (at + SIZE_BYTES >= end) {
        return false;
      }
      int size = Wire.u16(memory, at);
      at += SIZE_BYTES;
      if (size == 0 || at + size > end) {
        return false;
      }
      unit(Wire.u8(memory, at) & 0x1F, at, size);
      at += size;
    }
    return true;
  }

  private boolean fragment(long offset, int length) {
    int header = Wire.u8(memory, offset + 1);
    boolean begins = (header & 0x80) != 0;
    if (length <= 2) {
      return false;
    }
    idr = begins && (header & 0x1F) == IDR_SLICE;
    return true;
  }

  private boolean unit(int type, long at, int length) {
    idr |= type == IDR_SLICE;
    pictureParameters |= type == PICTURE_PARAMETERS;
    if (type == SEQUENCE_PARAMETERS) {
      sequenceParameters = true;
      sequenceAt = at;
      sequenceLength = length;
    }
    return true;
  }

  /** Whether a sequence parameter set is inside: nothing can be decoded before one. */
  public boolean sequenceParameters() {
    return sequenceParameters;
  }

  /** Whether a picture parameter set is inside. */
  public boolean pictureParameters() {
    return pictureParameters;
  }

  /** Whether a slice of an IDR picture begins here. */
  public boolean idr() {
    return idr;
  }

  /** Adds the size that the sequence parameter set tells, if there is one that can be read. */
  void size(H264Size reader, PictureSizes to) {
    if (sequenceLength > 0 && reader.read(memory, sequenceAt, sequenceLength)) {
      to.add(reader.width(), reader.height());
    }
  }
}
