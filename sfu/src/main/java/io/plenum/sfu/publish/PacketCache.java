package io.plenum.sfu.publish;

import io.plenum.rtc.wire.Span;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * The latest packets of one published stream, decrypted, so that every receiver's loss is repaired
 * from one copy (RFC 4588).
 *
 * <p>A ring of bytes outside the heap with an index by unwrapped sequence number; old packets are
 * overwritten. The memory is allocated with the first packet and freed by {@link #close}.
 *
 * <pre>
 *  ring:   ...[packet 7][packet 8][packet 9]|free to the end|   a packet never wraps around the end
 *  index:  sequence mod ENTRIES → where it starts (bytes ever written) and its length
 * </pre>
 *
 * <p>Confined to the room's loop.
 */
public final class PacketCache implements AutoCloseable {
  /** Bytes kept of a video stream: 3.3 s at 2.5 Mbit/s, more than any retry goes back. */
  public static final int VIDEO_BYTES = 1 << 20;

  /** Packets found again at most, whatever their size. */
  static final int ENTRIES = 1 << 11;

  private static final int MASK = ENTRIES - 1;

  private final int sizeBytes;
  private Arena arena;
  private MemorySegment ring = MemorySegment.NULL;
  private long written;
  private final long[] sequences = new long[ENTRIES];
  private final long[] starts = new long[ENTRIES];
  private final short[] lengths = new short[ENTRIES];

  /**
   * An empty cache without memory yet.
   *
   * @param sizeBytes bytes of the ring; packets larger than half of it are not kept
   */
  public PacketCache(int sizeBytes) {
    this.sizeBytes = sizeBytes;
    Arrays.fill(sequences, -1);
  }

  /** Keeps a copy of {@code length} bytes of {@code memory} as packet {@code sequence} (≥ 0). */
  public void put(long sequence, MemorySegment memory, long offset, int length) {
    if (length > sizeBytes / 2 || length > Short.MAX_VALUE) {
      return;
    }
    if (arena == null) {
      arena = Arena.ofConfined();
      ring = arena.allocate(sizeBytes);
    }
    long at = written % sizeBytes;
    if (at + length > sizeBytes) {
      written += sizeBytes - at;
      at = 0;
    }
    MemorySegment.copy(memory, offset, ring, at, length);
    int index = (int) (sequence & MASK);
    sequences[index] = sequence;
    starts[index] = written;
    lengths[index] = (short) length;
    written += length;
  }

  /**
   * Looks packet {@code sequence} up.
   *
   * @param into is set to the packet's bytes, which stay valid until the next {@link #put}
   * @return whether it is still here
   */
  public boolean find(long sequence, Span into) {
    int index = (int) (sequence & MASK);
    if (arena == null || sequences[index] != sequence || written - starts[index] > sizeBytes) {
      return false;
    }
    into.set(ring, starts[index] % sizeBytes, lengths[index], lengths[index]);
    return true;
  }

  /** Bytes taken outside the heap now. */
  public int allocatedBytes() {
    return arena == null ? 0 : sizeBytes;
  }

  /** Frees the memory; nothing is found afterwards. */
  @Override
  public void close() {
    if (arena != null) {
      arena.close();
      arena = null;
      ring = MemorySegment.NULL;
      Arrays.fill(sequences, -1);
    }
  }
}
