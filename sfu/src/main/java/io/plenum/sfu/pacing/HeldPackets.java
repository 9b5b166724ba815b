package io.plenum.sfu.pacing;

import io.plenum.rtc.wire.OwnMemory;
import io.plenum.rtc.wire.Span;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.BitSet;

/**
 * The bytes of the packets of one kind that the pacer holds: a ring outside the heap, allocated
 * with the first packet and freed by {@link #close}.
 *
 * <pre>
 *  ring:  |length:4|packet ...|length:4|packet ...|   -1: the next packet is at the start
 * </pre>
 *
 * <p>Confined to the room's loop.
 */
public final class HeldPackets implements AutoCloseable {
  /** Bytes held of one kind: {@link Pacer#MAX_HOLD_NS} of 8 Mbit/s. */
  public static final int SIZE_BYTES = 1 << 18;

  private static final int HEAD_BYTES = 4;
  private static final int WRAP = -1;
  private static final ValueLayout.OfInt LENGTH = ValueLayout.JAVA_INT_UNALIGNED;

  private final BitSet gone = new BitSet();
  private final Span looked = new Span();
  private OwnMemory memory;
  private MemorySegment ring = MemorySegment.NULL;
  private int read;
  private int write;
  private int count;

  /** Keeps nothing yet, without memory. */
  public HeldPackets() {}

  /** Keeps a copy; false if there is no room: then the packet has to leave now. */
  public boolean put(Span packet) {
    int need = HEAD_BYTES + packet.length();
    if (count == 0) {
      read = 0;
      write = 0;
    }
    boolean behind = count == 0 || write > read;
    int end = behind ? SIZE_BYTES : read;
    if (behind && write + need > SIZE_BYTES && need <= read) {
      if (write + HEAD_BYTES <= SIZE_BYTES) {
        ring.set(LENGTH, write, WRAP);
      }
      write = 0;
      end = read;
    }
    if (write + need > end) {
      return false;
    }
    if (memory == null) {
      memory = new OwnMemory(SIZE_BYTES);
      ring = memory.segment();
    }
    ring.set(LENGTH, write, packet.length());
    MemorySegment.copy(packet.memory(), packet.offset(), ring, write + HEAD_BYTES, packet.length());
    write += need;
    count++;
    return true;
  }

  /**
   * Takes the first packet out.
   *
   * @param into is set to its bytes, which stay valid until the next {@link #put}
   * @return false if there is none
   */
  public boolean take(Span into) {
    if (count == 0) {
      return false;
    }
    read = start(read);
    int length = ring.get(LENGTH, read);
    into.set(ring, read + HEAD_BYTES, length, length);
    read += HEAD_BYTES + length;
    count--;
    return true;
  }

  /**
   * Throws away what is unwanted; the others keep their order.
   *
   * @param unwanted is asked about each, first in first
   * @return the places of those thrown away, from 0; good until the next call
   */
  BitSet discard(Unwanted unwanted) {
    gone.clear();
    int all = count;
    int at = read;
    for (int place = 0; place < all; place++) {
      at = start(at);
      int length = ring.get(LENGTH, at);
      gone.set(place, unwanted.test(place, looked.set(ring, at + HEAD_BYTES, length, length)));
      at += HEAD_BYTES + length;
    }
    // Round the ring once: what is taken out leaves just the room to put it back behind the others.
    for (int place = 0; place < all && !gone.isEmpty(); place++) {
      take(looked);
      if (!gone.get(place)) {
        put(looked);
      }
    }
    return gone;
  }

  /** Where the packet's length is that comes next at {@code at}. */
  private int start(int at) {
    return at + HEAD_BYTES > SIZE_BYTES || ring.get(LENGTH, at) == WRAP ? 0 : at;
  }

  /** Packets kept. */
  public int count() {
    return count;
  }

  /** Bytes taken outside the heap now. */
  public int allocatedBytes() {
    return memory == null ? 0 : SIZE_BYTES;
  }

  /** Frees the memory; everything kept is gone. */
  @Override
  public void close() {
    count = 0;
    if (memory != null) {
      memory.close();
      memory = null;
      ring = MemorySegment.NULL;
    }
  }
}
