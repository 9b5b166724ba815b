package io.plenum.sfu.subscribe;

import io.plenum.sfu.allocation.Layer;
import java.util.List;

/**
 * Keeps a picture from going up and down with every breath of the estimate: another size costs a
 * keyframe, and the eye sees it. Confined to the room's loop.
 *
 * <pre>
 *  free → calm   a smaller size was chosen because the link took no more
 *  calm → free   CALM_NS later; twice as long each time that the last larger size did not last; or
 *                the link takes AMPLE of what it took when the larger size was tried
 * </pre>
 */
public final class Steadiness {
  /** So long a picture that was made smaller stays so; ours, from browsers. */
  static final long CALM_NS = 2_000_000_000L;

  static final long MAX_CALM_NS = 8_000_000_000L;

  /** A size that lasts so long was a good choice. */
  static final long LASTS_NS = 10_000_000_000L;

  /** So much more than when it was tried is another link: what did not fit then may fit now. */
  private static final double AMPLE = 1.5;

  private long calmNs = CALM_NS;
  private long calmUntilNs = Long.MIN_VALUE;
  private long raisedNs = Long.MIN_VALUE;
  private long raisedBps = Long.MAX_VALUE;

  /** Free. */
  public Steadiness() {}

  /**
   * What may be sent at most, as an index into {@code layers}, of which {@code current} is sent.
   *
   * @param linkBps what the link takes
   */
  public int highest(List<Layer> layers, int current, long linkBps, long nowNs) {
    if (nowNs >= calmUntilNs || current < 0 || linkBps / AMPLE >= raisedBps) {
      return Layer.MAX_LAYERS;
    }
    int highest = current;
    while (highest + 1 < layers.size() && sameSize(layers, current, highest + 1)) {
      highest++;
    }
    return highest;
  }

  /**
   * Another layer was chosen.
   *
   * @param reduced whether the link takes no more
   * @param linkBps what it takes
   */
  public void changed(
      List<Layer> layers, int before, int after, boolean reduced, long linkBps, long nowNs) {
    if (before < 0 || after < 0 || sameSize(layers, before, after)) {
      return;
    }
    if (after > before) {
      raisedNs = nowNs;
      raisedBps = linkBps;
    } else if (reduced) {
      boolean again = raisedNs != Long.MIN_VALUE && nowNs - raisedNs < LASTS_NS;
      calmNs = again ? Math.min(2 * calmNs, MAX_CALM_NS) : CALM_NS;
      calmUntilNs = nowNs + calmNs;
    }
  }

  private static boolean sameSize(List<Layer> layers, int one, int other) {
    return layers.get(one).target().encoding() == layers.get(other).target().encoding()
        && layers.get(one).target().spatial() == layers.get(other).target().spatial();
  }
}
