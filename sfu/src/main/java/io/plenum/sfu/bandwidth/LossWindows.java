package io.plenum.sfu.bandwidth;

import io.plenum.sfu.state.State;

/**
 * The latest stretches of sending, each with its rate and what of it was lost: what the {@link
 * LossModel} judges by. Confined to the room's loop.
 */
final class LossWindows {
  /** Stretches remembered: about 5 s. */
  static final int COUNT = 20;

  /**
   * What is older says nothing of the link any more: it matters where so little is sent that a
   * stretch takes long.
   */
  static final long MAX_AGE_NS = 10_000_000_000L;

  /** A stretch is at least so long: several frames, and enough packets to speak of a share. */
  static final long MIN_NS = 250_000_000L;

  static final int MIN_PACKETS = 10;

  /** Weight of a stretch against the next one: what is 5 s old counts an eighth. */
  private static final double FADING = 0.9;

  private static final double[] WEIGHTS = new double[COUNT];

  static {
    for (int age = 0; age < COUNT; age++) {
      WEIGHTS[age] = Math.pow(FADING, age);
    }
  }

  private static final double SECOND_NS = 1e9;

  private final double[] ratesBps = new double[COUNT];
  private final double[] received = new double[COUNT];
  private final double[] lost = new double[COUNT];
  private final long[] endsNs = new long[COUNT];
  private final boolean[] overflowed = new boolean[COUNT];
  private long complete;
  private int size;

  private long sinceNs = Long.MIN_VALUE;
  private long openBytes;
  private long openRepeatedBytes;
  private double repetition;
  private int openReceived;
  private int openLost;
  private boolean openOverflowed;

  /**
   * Counts a packet whose fate is known.
   *
   * @param repeated whether it repeats another: more are repeated where more is lost, and the rate
   *     must not follow the loss if one is to be explained by the other
   * @return whether this completed a stretch
   */
  boolean packet(long sentNs, int bytes, boolean repeated, boolean arrived) {
    if (sinceNs == Long.MIN_VALUE) {
      sinceNs = sentNs;
    }
    long spanNs = sentNs - sinceNs;
    boolean completes = spanNs >= MIN_NS && openReceived + openLost >= MIN_PACKETS;
    if (completes) {
      close(spanNs, sentNs);
      sinceNs = sentNs;
    }
    if (repeated) {
      openRepeatedBytes += bytes;
    } else {
      openBytes += bytes;
    }
    if (arrived) {
      openReceived++;
    } else {
      openLost++;
    }
    return completes;
  }

  /** The packet counted last was lost because a queue of our own had no room for it. */
  void overflowed() {
    openOverflowed = true;
  }

  /** A packet counted as lost has arrived after all. */
  void late() {
    if (openLost > 0) {
      openLost--;
      openReceived++;
      return;
    }
    int last = (int) ((complete + COUNT - 1) % COUNT);
    if (size > 0 && lost[last] >= 1) {
      lost[last]--;
      received[last]++;
    }
  }

  /** The fate of the packets that come next in order will never be known. */
  void skip() {
    sinceNs = Long.MIN_VALUE;
    open();
  }

  private void close(long spanNs, long endNs) {
    int index = (int) (complete % COUNT);
    ratesBps[index] = openBytes * 8 * SECOND_NS / spanNs;
    double share = openBytes == 0 ? 0 : openRepeatedBytes / (double) openBytes;
    repetition += (share - repetition) / (COUNT / 2);
    received[index] = openReceived;
    lost[index] = openLost;
    endsNs[index] = endNs;
    overflowed[index] = openOverflowed;
    complete++;
    size = Math.min(size + 1, COUNT);
    while (endNs - endsNs[index(size - 1)] > MAX_AGE_NS) {
      size--;
    }
    open();
  }

  /** When {@link #forget} is to be called; {@link Long#MAX_VALUE} while nothing is known. */
  long forgetNs() {
    return size == 0 ? Long.MAX_VALUE : endsNs[index(0)] + MAX_AGE_NS;
  }

  /** Forgets what is too old at {@code nowNs}: nothing was sent since. */
  void forget(long nowNs) {
    if (nowNs >= forgetNs()) {
      size = 0;
    }
  }

  private void open() {
    openBytes = 0;
    openRepeatedBytes = 0;
    openReceived = 0;
    openLost = 0;
    openOverflowed = false;
  }

  /** Stretches to be judged: those that are not too old. */
  int size() {
    return size;
  }

  /** Bits per second sent in stretch {@code age}, 0 is the latest; repetitions as on average. */
  double rateBps(int age) {
    return ratesBps[index(age)] * (1 + repetition);
  }

  /** Packets of it that arrived. */
  double received(int age) {
    return received[index(age)];
  }

  /** Packets of it that did not. */
  double lost(int age) {
    return lost[index(age)];
  }

  /** How much it counts, 0 to 1. */
  static double weight(int age) {
    return WEIGHTS[age];
  }

  /** Share of all packets that was lost, older ones counting less; 0 to 1. */
  double share() {
    return share(true);
  }

  /** The same without the stretches in which a queue of our own was full. */
  double scatteredShare() {
    return share(false);
  }

  private double share(boolean withOverflowed) {
    double bad = 0;
    double all = 0;
    for (int age = 0; age < size; age++) {
      if (withOverflowed || !overflowed[index(age)]) {
        bad += weight(age) * lost(age);
        all += weight(age) * (lost(age) + received(age));
      }
    }
    return all == 0 ? 0 : bad / all;
  }

  private int index(int age) {
    return (int) ((complete - 1 - age) % COUNT);
  }

  /** Puts down what is known here, or takes it up. */
  void state(State state) {
    state.of(ratesBps);
    state.of(received);
    state.of(lost);
    state.of(endsNs);
    state.of(overflowed);
    complete = state.of(complete);
    size = state.of(size);
    sinceNs = state.of(sinceNs);
    openBytes = state.of(openBytes);
    openRepeatedBytes = state.of(openRepeatedBytes);
    repetition = state.of(repetition);
    openReceived = state.of(openReceived);
    openLost = state.of(openLost);
    openOverflowed = state.of(openOverflowed);
  }
}
