package io.plenum.sfu.publish;

/**
 * Numbers of packets that overtook the first one of their keyframe and cannot be read before it.
 * Confined to the room's loop.
 */
final class EarlyPackets {
  /** Twice a large keyframe's; more of them are given up. */
  static final int MAX = 128;

  private final long[] sequences = new long[MAX];
  private int count;

  /** Remembers one more; false if there are too many. */
  boolean add(long sequence) {
    if (count == MAX) {
      return false;
    }
    sequences[count++] = sequence;
    return true;
  }

  int count() {
    return count;
  }

  long sequence(int index) {
    return sequences[index];
  }

  void clear() {
    count = 0;
  }
}
