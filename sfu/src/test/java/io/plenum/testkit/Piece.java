package io.plenum.testkit;

import io.plenum.rtc.codec.Vp8View;
import io.plenum.rtc.rtp.RtpView;
import io.plenum.rtc.wire.Wire;
import java.lang.foreign.MemorySegment;

/**
 * What a scripted packet holds instead of pictures or sound: enough to check that everything came.
 *
 * <pre>
 *  VP8 keyframe's first packet only: frame tag and size (10 bytes); other first packets: tag (3)
 *  Opus: the table of contents (1)
 *  | sender:4 | frame:4 | index:2 | count:2 | captured, virtual ns:8 | filler … |
 * </pre>
 *
 * @param sender number of the sending script
 * @param frame counts frames (video) or packets (audio)
 * @param index this packet within its frame
 * @param count packets of the frame
 * @param capturedNs virtual time of capture
 */
public record Piece(int sender, int frame, int index, int count, long capturedNs) {
  /** Bytes of the fields. */
  public static final int BYTES = 20;

  /** Bytes of Opus before the fields: the table of contents (RFC 6716, section 3.1). */
  public static final int TOC_BYTES = 1;

  /** Writes the fields at {@code at}. */
  public void write(MemorySegment to, long at) {
    Wire.putU32(to, at, sender);
    Wire.putU32(to, at + 4, frame);
    Wire.putU16(to, at + 8, index);
    Wire.putU16(to, at + 10, count);
    Wire.putU64(to, at + 12, capturedNs);
  }

  /**
   * The piece in {@code packet} of video, or null if there is none.
   *
   * @param vp8 looks at the packet
   */
  public static Piece inVideo(RtpView packet, Vp8View vp8) {
    long at = packet.payloadOffset();
    int length = packet.payloadLength();
    if (!vp8.wrap(packet.memory(), at, length)) {
      return null;
    }
    int header = vp8.descriptorLength() + (vp8.startOfFrame() ? vp8.keyframe() ? 10 : 3 : 0);
    at += header;
    length -= header;
    return length < BYTES ? null : read(packet.memory(), at);
  }

  /** The piece in {@code length} bytes of Opus at {@code at}, or null if there is none. */
  public static Piece inSound(MemorySegment from, long at, int length) {
    return length < TOC_BYTES + BYTES ? null : read(from, at + TOC_BYTES);
  }

  /** Reads the fields at {@code at}. */
  private static Piece read(MemorySegment from, long at) {
    return new Piece(
        Wire.s32(from, at),
        Wire.s32(from, at + 4),
        Wire.u16(from, at + 8),
        Wire.u16(from, at + 10),
        Wire.u64(from, at + 12));
  }
}
