package io.plenum.sfu.loop;

import static io.plenum.sfu.subscribe.LinkShare.NO_LIMIT;

/**
 * Says what a loop that has too much to do gives up. Looked at with each snapshot, {@link #LOOK_NS}
 * after the one before.
 *
 * <pre>
 *  calm → strained       busy for STRAINED or more in STRAINED_LOOKS looks in a row: no new rooms,
 *                        nor shards, are placed here
 *  strained → calm       busy for less than RELAXED in REST_LOOKS looks in a row: rooms again
 *  any → shedding        busy for SATURATED or more in SHED_LOOKS looks in a row: a receiver's
 *                        pictures get at most a share of what receivers got on average; again each
 *                        time that this was not enough; below LEAST_BPS none
 *  shedding → relieved   busy for less than RELAXED in REST_LOOKS looks in a row: rooms again, and
 *                        a step more, each time, the larger the more time there is, until the limit
 *                        is FREE_BPS
 *  relieved → calm       then, or as soon as nobody is here
 * </pre>
 *
 * <p>So who receives most gives up first, each receiver's pictures in the order of their importance
 * ({@link io.plenum.sfu.allocation.Allocator}), and sound never. Nobody who is in a room is sent
 * away.
 *
 * <p>Pure. Confined to the loop.
 */
final class Overload {
  /** Pace of the looks: that of the snapshots. */
  static final long LOOK_NS = 500_000_000L;

  /** Share of the time in which the loop worked; all ours. */
  static final double STRAINED = 0.85;

  static final int STRAINED_LOOKS = 6;
  static final double SATURATED = 0.95;
  static final int SHED_LOOKS = 4;
  static final double RELAXED = 0.75;
  static final int REST_LOOKS = 4;

  /** What is left of a limit with each step down. */
  static final double LESS = 0.7;

  /** What becomes of it with each step up, at least and at most. */
  static final double MORE = 1.2;

  static final double MUCH_MORE = 1.5;

  /** Less shows nothing. */
  static final long LEAST_BPS = 50_000;

  /** No receiver gets more, so that this is no limit. */
  static final long FREE_BPS = 20_000_000;

  private int strainedLooks;
  private int saturatedLooks;
  private int relaxedLooks;
  private double busiestRelaxed;
  private boolean refuses;
  private long limitBps = NO_LIMIT;

  /**
   * Takes a look.
   *
   * @param busyShare of the time since the last look in which the loop worked, 0 to 1
   * @param receivedBps of pictures, what was sent in that time to who receives any, on average,
   *     bit/s; 0: nobody does
   * @param empty whether nobody is here
   */
  void look(double busyShare, long receivedBps, boolean empty) {
    strainedLooks = busyShare >= STRAINED ? strainedLooks + 1 : 0;
    saturatedLooks = busyShare >= SATURATED ? saturatedLooks + 1 : 0;
    busiestRelaxed = relaxedLooks == 0 ? busyShare : Math.max(busiestRelaxed, busyShare);
    relaxedLooks = busyShare < RELAXED ? relaxedLooks + 1 : 0;
    if (saturatedLooks == SHED_LOOKS) {
      saturatedLooks = 0;
      refuses = true;
      shed(receivedBps);
    } else if (relaxedLooks == REST_LOOKS) {
      relaxedLooks = 0;
      relax(empty);
    }
    refuses |= strainedLooks >= STRAINED_LOOKS;
  }

  private void shed(long receivedBps) {
    if (receivedBps > 0) {
      limitBps = atLeast(Math.round(Math.min(limitBps, receivedBps) * LESS));
    } // else there is no picture left to give up
  }

  private void relax(boolean empty) {
    refuses = false;
    if (limitBps != NO_LIMIT) {
      limitBps = Math.round(Math.max(limitBps, LEAST_BPS) * more());
    }
    if (empty || limitBps >= FREE_BPS) {
      limitBps = NO_LIMIT;
    }
  }

  /**
   * Half of what there is time for: pictures of the step before may still be on their way. If work
   * grows with the limit, two steps at once are no overload.
   */
  private double more() {
    double room = RELAXED / busiestRelaxed - 1; // infinite where nothing is done
    return Math.clamp(1 + room / 2, MORE, MUCH_MORE);
  }

  private static long atLeast(long bps) {
    return bps < LEAST_BPS ? 0 : bps;
  }

  /** 0: calm, 1: strained, 2: shedding, or relieved. */
  int level() {
    return limitBps != NO_LIMIT ? 2 : refuses ? 1 : 0;
  }

  /** What it is, to be read after the loop's name; English. */
  @Override
  public String toString() {
    return switch (level()) {
      case 0 -> "has time again";
      case 1 -> "is busy: it takes no other room";
      default ->
          (refuses ? "has too much to do" : "has time again, little by little")
              + ": pictures get "
              + limitBps / 1_000
              + " kbit/s for each receiver";
    };
  }

  /** Whether the loop is to have no other room. */
  boolean refusesRooms() {
    return refuses;
  }

  /**
   * What one receiver's pictures may take, bit/s; {@link
   * io.plenum.sfu.subscribe.LinkShare#NO_LIMIT}: as much as the link does.
   */
  long limitBps() {
    return limitBps;
  }
}
