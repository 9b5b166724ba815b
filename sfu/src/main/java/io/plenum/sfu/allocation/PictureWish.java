package io.plenum.sfu.allocation;

import io.plenum.sfu.layer.Ladder;
import java.util.List;

/**
 * A picture that a receiver shows, or wants to.
 *
 * @param slot where it is shown: the key of the answer
 * @param priority who comes first; among equals the earlier in the list
 * @param pixels of the tile, width × height; 0 if not said: no limit
 * @param layers what its publisher sends now, cheapest first; empty: nothing
 * @param current what is sent at present, as an index into {@code layers}; -1: nothing
 * @param highest what may be sent at most for now, as an index into {@code layers}
 */
public record PictureWish(
    int slot, Priority priority, int pixels, List<Layer> layers, int current, int highest) {
  /** Nothing is sent at present. */
  public static final int NONE = -1;

  /** A wish for any of {@code layers}. */
  public PictureWish(int slot, Priority priority, int pixels, List<Layer> layers, int current) {
    this(slot, priority, pixels, layers, current, Layer.MAX_LAYERS);
  }

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
      if (pixels > 0 && Ladder.sharp(layer.pixels(), pixels)) {
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
