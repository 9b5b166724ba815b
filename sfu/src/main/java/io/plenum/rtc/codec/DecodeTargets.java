package io.plenum.rtc.codec;

/**
 * What a stream consists of from one keyframe with a structure to the next: the structure, and
 * which published decode target serves who wants layers up to (s, t): of the active ones the
 * highest spatial layer that is not above s, then the highest temporal layer not above t; if there
 * is none so low, the lowest. Confined to the loop of the stream.
 */
final class DecodeTargets {
  private final byte[] serving = new byte[LayerMask.MAX_LAYERS * LayerMask.MAX_LAYERS];
  private final long[] served = new long[DependencyStructure.MAX_TARGETS];
  private final DependencyStructure structure = new DependencyStructure();
  private long since = FrameInfo.NONE;
  private int active;
  private int topSpatial;

  /** Nothing is published yet. */
  DecodeTargets() {}

  /** The structure read into it holds from frame {@code number} on. */
  void begin(long number) {
    since = number;
    active = 0;
  }

  /** The frame from which on it holds; {@link FrameInfo#NONE} if none does. */
  long since() {
    return since;
  }

  /** From now on the targets in {@code bitmask} are active; all if it names none that exists. */
  void activate(int bitmask) {
    int all = structure.allTargets();
    int usable = (bitmask & all) == 0 ? all : bitmask & all;
    if (usable == active) {
      return;
    }
    active = usable;
    topSpatial = 0;
    for (int target = 0; target < structure.targets(); target++) {
      served[target] = 0;
      if ((active & 1 << target) != 0) {
        topSpatial = Math.max(topSpatial, structure.targetSpatial(target));
      }
    }
    for (int s = 0; s < LayerMask.MAX_LAYERS; s++) {
      for (int t = 0; t < LayerMask.MAX_LAYERS; t++) {
        int target = choose(s, t);
        serving[s * LayerMask.MAX_LAYERS + t] = (byte) target;
        served[target] |= LayerMask.of(s, t);
      }
    }
  }

  private int choose(int s, int t) {
    int best = -1;
    for (int target = 0; target < structure.targets(); target++) {
      if ((active & 1 << target) != 0 && (best < 0 || better(target, best, s, t))) {
        best = target;
      }
    }
    return best;
  }

  private boolean better(int target, int than, int s, int t) {
    boolean fits = fits(target, s, t);
    if (fits != fits(than, s, t)) {
      return fits;
    }
    int order = Integer.compare(rank(target), rank(than));
    return fits ? order > 0 : order < 0;
  }

  private boolean fits(int target, int s, int t) {
    return structure.targetSpatial(target) <= s && structure.targetTemporal(target) <= t;
  }

  private int rank(int target) {
    return structure.targetSpatial(target) * LayerMask.MAX_LAYERS
        + structure.targetTemporal(target);
  }

  /** The structure. */
  DependencyStructure structure() {
    return structure;
  }

  /** The target that serves (s, t). */
  int serving(int s, int t) {
    return serving[s * LayerMask.MAX_LAYERS + t];
  }

  /** The {@link LayerMask} of who is served by {@code target}; empty if it is not active. */
  long served(int target) {
    return served[target];
  }

  /** The active targets. */
  int active() {
    return active;
  }

  /** The highest spatial layer of any active target. */
  int topSpatial() {
    return topSpatial;
  }
}
