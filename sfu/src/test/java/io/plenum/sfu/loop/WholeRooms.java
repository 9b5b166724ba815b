package io.plenum.sfu.loop;

import io.plenum.sfu.relay.RelayPort;
import java.util.List;

/** Rooms that have no shards elsewhere. */
final class WholeRooms implements Shards {
  static final String NOBODY = "nobody is elsewhere";

  @Override
  public List<Integer> of(String room) {
    return List.of();
  }

  @Override
  public RelayPort port(String room, int shard) {
    throw new AssertionError(NOBODY);
  }

  @Override
  public long nextEpoch() {
    throw new AssertionError("no link is opened");
  }
}
