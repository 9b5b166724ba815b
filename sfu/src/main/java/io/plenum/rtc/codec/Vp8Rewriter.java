package io.plenum.rtc.codec;

import io.plenum.rtc.seq.Wrapping;

/**
 * Keeps picture ids and TL0PICIDX continuous for one receiver while the source of its stream
 * changes (RFC 7741, section 4.2: the picture id counts up by one per frame). Confined to the
 * room's loop.
 *
 * <p>Within one source both numbers move by a constant {@link #shift()}, so the packets of a frame
 * stay together, reordering needs no memory, and gaps of lost frames stay visible to the receiver.
 * The first frame after {@link #changeSource()} follows the newest frame sent before it. Call it
 * too when a paused source returns: then the pause leaves no gap.
 */
public final class Vp8Rewriter {
  private final RunningNumber pictureId = new RunningNumber();
  private final RunningNumber tl0PicIdx = new RunningNumber();
  private Vp8Shift shift = Vp8Shift.NONE;

  /** A rewriter for a stream of which nothing has been sent. */
  public Vp8Rewriter() {}

  /** From now on packets come from another source, first a packet of a keyframe. */
  public void changeSource() {
    pictureId.changeSource();
    tl0PicIdx.changeSource();
  }

  /**
   * Rewrites one packet in place.
   *
   * @param packet wrapped around the copy that goes to the receiver
   * @return false, with nothing changed, if the packet belongs to a frame before the first one of
   *     this source: it must not be sent, its number is taken
   */
  public boolean rewrite(Vp8View packet) {
    Wrapping width = packet.pictureIdBits() == 7 ? Wrapping.BITS_7 : Wrapping.BITS_15;
    if (packet.pictureIdBits() != 0 && !pictureId.accept(packet.pictureId(), width)) {
      return false;
    }
    // A base frame older than the source's first one may be named by the frames of its start.
    if (packet.tl0PicIdx() >= 0) {
      tl0PicIdx.accept(packet.tl0PicIdx(), Wrapping.BITS_8);
    }
    if (shift.pictureId() != pictureId.shift() || shift.tl0PicIdx() != tl0PicIdx.shift()) {
      shift = new Vp8Shift(pictureId.shift(), tl0PicIdx.shift());
    }
    shift.apply(packet);
    return true;
  }

  /** What the current source's numbers are moved by; good once a packet of it was rewritten. */
  public Vp8Shift shift() {
    return shift;
  }
}
