package io.plenum.sfu.loop;

import io.plenum.sfu.relay.Shard;
import java.util.ArrayList;
import java.util.List;

/** What a loop does in its rounds for the links of its rooms. Confined to the loop. */
final class LinkRounds {
  private final LoopRooms rooms;
  private final List<Place> turn = new ArrayList<>();

  LinkRounds(LoopRooms rooms) {
    this.rooms = rooms;
  }

  /** Whether packets from other loops wait. */
  boolean waiting() {
    for (Place place : rooms.places()) {
      if (place.shard() != null && place.shard().waits()) {
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
      } catch (RuntimeException fault) {
        rooms.relayFault(turn.get(i), fault);
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
      Shard shard = place.shard();
      if (shard.nextDeadlineNs() <= nowNs) {
        runDue(place, nowNs);
      }
      next = Math.min(next, shard.nextDeadlineNs());
    }
    return next;
  }

  private void runDue(Place place, long nowNs) {
    try {
      place.shard().onDeadline(nowNs);
    } catch (RuntimeException fault) {
      rooms.relayFault(place, fault);
    }
  }

  /** Wakes the loops for which packets were written. */
  void flush() {
    for (Place place : rooms.places()) {
      if (place.shard() != null) {
        place.shard().flush();
      }
    }
  }

  /** Open ends of links. */
  int open() {
    int open = 0;
    for (Place place : rooms.places()) {
      open += place.shard() == null ? 0 : place.shard().open();
    }
    return open;
  }

  /** The rooms in several shards now; a fault may end one while they are gone through. */
  private void begin() {
    turn.clear();
    for (Place place : rooms.places()) {
      if (place.shard() != null) {
        turn.add(place);
      }
    }
  }
}
