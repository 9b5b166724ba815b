package io.plenum.sfu.publish;

import io.plenum.rtc.codec.FrameInfo;
import io.plenum.rtc.codec.PictureSizes;
import io.plenum.sfu.layer.Ladder;
import java.util.List;

/**
 * The sizes of one encoding's pictures, as its frames tell them: one for each spatial layer.
 * Confined to the room's loop.
 */
final class EncodingSizes {
  private final PictureSizes sizes = new PictureSizes();
  private int topSpatial;

  /** Takes note of what {@code frame} tells; whether anything changed. */
  boolean observe(FrameInfo frame) {
    if (!frame.known()) {
      return false;
    }
    boolean changed = frame.sizes().layers() > 0 && sizes.take(frame.sizes());
    changed |= topSpatial != frame.topSpatial();
    topSpatial = frame.topSpatial();
    return changed;
  }

  /** The highest spatial layer that is being published. */
  int topSpatial() {
    return topSpatial;
  }

  /**
   * Adds a rung for each spatial layer of {@code encoding}. One whose size was not told is taken
   * for twice the one below: all modes of W3C webrtc-svc but a few scale so.
   */
  void addRungs(int encoding, List<Ladder.Rung> to) {
    int width = 0;
    int height = 0;
    for (int spatial = 0; spatial <= topSpatial; spatial++) {
      boolean told = spatial < sizes.layers();
      width = told ? sizes.width(spatial) : 2 * width;
      height = told ? sizes.height(spatial) : 2 * height;
      to.add(new Ladder.Rung(encoding, spatial, width, height));
    }
  }
}
