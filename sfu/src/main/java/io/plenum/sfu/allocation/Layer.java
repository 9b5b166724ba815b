package io.plenum.sfu.allocation;

import io.plenum.sfu.layer.LayerTarget;
import java.util.List;

/**
 * One way to send a picture, and what it takes.
 *
 * @param target what goes to the receiver
 * @param pixels of one frame, width × height; 0 if not known
 * @param bitrateBps measured on the wire, all layers it needs included; 0: nothing at present
 */
public record Layer(LayerTarget target, long pixels, long bitrateBps) {
  /** Layers of one picture at most: three sizes of three rates, and one more. */
  public static final int MAX_LAYERS = 10;

  /** A layer by its place in the track; see {@link LayerTarget}. */
  public Layer(int encoding, int spatial, int temporal, long pixels, long bitrateBps) {
    this(new LayerTarget(encoding, spatial, temporal), pixels, bitrateBps);
  }

  /**
   * The place in {@code layers} of what {@code target} brings, which may have been chosen among
   * others; {@link PictureWish#NONE} if it brings none of them.
   */
  public static int indexOf(List<Layer> layers, LayerTarget target) {
    int found = PictureWish.NONE;
    for (int i = 0; i < layers.size() && target != null; i++) {
      LayerTarget each = layers.get(i).target();
      if (each.encoding() == target.encoding()
          && each.spatial() <= target.spatial()
          && each.temporal() <= target.temporal()) {
        found = i;
      }
    }
    return found;
  }
}
