package io.plenum.bench.load;

import java.util.function.LongUnaryOperator;

/** Something that a peer does again and again. Confined to the load's thread. */
final class Ticks implements Timed {
  private final LoadPeer peer;
  private final LongUnaryOperator action;
  private long dueNs;

  /** {@code action} takes the time and says how long until it is due again. */
  Ticks(LoadPeer peer, long firstNs, LongUnaryOperator action) {
    this.peer = peer;
    this.dueNs = firstNs;
    this.action = action;
  }

  @Override
  public long dueNs() {
    return dueNs;
  }

  @Override
  public void run(long nowNs) {
    dueNs = nowNs + action.applyAsLong(nowNs);
  }

  @Override
  public boolean over() {
    return peer.closed();
  }
}
