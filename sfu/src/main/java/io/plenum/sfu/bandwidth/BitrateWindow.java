package io.plenum.sfu.bandwidth;

import io.plenum.sfu.state.State;
import java.util.Arrays;

/**
 * What passed per second over the last half second (draft-ietf-rmcat-gcc-02, section 5.5: R_hat, if
 * fed with arrivals by the receiver's clock): bytes in buckets of {@link #BUCKET_NS}. Confined to
 * the room's loop.
 */
final class BitrateWindow {
  /** Long enough for a few frames of video in each window, short against a change of capacity. */
  static final long BUCKET_NS = 20_000_000L;

  /** Buckets of the longest window: 0.5 s, the shortest that the draft names. */
  static final int BUCKETS = 25;

  /** Without so much time there is no rate yet. */
  private static final int MIN_BUCKETS = 8;

  private static final long SECOND_NS = 1_000_000_000L;

  private final long[] bytes = new long[BUCKETS + 1];
  private boolean started;
  private long first;
  private long latest;

  /** Counts a packet that passed at {@code atNs}; too old ones are ignored. */
  void add(long atNs, int sizeBytes) {
    long bucket = Math.floorDiv(atNs, BUCKET_NS);
    if (!started) {
      started = true;
      first = bucket;
      latest = bucket;
    }
    if (bucket - latest > BUCKETS) {
      Arrays.fill(bytes, 0);
      latest = bucket;
    }
    while (latest < bucket) {
      latest++;
      bytes[index(latest)] = 0;
    }
    if (bucket >= first && latest - bucket <= BUCKETS) {
      bytes[index(bucket)] += sizeBytes;
    }
  }

  /**
   * Bits per second over the last {@code buckets} complete buckets, fewer if it began later; -1
   * while it is too early.
   */
  long bps(int buckets) {
    long available = Math.min(Math.min(buckets, BUCKETS), latest - first);
    if (!started || available < Math.min(buckets, MIN_BUCKETS)) {
      return -1;
    }
    long sum = 0;
    for (long bucket = latest - available; bucket < latest; bucket++) {
      sum += bytes[index(bucket)];
    }
    return sum * 8 * SECOND_NS / (available * BUCKET_NS);
  }

  /** Begins anew: the receiver's clock jumped. */
  void reset() {
    started = false;
    Arrays.fill(bytes, 0);
  }

  private static int index(long bucket) {
    return Math.floorMod(bucket, BUCKETS + 1);
  }

  /** Puts down what is known here, or takes it up. */
  void state(State state) {
    state.of(bytes);
    started = state.of(started);
    first = state.of(first);
    latest = state.of(latest);
  }
}
