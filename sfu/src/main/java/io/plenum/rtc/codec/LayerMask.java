package io.plenum.rtc.codec;

/**
 * Sets of decode targets in one {@code long}. A decode target is "all up to spatial layer s and
 * temporal layer t"; it has bit 8 s + t.
 *
 * <pre>
 *  bit   63 …  16 | 15 … 8  | 7 … 0
 *        …        | s = 1   | s = 0     of each byte, the lowest bit is t = 0
 * </pre>
 */
public final class LayerMask {
  /** Spatial layers, and temporal layers of each: both ids have three bits (RFC 9628, 4.2). */
  public static final int MAX_LAYERS = 8;

  /** Every target. */
  public static final long ALL = -1L;

  private static final long ROW = 0xFFL;
  private static final long EVERY_ROW = 0x0101_0101_0101_0101L;

  private LayerMask() {}

  /** The bit of target (s, t), both 0 to 7. */
  public static long of(int spatial, int temporal) {
    return 1L << (MAX_LAYERS * spatial + temporal);
  }

  /** All targets with temporal layer {@code temporal} exactly. */
  static long temporal(int temporal) {
    return EVERY_ROW << temporal;
  }

  /** All targets with this temporal layer or a higher one; none for 8. */
  static long temporalFrom(int temporal) {
    return ((ROW << temporal) & ROW) * EVERY_ROW;
  }

  /**
   * The targets that a frame of temporal layer {@code temporal} can open: those above it, for who
   * had the frame anyway, and of the base layer its own.
   */
  static long reachable(int temporal) {
    return temporalFrom(temporal + 1) | (temporal == 0 ? temporal(0) : 0);
  }

  /** All targets with spatial layer {@code spatial} exactly. */
  static long spatial(int spatial) {
    return ROW << (MAX_LAYERS * spatial);
  }

  /** All targets with this spatial layer, 0 to 7, or a higher one. */
  static long spatialFrom(int spatial) {
    return ALL << (MAX_LAYERS * spatial);
  }
}
