package io.plenum.sfu.loop;

import io.plenum.sfu.relay.RelayPort;
import java.util.List;

/** What a loop is told of the rooms that have shards on other loops. Any thread may call. */
interface Shards {
  /** The numbers of the room's shards, the oldest first. */
  List<Integer> of(String room);

  /** The way to a shard of the room. */
  RelayPort port(String room, int shard);

  /** Each time a larger one. */
  long nextEpoch();
}
