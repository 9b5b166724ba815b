package io.plenum.sfu.loop;

import io.plenum.sfu.ParticipantId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * Which loop owns which room, or which shard of it. A room is placed with its first claim, on the
 * living loop with the fewest claims, and stays there until its last claim is released; a room of
 * many gets shards on other loops as {@link Splitting} says.
 *
 * <p>Whoever enters a room holds one claim, from before the loop hears of it until the loop has
 * freed everything of it, however it ends. All claims of one participant are on one loop. So nobody
 * is on two loops, however joining, replacing, leaving and losing overlap.
 *
 * <p>Any thread may call; a lock is held for a few map operations.
 *
 * @param <L> a loop
 */
final class Placement<L> {
  private final List<L> loops;
  private final Predicate<L> alive;
  private final ToDoubleFunction<L> busy;
  private final Predicate<L> full;
  private final Splitting splitting;
  private final int maxParticipants;
  private final Map<String, PlacedRoom<L>> rooms = new HashMap<>();
  private final Map<L, Integer> load = new HashMap<>();

  /**
   * A shard of a room.
   *
   * @param number its own in the room; later ones have larger numbers
   */
  record Shard<L>(L loop, int number) {}

  /**
   * Places rooms on {@code loops}.
   *
   * @param alive whether a loop can still take a new room; if none can, it does not matter which
   * @param busy the share of the last second in which a loop worked
   * @param full whether a loop has so much to do that it takes neither a room nor a shard of one
   * @param maxParticipants in one room, over all its shards
   */
  Placement(
      List<L> loops,
      Predicate<L> alive,
      ToDoubleFunction<L> busy,
      Predicate<L> full,
      Splitting splitting,
      int maxParticipants) {
    this.loops = List.copyOf(loops);
    this.alive = alive;
    this.busy = busy;
    this.full = full;
    this.splitting = splitting;
    this.maxParticipants = maxParticipants;
    loops.forEach(loop -> load.put(loop, 0));
  }

  /**
   * The shard of the room that somebody enters.
   *
   * @param claim stands for this entrance, by identity; to be given to {@link #release}
   * @return null: it would be a new room, and no loop takes one now
   */
  synchronized Shard<L> claim(String name, ParticipantId who, Object claim) {
    boolean lives = loops.stream().anyMatch(alive);
    if (lives && !rooms.containsKey(name) && loops.stream().filter(alive).allMatch(full)) {
      return null;
    }
    PlacedRoom<L> room = rooms.computeIfAbsent(name, _ -> new PlacedRoom<>());
    Shard<L> shard = room.shardOf(who);
    if (shard == null) {
      shard = shardForNewcomer(room);
    }
    if (room.claim(shard, who, claim)) {
      load.merge(shard.loop(), 1, Integer::sum);
    }
    return shard;
  }

  private Shard<L> shardForNewcomer(PlacedRoom<L> room) {
    Shard<L> least = room.leastTaken(alive, this::busy);
    if (least == null) {
      L loop = leastBusy();
      Shard<L> standing = room.on(loop);
      return standing == null ? room.open(loop) : standing;
    }
    int seats = room.seats(least);
    boolean crowded =
        seats >= splitting.seats() || (seats >= splitting.busySeats() && busy(least.loop()));
    L other = crowded ? idleWithout(room) : null;
    return other == null ? least : room.open(other);
  }

  private boolean busy(L loop) {
    return busy.applyAsDouble(loop) > splitting.busy();
  }

  private L idleWithout(PlacedRoom<L> room) {
    L best = null;
    for (L loop : loops) {
      boolean takes =
          room.on(loop) == null
              && alive.test(loop)
              && !full.test(loop)
              && busy.applyAsDouble(loop) < splitting.idle();
      if (takes && (best == null || load.get(loop) < load.get(best))) {
        best = loop;
      }
    }
    return best;
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
    if (lives != alive.test(than)) {
      return lives;
    }
    boolean isFull = full.test(loop);
    return isFull == full.test(than) ? load.get(loop) < load.get(than) : !isFull;
  }

  /**
   * Who claimed comes in now; in place of who is in under the same id, if there is somebody.
   *
   * @return their place in the order of all who came into the room; -1: it is full
   */
  synchronized long admit(String name, Object claim) {
    PlacedRoom<L> room = rooms.get(name);
    return room == null ? -1 : room.admit(claim, maxParticipants);
  }

  /** What came in with {@code claim} is gone; calling again changes nothing. */
  synchronized void release(String name, Object claim) {
    PlacedRoom<L> room = rooms.get(name);
    Shard<L> shard = room == null ? null : room.release(claim);
    if (shard == null) {
      return;
    }
    load.merge(shard.loop(), -1, Integer::sum);
    if (room.shards().isEmpty()) {
      rooms.remove(name);
    }
  }

  /** The shards of a room, the oldest first; empty: there is no such room. */
  synchronized List<Shard<L>> shards(String name) {
    PlacedRoom<L> room = rooms.get(name);
    return room == null ? List.of() : List.copyOf(room.shards());
  }

  /** The loop of the room's oldest shard, or null. */
  L loop(String name) {
    List<Shard<L>> shards = shards(name);
    return shards.isEmpty() ? null : shards.getFirst().loop();
  }

  /** The loop where somebody is, or null. */
  synchronized L loop(String name, ParticipantId who) {
    PlacedRoom<L> room = rooms.get(name);
    Shard<L> shard = room == null ? null : room.shardOf(who);
    return shard == null ? null : shard.loop();
  }
}
