package io.plenum.sfu.subscribe;

/**
 * How a receiver shows a picture.
 *
 * @param rank place among its wishes, the most important first
 * @param width pixels, 0 if not said
 * @param height pixels, 0 if not said
 * @param pinned whether the receiver chose it before all others
 */
public record PictureSize(int rank, int width, int height, boolean pinned) {
  /** The receiver said nothing about it. */
  public static final PictureSize NOT_SAID = new PictureSize(Integer.MAX_VALUE, 0, 0, false);

  /** The receiver shows others, and not it. */
  public static final PictureSize NOT_SHOWN = new PictureSize(Integer.MAX_VALUE, 1, 1, false);

  /** Pixels in all; 0 if not said. */
  int pixels() {
    return (int) Math.min((long) width * height, Integer.MAX_VALUE);
  }
}
