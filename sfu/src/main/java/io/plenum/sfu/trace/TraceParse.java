package io.plenum.sfu.trace;

import java.util.List;

/** What bytes turned out to be. */
public sealed interface TraceParse {
  /**
   * A trace, every record of it well-formed.
   *
   * @param shards those of the room's shards, the oldest first; of a whole room one
   */
  record Parsed(List<TraceFile> shards) implements TraceParse {
    /** Copies the list. */
    public Parsed {
      shards = List.copyOf(shards);
    }

    /** That of the oldest shard, or of the whole room. */
    public TraceFile file() {
      return shards.getFirst();
    }
  }

  /**
   * No trace that can be read.
   *
   * @param reason in words
   * @param offset of the byte at which reading stopped
   */
  record Rejected(String reason, int offset) implements TraceParse {}
}
