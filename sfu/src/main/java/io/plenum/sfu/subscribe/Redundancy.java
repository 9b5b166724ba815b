package io.plenum.sfu.subscribe;

import io.plenum.rtc.codec.RedWriter;

/**
 * How many copies of earlier sounds each packet to one receiver takes along (RFC 2198): as many as
 * the losses of its link ask for, and as it has room for.
 *
 * <pre>
 *  copies   from this loss on   until it was for HOLD_NS below
 *  1        2 %                 1 %
 *  2        8 %                 4 %
 * </pre>
 *
 * <p>What a publisher sends with redundancy is passed on with one copy, lost or not, while sound
 * then takes no more than half of the link: it mends the first loss too, of which nobody knows yet.
 *
 * <p>Confined to the room's loop.
 */
final class Redundancy {
  /** Pace of the looks at the link; losses are counted by 250 ms. */
  static final long PACE_NS = 200_000_000L;

  /** Loss comes in spells; the next one is to find the copies there. */
  static final long HOLD_NS = 10_000_000_000L;

  /** From here on some words are damaged: of 2 % of loss one copy leaves 0.04 %. */
  private static final double ONE_COPY = 0.02;

  /** Here one copy leaves 0.6 %, more than what is not heard; two leave 0.05 %. */
  private static final double TWO_COPIES = 0.08;

  /** Of what asks for copies, what still keeps them. */
  private static final double KEEPS = 0.5;

  /** Sound that is missed is worse than a small picture: with all copies it may take so much. */
  private static final double MAX_SHARE = 0.8;

  /** Copies that nothing asks for: one voice has them on a link of which nothing is known yet. */
  private static final double MAX_SHARE_PASSED = 0.5;

  private final SoundRate plain = new SoundRate();
  private long plainBytes;
  private long lookedNs = Long.MIN_VALUE;
  private long neededNs;
  private int needed;
  private int affordable = RedWriter.MAX_COPIES;
  private boolean roomy = true;

  /** Nothing is known of the link yet. */
  Redundancy() {}

  /**
   * Copies for the next packet of sound, 0 to {@link RedWriter#MAX_COPIES}.
   *
   * @param published whether it came with redundancy
   */
  int copies(boolean published) {
    return Math.min(affordable, Math.max(needed, published && roomy ? 1 : 0));
  }

  /** A packet of sound left that would have had {@code bytes} on the wire without copies. */
  void sent(int bytes) {
    plainBytes += bytes;
  }

  /** Whether it is time to {@link #look} at the link again. */
  boolean due(long nowNs) {
    return lookedNs == Long.MIN_VALUE || nowNs - lookedNs >= PACE_NS;
  }

  /**
   * Looks at the link.
   *
   * @param loss share of the packets lost lately, 0 to 1
   * @param budgetBps what it takes of sound and pictures, on the wire
   */
  void look(double loss, long budgetBps, long nowNs) {
    lookedNs = nowNs;
    need(loss, nowNs);
    double sharePerCopy = (double) plain.look(plainBytes, nowNs) / Math.max(1, budgetBps);
    affordable = 0;
    while (affordable < RedWriter.MAX_COPIES && sharePerCopy * (affordable + 2) <= MAX_SHARE) {
      affordable++;
    }
    roomy = sharePerCopy * 2 <= MAX_SHARE_PASSED;
  }

  private void need(double loss, long nowNs) {
    int kept = copies(loss / KEEPS);
    if (copies(loss) > needed) {
      needed = copies(loss);
    } else if (kept < needed && nowNs - neededNs < HOLD_NS) {
      return;
    } else if (kept < needed) {
      needed = kept;
    }
    neededNs = nowNs;
  }

  private static int copies(double loss) {
    if (loss >= TWO_COPIES) {
      return 2;
    }
    return loss >= ONE_COPY ? 1 : 0;
  }
}
