package io.plenum.rtc.codec;

import java.lang.foreign.MemorySegment;

/**
 * Writes a receiver's own numbers into the payload descriptors of the copies it is sent. Shared by
 * all slots of a receiver. Confined to the room's loop.
 */
public final class PayloadRewriter {
  private final Vp8View vp8 = new Vp8View();
  private final Vp9View vp9 = new Vp9View();

  /** A rewriter. */
  public PayloadRewriter() {}

  /**
   * Changes a payload in place; what has no such numbers stays as it is.
   *
   * @param rewrite a {@link PacketRewrite}
   */
  public void rewrite(
      VideoCodec codec, MemorySegment memory, long offset, int length, long rewrite) {
    int id = PacketRewrite.id(rewrite);
    int tl0PicIdx = PacketRewrite.tl0PicIdx(rewrite);
    switch (codec) {
      case VP8 -> {
        if (vp8.wrap(memory, offset, length)) {
          vp8.putPictureId(vp8.pictureId() + id);
          vp8.putTl0PicIdx(vp8.tl0PicIdx() + tl0PicIdx);
        }
      }
      case VP9 -> {
        if (vp9.wrap(memory, offset, length)) {
          vp9.putPictureId(vp9.pictureId() + id);
          vp9.putTl0PicIdx(vp9.tl0PicIdx() + tl0PicIdx);
        }
      }
      case H264, AV1 -> {} // their numbers are in the header extension: DescriptorRewriter
    }
  }
}
