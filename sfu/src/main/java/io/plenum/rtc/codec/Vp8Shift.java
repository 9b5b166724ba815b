package io.plenum.rtc.codec;

/**
 * How far one source's picture ids and TL0PICIDX are moved to fit a receiver's stream. A value: a
 * slot may keep the shift of an earlier source to repeat a packet of it exactly as it was first
 * sent.
 *
 * @param pictureId added to the picture id, modulo its width
 * @param tl0PicIdx added to TL0PICIDX, modulo 2^8
 */
public record Vp8Shift(long pictureId, long tl0PicIdx) {
  /** Leaves everything as it is. */
  public static final Vp8Shift NONE = new Vp8Shift(0, 0);

  /** Moves the fields of {@code packet} in place; the picture id keeps its width. */
  public void apply(Vp8View packet) {
    packet.putPictureId(packet.pictureId() + pictureId);
    packet.putTl0PicIdx(packet.tl0PicIdx() + tl0PicIdx);
  }
}
