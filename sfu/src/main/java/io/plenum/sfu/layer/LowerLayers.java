package io.plenum.sfu.layer;

/**
 * Whether a receiver got, since the last keyframe, all spatial layers below its own: then it may go
 * down to any of them at once. Only what was seen counts. Confined to the room's loop.
 *
 * <pre>
 *  unknown → whole     a picture after the keyframe had all lower layers
 *  unknown → missing   a picture had not
 *  whole   → missing   likewise
 *  any     → unknown   a keyframe
 * </pre>
 */
final class LowerLayers {
  private boolean whole;
  private boolean missing;
  private boolean counting;
  private int forwarded;
  private int expected;

  /** A keyframe begins: all layers are there. */
  void keyframe() {
    whole = false;
    missing = false;
    counting = false;
  }

  /**
   * It was decided about a frame of the present picture.
   *
   * @param top the highest spatial layer that the receiver gets
   */
  void decided(int spatial, boolean isForwarded, int top) {
    counting = true;
    forwarded |= isForwarded ? 1 << spatial : 0;
    expected = (1 << top) - 1;
  }

  /** The next picture begins. */
  void pictureEnds() {
    if (counting) {
      missing |= (forwarded & expected) != expected;
      whole = true;
    }
    counting = false;
    forwarded = 0;
  }

  /** The receiver has come by a way that leaves lower layers out. */
  void miss() {
    missing = true;
  }

  /** Whether lower layers can be shown at once. */
  boolean whole() {
    return whole && !missing;
  }

  /** Whether lower layers can be shown after a keyframe only. */
  boolean missing() {
    return missing;
  }
}
