package io.plenum.sfu.layer;

/**
 * Which of a source's packets were left out of a slot, so that the slot's numbers close up behind
 * them. Numbers are the source's unwrapped ones. Memory is taken with the first that is left out.
 * Confined to the room's loop.
 *
 * <pre>
 *  source   10 11 12 13 14 15 16      runs: [11, 12] with 0 before, [15, 15] with 2 before
 *  slot     10  ·  · 11 12  · 13
 * </pre>
 */
final class DropRuns {
  /** Runs remembered: at 60 pictures a second each left out in part, more than four seconds. */
  static final int SIZE = 256;

  /** Answer of {@link #before} for a packet that was left out, or is older than all runs known. */
  static final long NONE = -1;

  private static final int MASK = SIZE - 1;

  private long[] firsts;
  private long[] lasts;
  private long[] befores;
  private long count;
  private long total;

  /** Forgets all. */
  void clear() {
    count = 0;
    total = 0;
  }

  /** Packets {@code first} to {@code last} are left out; all are newer than any before. */
  void add(long first, long last) {
    if (firsts == null) {
      lasts = new long[SIZE];
      befores = new long[SIZE];
      firsts = new long[SIZE]; // last: without memory for all, there is none of them
    }
    if (count > 0 && lasts[index(count - 1)] == first - 1) {
      lasts[index(count - 1)] = last;
    } else {
      int index = index(count++);
      firsts[index] = first;
      lasts[index] = last;
      befores[index] = total;
    }
    total += last - first + 1;
  }

  /** How many packets before {@code sequence} were left out, or {@link #NONE}. */
  long before(long sequence) {
    long oldest = Math.max(0, count - SIZE);
    for (long i = count - 1; i >= oldest; i--) {
      int index = index(i);
      if (sequence > lasts[index]) {
        return befores[index] + lasts[index] - firsts[index] + 1;
      }
      if (sequence >= firsts[index]) {
        return NONE;
      }
    }
    return oldest == 0 ? 0 : NONE;
  }

  private static int index(long run) {
    return (int) (run & MASK);
  }
}
