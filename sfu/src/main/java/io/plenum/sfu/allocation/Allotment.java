package io.plenum.sfu.allocation;

import java.util.List;

/**
 * What one receiver is sent.
 *
 * @param pictures one for each wish, in the order of the wishes
 * @param totalBps of all pictures
 * @param wantedBps the budget at which every picture would be as good as its tile can show; 0 if
 *     every one is
 */
public record Allotment(List<Picture> pictures, long totalBps, long wantedBps) {
  public Allotment {
    pictures = List.copyOf(pictures);
  }

  /**
   * What one slot shows.
   *
   * @param slot of the wish
   * @param layer index into the wish's layers, or {@link PictureWish#NONE}
   * @param state why not more; can be shown
   */
  public record Picture(int slot, int layer, State state) {}

  /** How a picture fares. */
  public enum State {
    /** As good as the tile can show. */
    FULL,
    /** Smaller or slower than it could be: the link takes no more. */
    REDUCED,
    /** Nothing: the link takes not even the smallest. */
    PAUSED_BANDWIDTH,
    /** Nothing: the publisher sends nothing. */
    PAUSED_SOURCE
  }
}
