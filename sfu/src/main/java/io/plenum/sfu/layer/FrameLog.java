package io.plenum.sfu.layer;

/**
 * What was decided about a source's latest frames for one receiver, so that all packets of a frame
 * share one fate, however late they come. Confined to the room's loop.
 */
final class FrameLog {
  /** Frames remembered: three seconds of 60 pictures a second in two layers, or 30 in four. */
  static final int SIZE = 512;

  /** Answer of the searches when there is no such frame. */
  static final int NONE = -1;

  private static final int MASK = SIZE - 1;

  private final long[] numbers = new long[SIZE];
  private final long[] pictures = new long[SIZE];
  private final int[] shifts = new int[SIZE];
  private final byte[] targets = new byte[SIZE];
  private final boolean[] forwarded = new boolean[SIZE];
  private long count;

  /** Forgets all. */
  void clear() {
    count = 0;
  }

  /**
   * Remembers frame {@code number} of {@code picture}.
   *
   * @param target spatial and temporal layer that held then, as {@link LayerSelector} packs them
   * @param shift what its id is moved by
   * @return its place, good until {@link #SIZE} more are added
   */
  int add(long number, long picture, boolean isForwarded, int target, int shift) {
    int index = (int) (count++ & MASK);
    numbers[index] = number;
    pictures[index] = picture;
    shifts[index] = shift;
    targets[index] = (byte) target;
    forwarded[index] = isForwarded;
    return index;
  }

  /** The place of frame {@code number}, or {@link #NONE}. Newest first, as most are asked for. */
  int find(long number) {
    for (long i = count - 1; i >= 0 && i >= count - SIZE; i--) {
      if (numbers[(int) (i & MASK)] == number) {
        return (int) (i & MASK);
      }
    }
    return NONE;
  }

  /**
   * The place of a frame of {@code picture}, else of the newest frame before {@code number}, else
   * {@link #NONE}.
   */
  int nearest(long number, long picture) {
    int best = NONE;
    for (long i = count - 1; i >= 0 && i >= count - SIZE; i--) {
      int index = (int) (i & MASK);
      if (pictures[index] == picture) {
        return index;
      }
      if (numbers[index] < number && (best == NONE || numbers[index] > numbers[best])) {
        best = index;
      }
    }
    return best;
  }

  boolean forwarded(int place) {
    return forwarded[place];
  }

  int target(int place) {
    return targets[place];
  }

  int shift(int place) {
    return shifts[place];
  }
}
