package io.plenum.signaling.delivery;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * How many letters are on their way, in all and to one destination, and which destinations rest
 * because they are in trouble: one slow or dead endpoint must not hold up the others, nor cost a
 * time-out for each of its letters. Any thread may call.
 */
final class Lanes {
  /** Each holds a thread that mostly waits. */
  static final int LIMIT = 32;

  /** What a small receiver, or a mail server that counts connections, takes at once. */
  static final int LIMIT_PER_LANE = 4;

  private static final long FIRST_REST_NS = TimeUnit.SECONDS.toNanos(5);

  /** What was down is found to be up again after this at the latest. */
  private static final long LONGEST_REST_NS = TimeUnit.MINUTES.toNanos(5);

  private final Map<String, Lane> lanes = new HashMap<>();
  private int running;

  private static final class Lane {
    int running;
    long restNs;
    long restsUntilNs;
  }

  /** How many letters may start now. */
  synchronized int free() {
    return LIMIT - running;
  }

  /** Lanes that take no letter now. */
  synchronized Set<String> busy(long nowNs) {
    Set<String> busy = new HashSet<>();
    lanes.forEach(
        (name, lane) -> {
          if (!takes(lane, nowNs)) {
            busy.add(name);
          }
        });
    return busy;
  }

  private static boolean takes(Lane lane, long nowNs) {
    boolean rests = lane.restNs > 0 && nowNs - lane.restsUntilNs < 0;
    // A lane that was in trouble is tried with one letter.
    return !rests && lane.running < (lane.restNs > 0 ? 1 : LIMIT_PER_LANE);
  }

  /** Takes a place for a letter; false: there is none now. */
  synchronized boolean enter(String name, long nowNs) {
    Lane lane = lanes.computeIfAbsent(name, added -> new Lane());
    if (running >= LIMIT || !takes(lane, nowNs)) {
      forgetIfIdle(name, lane);
      return false;
    }
    lane.running++;
    running++;
    return true;
  }

  /** Gives the place back. `trouble`: other letters of the lane would not have arrived either. */
  synchronized void leave(String name, boolean trouble, long nowNs) {
    Lane lane = lanes.get(name);
    lane.running--;
    running--;
    if (trouble) {
      lane.restNs = Math.clamp(lane.restNs * 2, FIRST_REST_NS, LONGEST_REST_NS);
      lane.restsUntilNs = nowNs + lane.restNs;
    } else {
      lane.restNs = 0;
    }
    forgetIfIdle(name, lane);
  }

  /** Keeps the map as small as the trouble. */
  private void forgetIfIdle(String name, Lane lane) {
    if (lane.running == 0 && lane.restNs == 0) {
      lanes.remove(name);
    }
  }

  /** Forgets the trouble of lanes that nobody has used for long. */
  synchronized void prune(long nowNs) {
    lanes
        .values()
        .removeIf(lane -> lane.running == 0 && nowNs - lane.restsUntilNs > 2 * LONGEST_REST_NS);
  }
}
