package io.plenum.sfu.loop;

import io.plenum.sfu.relay.RelayMessage;
import io.plenum.sfu.relay.RelayPort;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** The shards that a {@link Placement} knows, on the loops of one process. Any thread may call. */
final class PlacedShards implements Shards {
  private final Supplier<Placement<MediaLoop>> placement;
  private final AtomicLong epochs = new AtomicLong();

  /** Those of {@code placement}, which is asked for when it is there. */
  PlacedShards(Supplier<Placement<MediaLoop>> placement) {
    this.placement = placement;
  }

  @Override
  public List<Integer> of(String room) {
    return placement.get().shards(room).stream()
        .filter(shard -> shard.loop().running())
        .map(Placement.Shard::number)
        .toList();
  }

  @Override
  public RelayPort port(String room, int shard) {
    MediaLoop loop =
        placement.get().shards(room).stream()
            .filter(each -> each.number() == shard)
            .map(Placement.Shard::loop)
            .findFirst()
            .orElse(null);
    return new Port(room, shard, loop);
  }

  @Override
  public long nextEpoch() {
    return epochs.incrementAndGet();
  }

  /** The way to one shard of a room; null in place of its loop: it was gone already. */
  private final class Port implements RelayPort {
    private final String room;
    private final int shard;
    private final MediaLoop loopOrNull;

    Port(String room, int shard, MediaLoop loopOrNull) {
      this.room = room;
      this.shard = shard;
      this.loopOrNull = loopOrNull;
    }

    @Override
    public int shard() {
      return shard;
    }

    @Override
    public boolean lives() {
      return loopOrNull != null && of(room).contains(shard);
    }

    @Override
    public void send(RelayMessage.Envelope envelope) {
      if (loopOrNull != null) {
        loopOrNull.post(new LoopCommand.Relay(room, envelope));
      }
    }

    @Override
    public void wake() {
      if (loopOrNull != null) {
        loopOrNull.wake();
      }
    }
  }
}
