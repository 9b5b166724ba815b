package io.plenum.sfu.net;

import io.plenum.rtc.wire.Span;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * The datagrams of one round, off the heap: a ring of slots that are lent in turn, and chains of
 * those that are to be sent. Confined to the edge's thread.
 *
 * <pre>
 *  slot:   | datagram, up to 2,048 bytes | one cache line, so that slots do not meet in few sets |
 *  chain:  first slot → next → … of one destination, in the order in which they were written
 * </pre>
 */
final class SendSlab {
  /**
   * Slots: ten people's share of the packets of one burst, several times. More would gather more
   * under load, but make the first wait longer and fall out of the processor's cache.
   */
  static final int SLOTS = 512;

  /** Slots that may be lent between two rounds' ends: the earliest is not lent again by then. */
  private static final int ROUND_SLOTS = SLOTS - DatagramEdge.SEND_SPANS;

  private static final int STRIDE = DatagramEdge.MAX_DATAGRAM_BYTES + 64;

  private final MemorySegment memory;
  private final Span[] spans = new Span[SLOTS];
  private final long[] offset = new long[SLOTS];
  private final int[] length = new int[SLOTS];
  private final int[] next = new int[SLOTS];
  private final boolean[] chained = new boolean[SLOTS];
  private int turn;
  private int lent;

  SendSlab(Arena arena) {
    memory = arena.allocate((long) SLOTS * STRIDE, 64);
    for (int i = 0; i < SLOTS; i++) {
      spans[i] = new Span();
    }
  }

  /** Whether the round has to end before another slot is lent. */
  boolean full() {
    return lent == ROUND_SLOTS;
  }

  /** Lends the next slot, empty. */
  Span lend() {
    int slot = turn;
    turn = (turn + 1) % SLOTS;
    lent++;
    return spans[slot].set(memory, (long) slot * STRIDE, 0, DatagramEdge.MAX_DATAGRAM_BYTES);
  }

  /**
   * The slot that a datagram lies in.
   *
   * @throws IllegalArgumentException if it lies elsewhere
   */
  int slot(Span datagram) {
    if (datagram.memory() != memory) {
      throw new IllegalArgumentException("not a datagram that was reserved here");
    }
    return (int) (datagram.offset() / STRIDE);
  }

  /** Whether the slot is in a chain already. */
  boolean chained(int slot) {
    return chained[slot];
  }

  /** Adds a datagram to what is sent to {@code to}; true if it is the first. */
  boolean chain(Span datagram, Destination to) {
    int slot = slot(datagram);
    offset[slot] = datagram.offset();
    length[slot] = datagram.length();
    next[slot] = Destination.NONE;
    chained[slot] = true;
    boolean first = to.first == Destination.NONE;
    if (first) {
      to.first = slot;
    } else {
      next[to.last] = slot;
    }
    to.last = slot;
    return first;
  }

  /** Takes a slot out of its chain: it has been sent, or dropped. */
  void release(int slot) {
    chained[slot] = false;
  }

  /** The slot after {@code slot} in its chain, or {@link Destination#NONE}. */
  int next(int slot) {
    return next[slot];
  }

  /** Bytes of a chained datagram. */
  int length(int slot) {
    return length[slot];
  }

  /** Where a chained datagram lies, for a system call. */
  long address(int slot) {
    return memory.address() + offset[slot];
  }

  /** All chains have been sent: as many slots as before may be lent again. */
  void roundEnds() {
    lent = 0;
  }
}
