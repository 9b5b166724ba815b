package io.plenum.sfu.layer;

import io.plenum.rtc.codec.FrameInfo;
import io.plenum.rtc.seq.Wrapping;

/**
 * Keeps picture ids (or frame numbers) and TL0PICIDX of one receiver's stream counting on over
 * changes of source. Within one source both move by a constant; where ids count frames, what is
 * left out is closed up too, because the receiver would take a step for loss. Confined to the
 * room's loop.
 */
final class PictureIds {
  private boolean joining = true;
  private boolean sent;
  private long highest;
  private long shift;
  private boolean tl0Joining = true;
  private boolean tl0Sent;
  private long tl0Highest;
  private int tl0Shift;

  /** The next frame is the first of another source. */
  void changeSource() {
    joining = true;
    tl0Joining = true;
  }

  /**
   * What the id of a new frame, and of those after it, is moved by.
   *
   * @param forwarded whether the frame is sent
   */
  int next(FrameInfo frame, boolean forwarded) {
    if (frame.id() >= 0) {
      if (joining) {
        joining = false;
        shift = sent ? highest + 1 - frame.id() : 0;
      }
      if (!forwarded && frame.idsCountFrames()) {
        shift--;
      }
      // Also what is left out counts: what came before it may still be on its way.
      highest = sent ? Math.max(highest, frame.id() + shift) : frame.id() + shift;
      sent = true;
    }
    if (frame.tl0PicIdx() >= 0) {
      nextTl0(frame.tl0PicIdx());
    }
    return (int) shift;
  }

  private void nextTl0(int tl0PicIdx) {
    if (tl0Joining) {
      tl0Joining = false;
      tl0Shift = tl0Sent ? (int) (tl0Highest + 1 - tl0PicIdx) : 0;
    }
    long out = Wrapping.BITS_8.wrap(tl0PicIdx + tl0Shift);
    if (!tl0Sent || Wrapping.BITS_8.newer(out, tl0Highest)) {
      tl0Highest = out;
    }
    tl0Sent = true;
  }

  /** What TL0PICIDX of the present source is moved by. */
  int tl0Shift() {
    return tl0Shift;
  }
}
