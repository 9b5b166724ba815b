package io.plenum.sfu.loop;

import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which loop owns which room. A room is placed with its first claim, on the living loop with the
 * fewest claims, and stays there until its last claim is released.
 *
 * <p>Whoever enters a room holds one claim, from before the loop hears of it until the loop has
 * freed everything of it, however it ends. So a room is never on two loops, however joining,
 * replacing, leaving and losing overlap.
 *
 * <p>Any thread may call; a lock is held for a few map operations.
 *
 * @param <L> a loop
 */
final class Placement<L> {
  private final List<L> loops;
  private final Predicate<L> alive;
  private final Map<String, Room<L>> rooms = new HashMap<>();
  private final Map<L, Integer> load = new HashMap<>();

  private record Room<L>(L loop, Set<Object> claims) {}

  /**
   * Places rooms on {@code loops}.
   *
   * @param alive whether a loop can still take a new room; if none can, it does not matter which
   */
  Placement(List<L> loops, Predicate<L> alive) {
    this.loops = List.copyOf(loops);
    this.alive = alive;
    loops.forEach(loop -> load.put(loop, 0));
  }

  /**
   * The loop of the room that somebody enters.
   *
   * @param claim stands for this entrance, by identity; to be given to {@link #release}
   */
  synchronized L claim(String name, Object claim) {
    Room<L> room = rooms.computeIfAbsent(name, _ -> new Room<>(leastBusy(), identities()));
    if (room.claims().add(claim)) {
      load.merge(room.loop(), 1, Integer::sum);
    }
    return room.loop();
  }

  private L leastBusy() {
    L best = null;
    for (L loop : loops) {
      if (best == null || better(loop, best)) {
        best = loop;
      }
    }
    return best;
  }

  private boolean better(L loop, L than) {
    boolean lives = alive.test(loop);
    return lives == alive.test(than) ? load.get(loop) < load.get(than) : lives;
  }

  private static Set<Object> identities() {
    return Collections.newSetFromMap(new IdentityHashMap<>());
  }

  /** What came in with {@code claim} is gone; calling again changes nothing. */
  synchronized void release(String name, Object claim) {
    Room<L> room = rooms.get(name);
    if (room == null || !room.claims().remove(claim)) {
      return;
    }
    load.merge(room.loop(), -1, Integer::sum);
    if (room.claims().isEmpty()) {
      rooms.remove(name);
    }
  }

  /** The loop that owns the room, or null. */
  synchronized L loop(String name) {
    Room<L> room = rooms.get(name);
    return room == null ? null : room.loop();
  }
}
