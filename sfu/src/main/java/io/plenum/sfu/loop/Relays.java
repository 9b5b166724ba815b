package io.plenum.sfu.loop;

import io.plenum.sfu.relay.RelayCounters;
import io.plenum.sfu.relay.RelayMessage;
import io.plenum.sfu.relay.Shard;
import java.util.ArrayList;
import java.util.List;

/**
 * Joins the rooms of a loop with their shards on others. A room that is whole has no {@link Shard}
 * and pays nothing. Confined to the loop.
 */
final class Relays {
  private final Shards shards;
  private final RelayCounters counters;
  private final List<Place> shared = new ArrayList<>();

  Relays(Shards shards, RelayCounters counters) {
    this.shards = shards;
    this.counters = counters;
  }

  /** A room was made here: if it has other shards, it is linked to them. */
  void made(Place place, long nowNs) {
    for (int other : shards.of(place.name)) {
      if (other != place.number) {
        shard(place).link(other, nowNs);
      }
    }
  }

  /** The rooms of this loop that have, or had, other shards. */
  List<Place> shared() {
    return shared;
  }

  /** A room is no more. */
  void closed(Place place) {
    shared.remove(place);
  }

  /** A message from another shard of the room; to one that knows of no other, a greeting only. */
  void receive(Place place, RelayMessage.Envelope envelope, long nowNs) {
    boolean forHere = envelope.to() == place.number;
    if (forHere && (place.shard() != null || envelope.message() instanceof RelayMessage.Hello)) {
      shard(place).receive(envelope, nowNs);
    }
  }

  private Shard shard(Place place) {
    if (place.shard() == null) {
      shared.add(place);
      place.share(
          new Shard(
              place.room,
              place.number,
              other -> shards.port(place.name, other),
              shards::nextEpoch,
              counters));
    }
    return place.shard();
  }
}
