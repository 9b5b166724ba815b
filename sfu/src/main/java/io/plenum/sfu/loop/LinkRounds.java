package io.plenum.sfu.loop;

import java.util.ArrayList;
import java.util.List;

/**
 * What a loop does in its rounds for the links of its rooms; nothing, where none is split. Confined
 * to the loop.
 */
final class LinkRounds {
  private final LoopRooms rooms;
  private final List<Place> turn = new ArrayList<>();

  LinkRounds(LoopRooms rooms) {
    this.rooms = rooms;
  }

  /** Whether packets from other loops wait. */
  boolean waiting() {
    List<Place> shared = rooms.shared();
    for (int i = 0; i < shared.size(); i++) {
      if (shared.get(i).shard().waits()) {
        return true;
      }
    }
    return false;
  }

  /** Takes packets from other loops; how many. */
  int read(long nowNs) {
    int read = 0;
    begin();
    for (int i = 0; i < turn.size(); i++) {
      try {
        read += turn.get(i).shard().read(nowNs);
      } catch (RuntimeException | Error fault) {
        rooms.relayFault(turn.get(i), fault, nowNs);
      }
    }
    return read;
  }

  /**
   * Runs the links' timers that are due.
   *
   * @return the next deadline, {@link Long#MAX_VALUE} if there is none
   */
  long runDue(long nowNs) {
    long next = Long.MAX_VALUE;
    begin();
    for (Place place : turn) {
      if (place.shard().nextDeadlineNs() <= nowNs) {
        runDue(place, nowNs);
      }
      next = Math.min(next, place.shard().nextDeadlineNs());
    }
    return next;
  }

  private void runDue(Place place, long nowNs) {
    try {
      place.shard().onDeadline(nowNs);
    } catch (RuntimeException | Error fault) {
      rooms.relayFault(place, fault, nowNs);
    }
  }

  /** Wakes the loops for which packets were written. */
  void flush() {
    List<Place> shared = rooms.shared();
    for (int i = 0; i < shared.size(); i++) {
      shared.get(i).shard().flush();
    }
  }

  /** Open ends of links. */
  int open() {
    return rooms.shared().stream().mapToInt(place -> place.shard().open()).sum();
  }

  /** A fault may end a room while they are gone through. */
  private void begin() {
    turn.clear();
    turn.addAll(rooms.shared());
  }
}
