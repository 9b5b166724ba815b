package io.plenum.sfu.allocation;

import java.util.List;

/**
 * A picture that a receiver shows, or wants to.
 *
 * @param slot where it is shown: the key of the answer
 * @param priority who comes first; among equals the earlier in the list
 * @param pixels of the tile, width × height; 0 if not said: no limit
 * @param layers what its publisher sends now, cheapest first; empty: nothing
 * @param current what is sent at present, as an index into {@code layers}; -1: nothing
 */
public record PictureWish(
    int slot, Priority priority, int pixels, List<Layer> layers, int current) {
  /** Nothing is sent at present. */
  public static final int NONE = -1;

  /**
   * A picture stretched to 4/3 of its pixels, 15 % each way, still looks sharp: less than the step
   * that the next size would cost.
   */
  private static final int SHARP_PARTS = 4;

  private static final int SHARP_OF = 3;

  public PictureWish {
    if (layers.size() > Layer.MAX_LAYERS) {
      throw new IllegalArgumentException("too many layers: " + layers.size());
    }
    layers = List.copyOf(layers);
  }

  /**
   * How many of the layers are of use: the smallest that looks sharp is, a larger one is not. Those
   * of one size belong together.
   */
  int useful() {
    long enough = Long.MAX_VALUE;
    for (Layer layer : layers) {
      if (pixels > 0 && layer.pixels() * SHARP_PARTS >= (long) pixels * SHARP_OF) {
        enough = Math.min(enough, layer.pixels());
      }
    }
    int count = 0;
    while (count < layers.size() && layers.get(count).pixels() <= enough) {
      count++;
    }
    return count;
  }
}
