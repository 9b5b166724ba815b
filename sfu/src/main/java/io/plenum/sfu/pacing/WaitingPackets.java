package io.plenum.sfu.pacing;

import io.plenum.rtc.wire.Span;
import java.lang.foreign.MemorySegment;
import java.util.BitSet;

/** The bytes of all that a {@link Pacer} holds, kind by kind. Confined to the room's loop. */
final class WaitingPackets implements AutoCloseable {
  private final HeldPackets retransmissions = new HeldPackets();
  private final HeldPackets video = new HeldPackets();
  private final Span taken = new Span();

  /** Nothing waits yet. */
  WaitingPackets() {}

  /**
   * Keeps a copy of {@code packet}.
   *
   * @throws IllegalStateException if there is no room, which the pacer sees to
   */
  void put(PacketKind kind, Span packet) {
    if (!of(kind).put(packet)) {
      throw new IllegalStateException("the pacer held more than there is room for");
    }
  }

  /**
   * Takes out the first of {@code kind}, valid until the next {@link #put}; null: there is none.
   */
  Span take(PacketKind kind) {
    return of(kind).take(taken) ? taken : null;
  }

  /** Throws away those of {@code kind} that are unwanted; see {@link HeldPackets#discard}. */
  BitSet discard(PacketKind kind, Unwanted unwanted) {
    return of(kind).discard(unwanted);
  }

  /** Keeps packets without content, of the sizes that {@code pacer} holds. */
  void restore(Pacer pacer) {
    restore(pacer, PacketKind.RETRANSMISSION);
    restore(pacer, PacketKind.VIDEO);
  }

  private void restore(Pacer pacer, PacketKind kind) {
    HoldQueue queue = pacer.queue(kind);
    for (int i = 0; i < queue.count(); i++) {
      int length = queue.size(i) - Downlink.OVERHEAD_BYTES;
      put(kind, taken.set(MemorySegment.ofArray(new byte[length]), 0, length, length));
    }
  }

  private HeldPackets of(PacketKind kind) {
    return kind == PacketKind.VIDEO ? video : retransmissions;
  }

  /** Frees the memory. */
  @Override
  public void close() {
    retransmissions.close();
    video.close();
  }
}
