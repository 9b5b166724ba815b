package io.plenum.bench.load;

import io.plenum.rtc.codec.Vp8View;
import io.plenum.rtc.rtp.RtpView;
import io.plenum.rtc.wire.Wire;
import io.plenum.testkit.Piece;
import java.lang.foreign.MemorySegment;
import java.util.SplittableRandom;

/**
 * What scripted packets hold: a {@link Piece}, and behind it bytes that everybody knows, so that a
 * receiver sees whether all came as it was sent. Confined to the load's thread.
 *
 * <pre>
 *  VP8:   descriptor (6) | first packet: frame tag (3), of a keyframe with start code and size (10)
 *         | piece (20) | known bytes
 *  Opus:  table of contents (1) | piece (20) | known bytes
 * </pre>
 */
final class Content {
  /** Bytes of a packet of sound. */
  static final int VOICE_BYTES = 81;

  private static final int DESCRIPTOR_BYTES = 6;
  private static final int TAG_BYTES = 3;
  private static final int KEYFRAME_TAG_BYTES = 10;

  /** One frame of 20 ms, full band, mono (RFC 6716, section 3.1). */
  private static final int TOC = 31 << 3;

  private static final int STARTS = 1_024;
  private static final MemorySegment KNOWN = known();

  private final Vp8View vp8 = new Vp8View();

  private static MemorySegment known() {
    byte[] bytes = new byte[STARTS + VideoShape.PACKET_BYTES + 64];
    new SplittableRandom(1).nextBytes(bytes);
    return MemorySegment.ofArray(bytes);
  }

  private static long knownAt(Piece piece) {
    return (piece.sender() * 131L + piece.frame() * 17L + piece.index()) & (STARTS - 1);
  }

  /** Writes {@code bytes} of a frame of VP8 at {@code at}. */
  static void writeVideo(
      MemorySegment to,
      long at,
      int bytes,
      Piece piece,
      boolean keyframe,
      int pictureId,
      VideoShape shape) {
    boolean first = piece.index() == 0;
    Wire.putU8(to, at, 0x80 | (first ? 0x10 : 0));
    Wire.putU8(to, at + 1, 0xE0);
    Wire.putU16(to, at + 2, 0x8000 | (pictureId & 0x7FFF));
    Wire.putU8(to, at + 4, piece.frame());
    Wire.putU8(to, at + 5, 0);
    long next = at + DESCRIPTOR_BYTES;
    if (first) {
      Wire.putU24(to, next, keyframe ? 0 : 0x01_0000);
      if (keyframe) {
        Wire.putU24(to, next + 3, 0x9D012A);
        Wire.putU16(to, next + 6, Short.reverseBytes((short) shape.width()));
        Wire.putU16(to, next + 8, Short.reverseBytes((short) shape.height()));
      }
      next += keyframe ? KEYFRAME_TAG_BYTES : TAG_BYTES;
    }
    writePiece(to, next, at + bytes, piece);
  }

  /** Writes {@link #VOICE_BYTES} of Opus at {@code at}. */
  static void writeVoice(MemorySegment to, long at, Piece piece) {
    Wire.putU8(to, at, TOC);
    writePiece(to, at + Piece.TOC_BYTES, at + VOICE_BYTES, piece);
  }

  private static void writePiece(MemorySegment to, long at, long end, Piece piece) {
    piece.write(to, at);
    long rest = at + Piece.BYTES;
    MemorySegment.copy(KNOWN, knownAt(piece), to, rest, end - rest);
  }

  /** What a decrypted packet holds; null unless every byte is as it was sent. */
  Piece read(RtpView packet, boolean video) {
    Piece piece =
        video
            ? Piece.inVideo(packet, vp8)
            : Piece.inSound(packet.memory(), packet.payloadOffset(), packet.payloadLength());
    if (piece == null) {
      return null;
    }
    int header = Piece.TOC_BYTES;
    if (video) {
      header = vp8.descriptorLength();
      if (vp8.startOfFrame()) {
        header += vp8.keyframe() ? KEYFRAME_TAG_BYTES : TAG_BYTES;
      }
    }
    long from = packet.payloadOffset() + header + Piece.BYTES;
    long end = packet.payloadOffset() + packet.payloadLength();
    long known = knownAt(piece);
    boolean same =
        end - from <= VideoShape.PACKET_BYTES
            && MemorySegment.mismatch(
                    packet.memory(), from, end, KNOWN, known, known + (end - from))
                < 0;
    return same ? piece : null;
  }
}
