package io.plenum.rtc.codec;

import java.util.Arrays;

/** Width and height in pixels of a stream's pictures, for each spatial layer; 0 if not known. */
public final class PictureSizes {
  private final int[] widths = new int[LayerMask.MAX_LAYERS];
  private final int[] heights = new int[LayerMask.MAX_LAYERS];
  private int layers;

  /** Nothing known. */
  public PictureSizes() {}

  void clear() {
    layers = 0;
  }

  /** How many spatial layers are known from 0 on. */
  public int layers() {
    return layers;
  }

  /** Width of layer {@code spatial}, below {@link #layers()}. */
  public int width(int spatial) {
    return widths[spatial];
  }

  /** Height of layer {@code spatial}, below {@link #layers()}. */
  public int height(int spatial) {
    return heights[spatial];
  }

  /** The next layer up; further ones than {@link LayerMask#MAX_LAYERS} are left out. */
  void add(int width, int height) {
    if (layers < LayerMask.MAX_LAYERS) {
      widths[layers] = width;
      heights[layers] = height;
      layers++;
    }
  }

  /**
   * Becomes the same as {@code other}.
   *
   * @return whether anything changed
   */
  public boolean take(PictureSizes other) {
    boolean same =
        layers == other.layers
            && Arrays.equals(widths, 0, layers, other.widths, 0, layers)
            && Arrays.equals(heights, 0, layers, other.heights, 0, layers);
    if (same) {
      return false;
    }
    layers = other.layers;
    System.arraycopy(other.widths, 0, widths, 0, layers);
    System.arraycopy(other.heights, 0, heights, 0, layers);
    return true;
  }
}
