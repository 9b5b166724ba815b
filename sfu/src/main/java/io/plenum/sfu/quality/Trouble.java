package io.plenum.sfu.quality;

/**
 * What can be wrong with a connection. A spell of it begins at {@link #begins} and ends only below
 * {@link #ends}, so that a figure that wavers makes one sentence and not ten.
 */
public enum Trouble {
  /** Share of the packets lost on the way to the server. People begin to notice at 5 %. */
  UPLINK_LOSS(0.05, 0.02),
  /** Share of the packets lost on the way from the server. */
  DOWNLINK_LOSS(0.05, 0.02),
  /** Pictures that the link from the server does not take. */
  PICTURES_PAUSED(1, 1),
  /** Pictures that the server had no time for. */
  SERVER_BUSY(1, 1),
  /** Pictures that could not be decoded, in one {@link QualityWatch#PACE_NS}. */
  PICTURES_BROKEN(2, 1),
  /** The way to the server and back, ns: above 400 ms people talk into each other (G.114). */
  LONG_ROUND_TRIP(400e6, 300e6);

  private final double begins;
  private final double ends;

  Trouble(double begins, double ends) {
    this.begins = begins;
    this.ends = ends;
  }

  /** Whether a figure is bad enough to begin a spell. */
  boolean begins(double figure) {
    return figure >= begins;
  }

  /** Whether a figure is good enough to end one. */
  boolean ends(double figure) {
    return figure < ends;
  }
}
