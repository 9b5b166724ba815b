package io.plenum.sfu.layer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The sizes in which a track is being published, from small to large, whether they come as
 * simulcast encodings, spatial layers or both. Immutable.
 *
 * @param rungs in order of pixels; of equal ones the later encoding is the larger, as rids are
 *     mostly listed from small to large
 */
public record Ladder(List<Rung> rungs) {
  /** Nothing is being published. */
  public static final Ladder EMPTY = new Ladder(List.of());

  /**
   * A picture stretched to 4/3 of its pixels, 15 % each way, still looks sharp: less than the step
   * that the next size would cost.
   */
  private static final int SHARP_PARTS = 4;

  private static final int SHARP_OF = 3;

  /** Puts {@code rungs} in order. */
  public Ladder {
    rungs =
        rungs.stream()
            .sorted(
                Comparator.comparingLong(Rung::pixels)
                    .thenComparingInt(Rung::encoding)
                    .thenComparingInt(Rung::spatial))
            .toList();
  }

  /** Whether a picture of {@code pixels} looks sharp where it has to fill {@code shown}. */
  public static boolean sharp(long pixels, long shown) {
    return pixels * SHARP_PARTS >= shown * SHARP_OF;
  }

  /**
   * The smallest rung that looks sharp at this size, all temporal layers; the largest if none does
   * or no size is asked for.
   *
   * @param width pixels it is shown at, 0 if not said
   * @param height pixels it is shown at, 0 if not said
   * @return null if nothing is being published
   */
  public LayerTarget target(int width, int height) {
    if (rungs.isEmpty()) {
      return null;
    }
    long asked = (long) width * height;
    Rung best = rungs.getLast();
    for (int i = rungs.size() - 1; i >= 0 && asked > 0; i--) {
      best = sharp(rungs.get(i).pixels(), asked) ? rungs.get(i) : best;
    }
    boolean top = best.equals(rungs.getLast());
    return top
        ? LayerTarget.all(best.encoding())
        : new LayerTarget(best.encoding(), best.spatial(), LayerTarget.TOP);
  }

  /** The highest spatial layer of {@code encoding}; -1 if it is not being published. */
  public int topSpatial(int encoding) {
    int top = -1;
    for (int i = 0; i < rungs.size(); i++) {
      if (rungs.get(i).encoding() == encoding) {
        top = Math.max(top, rungs.get(i).spatial());
      }
    }
    return top;
  }

  /** Whether the pictures of encoding {@code one} are larger than those of {@code other}. */
  public boolean larger(int one, int other) {
    return topRung(one) > topRung(other);
  }

  private int topRung(int encoding) {
    int top = -1;
    for (int i = 0; i < rungs.size(); i++) {
      top = rungs.get(i).encoding() == encoding ? i : top;
    }
    return top;
  }

  /**
   * These rungs, with those of {@code newer} added or put in their place, if their size is known.
   */
  public Ladder with(Ladder newer) {
    List<Rung> all = new ArrayList<>(newer.rungs);
    all.removeIf(rung -> rung.pixels() == 0);
    for (Rung rung : rungs) {
      if (all.stream().noneMatch(rung::isLayerOf)) {
        all.add(rung);
      }
    }
    return new Ladder(all);
  }

  /** The place of {@code target}'s size among the rungs, from 0 (smallest); -1 if it has none. */
  public int place(LayerTarget target) {
    int best = -1;
    for (int i = 0; target != null && i < rungs.size(); i++) {
      Rung rung = rungs.get(i);
      if (rung.encoding() == target.encoding() && rung.spatial() <= target.spatial()) {
        best = i;
      }
    }
    return best;
  }

  /** Whether {@code encoding} is being published. */
  public boolean has(int encoding) {
    return topRung(encoding) >= 0;
  }

  /**
   * One size.
   *
   * @param encoding as in {@link LayerTarget}
   * @param spatial as in {@link LayerTarget}
   * @param width pixels; 0 if not known
   * @param height pixels; 0 if not known
   */
  public record Rung(int encoding, int spatial, int width, int height) {
    /** Whether it is the same layer as {@code other}. */
    private boolean isLayerOf(Rung other) {
      return encoding == other.encoding && spatial == other.spatial;
    }

    /** Pixels of a picture; 0 if not known. */
    public long pixels() {
      return (long) width * height;
    }
  }
}
