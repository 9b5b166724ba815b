package io.plenum.rtc.codec;

/**
 * How one packet is changed for one receiver, in one {@code long}, so that it can be remembered and
 * the packet repeated exactly as it was first sent.
 *
 * <pre>
 *  | active targets:32 | 0:5 | T | E | M | TL0PICIDX:8 | id:16 |
 *  id, TL0PICIDX   added to the packet's own, modulo their width
 *  M               the RTP marker
 *  E               nothing but the number is sent: the packet is not for this receiver
 *  T               the active decode targets are written
 * </pre>
 */
public final class PacketRewrite {
  private static final int TL0_SHIFT = 16;
  private static final long MARKER = 1L << 24;
  private static final long EMPTY = 1L << 25;
  private static final long TARGETS = 1L << 26;
  private static final int TARGETS_SHIFT = 32;

  private PacketRewrite() {}

  /**
   * A change of numbers.
   *
   * @param id added to picture id or frame number
   * @param tl0PicIdx added to TL0PICIDX
   */
  public static long of(long id, long tl0PicIdx, boolean marker) {
    return (id & 0xFFFF) | (tl0PicIdx & 0xFF) << TL0_SHIFT | (marker ? MARKER : 0);
  }

  /** A packet that only keeps its number. */
  public static long empty() {
    return EMPTY;
  }

  /** {@code rewrite}, and the active decode targets are {@code bitmask}. */
  public static long withTargets(long rewrite, int bitmask) {
    return rewrite | TARGETS | (long) bitmask << TARGETS_SHIFT;
  }

  /** What is added to the picture id or frame number. */
  public static int id(long rewrite) {
    return (int) rewrite & 0xFFFF;
  }

  /** What is added to TL0PICIDX. */
  public static int tl0PicIdx(long rewrite) {
    return (int) (rewrite >> TL0_SHIFT) & 0xFF;
  }

  /** The RTP marker. */
  public static boolean marker(long rewrite) {
    return (rewrite & MARKER) != 0;
  }

  /** Whether the packet goes out without its payload. */
  public static boolean isEmpty(long rewrite) {
    return (rewrite & EMPTY) != 0;
  }

  /** Whether the active decode targets are written. */
  public static boolean hasTargets(long rewrite) {
    return (rewrite & TARGETS) != 0;
  }

  /** The active decode targets to write. */
  public static int targets(long rewrite) {
    return (int) (rewrite >>> TARGETS_SHIFT);
  }
}
