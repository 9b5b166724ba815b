package io.plenum.sfu.loop;

import io.plenum.rtc.rtp.RtpView;
import io.plenum.rtc.wire.Span;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets the packets of a picture wait for its last one, so that all of them go to each receiver in
 * one message (docs/decisions/0022). A picture is worth nothing until its last packet is there, so
 * nobody sees it later; what would be is bounded by {@link #HOLD_NS}.
 *
 * <pre>
 *  under load, of a sender whose pictures come as bursts ({@link PictureBurst}):
 *    a packet of a picture, not its last   waits, behind those that do
 *    the last                              all go on, in order
 *    {@link #HOLD_NS} after the first      all go on, as far as they have come
 *  anything else                           goes on at once; sound never waits
 * </pre>
 *
 * <p>It stands between the note of a packet's arrival, which the sender is told and the trace
 * holds, and what is done with it. For all behind it, a packet has come when it goes on; a replay
 * knows nothing of this.
 *
 * <p>Confined to the loop.
 */
final class Gathering implements AutoCloseable {
  /** No slot. */
  private static final int NONE = -1;

  /** Longest wait of a packet: most pictures' bursts are over by then (bench/README.md). */
  static final long HOLD_NS = 700_000;

  /** Datagrams out per second from which on it is worth a wait, and below which it is not. */
  static final long BUSY_PER_SECOND = 5_000;

  static final long CALM_PER_SECOND = BUSY_PER_SECOND / 2;

  /** Packets of one participant that wait: a large frame goes on in parts. */
  static final int MAX_HELD = 32;

  /** Packets of all that wait; when there are more, they do not. */
  static final int SLOTS = 512;

  private static final int SLOT_BYTES = 2_048;
  private static final double SECOND_NS = 1e9;

  /** Whose packets wait. */
  interface Sender {
    /** What its pictures come like. */
    PictureBurst burst();

    /** What of them waits: for {@link Gathering} alone. */
    Held held();

    /** A packet waits no more; its memory is good during the call. */
    void goesOn(RtpView packet, long nowNs);

    /** {@link #goesOn} has failed when it was called for the time that has passed. */
    void failed(Throwable fault, long nowNs);
  }

  /** What of one sender waits: a chain of slots, and when its wait is over. */
  static final class Held {
    private int first;
    private int last;
    private int count;
    private long dueNs;
  }

  private final Arena arena = Arena.ofShared();
  private MemorySegment memory = MemorySegment.NULL;
  private final int[] lengths = new int[SLOTS];
  private final int[] next = new int[SLOTS];
  private int free;
  private final List<Sender> waiting = new ArrayList<>(); // the longest first
  private final Span span = new Span();
  private final RtpView packet = new RtpView();
  private boolean busy;
  private long lookedNs;
  private long sentThen;

  Gathering() {
    for (int i = 0; i < SLOTS; i++) {
      next[i] = i + 1 < SLOTS ? i + 1 : NONE;
    }
  }

  /** Looks whether it is worth while: {@code sent} datagrams have left so far. */
  void look(long sent, long nowNs) {
    double perSecond = (sent - sentThen) * SECOND_NS / (nowNs - lookedNs);
    busy = perSecond >= (busy ? CALM_PER_SECOND : BUSY_PER_SECOND);
    sentThen = sent;
    lookedNs = nowNs;
  }

  /**
   * A packet of {@code from} has come. If it is to wait it is copied; else what waited before it,
   * if it is of the same picture, is handed on here, and then it can be.
   *
   * @return whether it waits
   */
  boolean waits(Sender from, RtpView arrived, long nowNs) {
    PictureBurst burst = from.burst();
    if (!burst.pictures(arrived.payloadType())) {
      return false;
    }
    boolean continues = burst.continues(arrived, nowNs);
    int length = arrived.headerLength() + arrived.payloadLength() + arrived.paddingLength();
    boolean room = from.held().count < MAX_HELD && free != NONE && length <= SLOT_BYTES;
    if (continues && busy && room) {
      hold(from, arrived, length, nowNs);
      return true;
    }
    release(from, nowNs);
    return false;
  }

  private void hold(Sender from, RtpView arrived, int length, long nowNs) {
    if (memory.byteSize() == 0) {
      memory = arena.allocate((long) SLOTS * SLOT_BYTES, 64);
    }
    Held held = from.held();
    int slot = free;
    free = next[slot];
    next[slot] = NONE;
    lengths[slot] = length;
    MemorySegment.copy(arrived.memory(), arrived.offset(), memory, at(slot), length);
    if (held.count == 0) {
      held.first = slot;
      held.dueNs = nowNs + HOLD_NS;
      waiting.add(from);
    } else {
      next[held.last] = slot;
    }
    held.last = slot;
    held.count++;
  }

  private static long at(int slot) {
    return (long) slot * SLOT_BYTES;
  }

  private void release(Sender from, long nowNs) {
    Held held = from.held();
    if (held.count == 0) {
      return;
    }
    waiting.remove(from);
    try {
      while (held.count > 0) {
        int slot = giveBackFirst(held); // lent again only after this call
        if (packet.wrap(span.set(memory, at(slot), lengths[slot], SLOT_BYTES))) {
          from.goesOn(packet, nowNs);
        }
      }
    } finally {
      giveBackAll(held); // after a fault the connection ends
    }
  }

  private int giveBackFirst(Held held) {
    int slot = held.first;
    held.first = next[slot];
    held.count--;
    next[slot] = free;
    free = slot;
    return slot;
  }

  private void giveBackAll(Held held) {
    while (held.count > 0) {
      giveBackFirst(held);
    }
  }

  /** {@code of} is closed: what waits of it is dropped. */
  void forget(Sender of) {
    waiting.remove(of);
    giveBackAll(of.held());
  }

  /** When {@link #releaseDue} is to be called; {@link Long#MAX_VALUE} if nothing waits. */
  long nextNs() {
    return waiting.isEmpty() ? Long.MAX_VALUE : waiting.getFirst().held().dueNs;
  }

  /** Hands on what has waited long enough; how many packets. */
  int releaseDue(long nowNs) {
    int released = 0;
    while (nextNs() <= nowNs) {
      Sender longest = waiting.getFirst();
      released += longest.held().count;
      try {
        release(longest, nowNs);
      } catch (RuntimeException | Error fault) {
        longest.failed(fault, nowNs);
      }
    }
    return released;
  }

  /** Frees the memory. */
  @Override
  public void close() {
    arena.close();
  }
}
