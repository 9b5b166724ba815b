package io.plenum.sfu.trace;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * What the traces of all rooms may take outside the heap together, beside the two blocks that each
 * room has in any case. Where nothing is left, a room's ring stays as small as it is. Any thread.
 */
public final class TraceMemory {
  /** 256 MiB: 33 rooms with all that a room may have. */
  public static final int DEFAULT_BYTES = 256 << 20;

  private final AtomicInteger blocks;

  /** So many bytes, in whole blocks. */
  public TraceMemory(int bytes) {
    blocks = new AtomicInteger(bytes / TraceRing.BLOCK_BYTES);
  }

  /** Takes a block; false if none is left. */
  boolean take() {
    return blocks.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
  }

  /** Gives blocks back. */
  void give(int count) {
    blocks.addAndGet(count);
  }
}
