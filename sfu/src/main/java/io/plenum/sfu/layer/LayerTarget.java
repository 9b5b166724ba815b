package io.plenum.sfu.layer;

import io.plenum.rtc.codec.LayerMask;

/**
 * What of a track one receiver should get: one encoding of it, up to these layers.
 *
 * @param encoding place of the simulcast encoding in the track's list of rids; 0 without simulcast
 * @param spatial highest spatial layer, 0 (smallest) to 7
 * @param temporal highest temporal layer, 0 (slowest) to 7
 */
public record LayerTarget(int encoding, int spatial, int temporal) {
  /** The highest layer there can be. */
  public static final int TOP = LayerMask.MAX_LAYERS - 1;

  /** Throws {@link IllegalArgumentException} if a layer is out of range. */
  public LayerTarget {
    if (encoding < 0 || spatial < 0 || spatial > TOP || temporal < 0 || temporal > TOP) {
      throw new IllegalArgumentException("layers are 0 to " + TOP);
    }
  }

  /** All layers of an encoding. */
  public static LayerTarget all(int encoding) {
    return new LayerTarget(encoding, TOP, TOP);
  }
}
