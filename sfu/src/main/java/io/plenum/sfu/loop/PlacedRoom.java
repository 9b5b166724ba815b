package io.plenum.sfu.loop;

import io.plenum.sfu.ParticipantId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Predicate;

/**
 * One room of a {@link Placement}: its shards, the oldest first, and the claims on each. Guarded by
 * the placement's lock.
 *
 * @param <L> a loop
 */
final class PlacedRoom<L> {
  private final List<Placement.Shard<L>> shards = new ArrayList<>();
  private final IdentityHashMap<Object, Entrance<L>> claims = new IdentityHashMap<>();
  private int opened;
  private int admitted;
  private long arrivals;

  private static final class Entrance<L> {
    private final Placement.Shard<L> shard;
    private final ParticipantId who;
    private boolean in;

    Entrance(Placement.Shard<L> shard, ParticipantId who) {
      this.shard = shard;
      this.who = who;
    }
  }

  List<Placement.Shard<L>> shards() {
    return shards;
  }

  Placement.Shard<L> shardOf(ParticipantId who) {
    for (Entrance<L> entrance : claims.values()) {
      if (entrance.who.equals(who)) {
        return entrance.shard;
      }
    }
    return null;
  }

  Placement.Shard<L> on(L loop) {
    return shards.stream().filter(shard -> shard.loop().equals(loop)).findFirst().orElse(null);
  }

  int seats(Placement.Shard<L> shard) {
    return (int) claims.values().stream().filter(each -> each.shard.equals(shard)).count();
  }

  /** The living shard with the fewest seats, of those whose loop has time if there are any. */
  Placement.Shard<L> leastTaken(Predicate<L> alive, Predicate<L> busy) {
    return shards.stream()
        .filter(shard -> alive.test(shard.loop()))
        .min(
            Comparator.comparing((Placement.Shard<L> shard) -> busy.test(shard.loop()))
                .thenComparing(this::seats))
        .orElse(null);
  }

  Placement.Shard<L> open(L loop) {
    Placement.Shard<L> shard = new Placement.Shard<>(loop, opened++);
    shards.add(shard);
    return shard;
  }

  boolean claim(Placement.Shard<L> shard, ParticipantId who, Object claim) {
    return claims.putIfAbsent(claim, new Entrance<>(shard, who)) == null;
  }

  long admit(Object claim, int most) {
    Entrance<L> entrance = claims.get(claim);
    Entrance<L> standing = entrance == null ? null : standing(entrance.who);
    if (entrance == null || (standing == null && admitted >= most)) {
      return -1;
    }
    if (standing == null) {
      admitted++;
    } else {
      standing.in = false; // its place is this one's now
    }
    entrance.in = true;
    return arrivals++;
  }

  private Entrance<L> standing(ParticipantId who) {
    for (Entrance<L> each : claims.values()) {
      if (each.in && each.who.equals(who)) {
        return each;
      }
    }
    return null;
  }

  Placement.Shard<L> release(Object claim) {
    Entrance<L> entrance = claims.remove(claim);
    if (entrance == null) {
      return null;
    }
    admitted -= entrance.in ? 1 : 0;
    if (seats(entrance.shard) == 0) {
      shards.remove(entrance.shard);
    }
    return entrance.shard;
  }
}
