package io.plenum.sfu.publish;

import io.plenum.rtc.wire.OwnMemory;
import io.plenum.rtc.wire.Span;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * The latest packets of one published stream, decrypted, so that every receiver's loss is repaired
 * from one copy (RFC 4588).
 *
 * <p>A ring of bytes outside the heap with an index by unwrapped sequence number; old packets are
 * overwritten. It is as large as what came in {@link #KEPT_NS} needs: it begins small, and is
 * doubled, up to its largest size, whenever something younger would be overwritten. The memory is
 * taken with the first packet and freed by {@link #close}.
 *
 * <pre>
 *  ring:   ...[packet 7][packet 8][packet 9]|free to the end|   a packet never wraps around the end
 *  index:  sequence mod ENTRIES → where it starts (bytes ever written) and its length
 *  parts:  eighths of the ring → when each was begun: all in it is older than the beginning of the next
 * </pre>
 *
 * <p>Confined to the room's loop.
 */
public final class PacketCache implements AutoCloseable {
  /** Bytes kept of a video stream at most: {@link #KEPT_NS} at 2.8 Mbit/s. */
  public static final int VIDEO_BYTES = 1 << 20;

  /** Nothing is asked for again that is older than a hole may be. */
  static final long KEPT_NS = NackGenerator.MAX_AGE_NS;

  /** The size that it begins with: the smallest of three sizes of a camera needs no more. */
  static final int FIRST_BYTES = 1 << 16;

  /** Packets found again at most, whatever their size. */
  static final int ENTRIES = 1 << 11;

  private static final int MASK = ENTRIES - 1;

  /** Of the ring, in which ages are told apart. */
  private static final int PARTS = 8;

  private int maxBytes;
  private int sizeBytes;
  private OwnMemory memory;
  private MemorySegment ring = MemorySegment.NULL;
  private long written;
  private long[] sequences;
  private long[] starts;
  private short[] lengths;

  /** When the parts were begun; that which was begun last is {@link #part}, counted on and on. */
  private final long[] begunNs = new long[PARTS];

  private long part = -1;

  /**
   * An empty cache without memory yet.
   *
   * @param maxBytes bytes of the ring at most; packets larger than half of it are not kept
   */
  public PacketCache(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** Keeps a copy of {@code length} bytes of {@code from} as packet {@code sequence} (≥ 0). */
  public void put(long sequence, MemorySegment from, long offset, int length, long nowNs) {
    if (length > maxBytes / 2 || length > Short.MAX_VALUE) {
      return;
    }
    if (memory == null) {
      begin();
    }
    makeRoom(length, nowNs);
    long at = written % sizeBytes;
    MemorySegment.copy(from, offset, ring, at, length);
    int index = (int) (sequence & MASK);
    sequences[index] = sequence;
    starts[index] = written;
    lengths[index] = (short) length;
    written += length;
  }

  /** Without memory, nothing is begun. */
  private void begin() {
    sizeBytes = maxBytes;
    while (sizeBytes > FIRST_BYTES) {
      sizeBytes /= 2;
    }
    written = 0;
    part = -1;
    if (sequences == null) {
      starts = new long[ENTRIES];
      lengths = new short[ENTRIES];
      sequences = new long[ENTRIES];
    }
    Arrays.fill(sequences, -1);
    memory = new OwnMemory(sizeBytes);
    ring = memory.segment();
  }

  private void makeRoom(int length, long nowNs) {
    while (2 * sizeBytes <= maxBytes
        && (2 * length > sizeBytes || overwritesYoung(length, nowNs))) {
      if (!grow(nowNs)) {
        maxBytes = sizeBytes; // what is young is overwritten, too
      }
    }
    long at = written % sizeBytes;
    if (at + length > sizeBytes) {
      written += sizeBytes - at;
    }
    for (long last = (written + length - 1) / partBytes(); part < last; ) {
      part++;
      begunNs[(int) (part % PARTS)] = nowNs;
    }
  }

  /** Whether the next packet needs a part in which something young may lie. */
  private boolean overwritesYoung(int length, long nowNs) {
    long at = written % sizeBytes;
    long start = at + length > sizeBytes ? written + sizeBytes - at : written;
    long last = (start + length - 1) / partBytes();
    if (last == part || last < PARTS) {
      return false;
    }
    // What is overwritten was there before the part after it was begun.
    return nowNs - begunNs[(int) ((last + 1) % PARTS)] < KEPT_NS;
  }

  private int partBytes() {
    return sizeBytes / PARTS;
  }

  /**
   * Each packet goes where its start leads in a ring of twice the size: never around its end.
   * False: there is no memory for it.
   */
  private boolean grow(long nowNs) {
    int formerBytes = sizeBytes;
    MemorySegment former = ring;
    OwnMemory formerMemory = memory;
    try {
      memory = new OwnMemory(2L * formerBytes);
    } catch (OutOfMemoryError none) {
      return false;
    }
    ring = memory.segment();
    sizeBytes = 2 * formerBytes;
    for (int i = 0; i < ENTRIES; i++) {
      if (sequences[i] >= 0 && written - starts[i] <= formerBytes) {
        MemorySegment.copy(
            former, starts[i] % formerBytes, ring, starts[i] % sizeBytes, lengths[i]);
      } else {
        sequences[i] = -1;
      }
    }
    formerMemory.close();
    joinParts(nowNs);
    return true;
  }

  /**
   * Each part of the larger ring was begun with the first of the two that it takes the place of.
   */
  private void joinParts(long nowNs) {
    long formerPart = part;
    long[] former = begunNs.clone();
    part = Math.floorDiv(written - 1, (long) partBytes());
    for (long joined = Math.max(0, part - PARTS + 1); joined <= part; joined++) {
      boolean filled = 2 * joined > formerPart - PARTS;
      begunNs[(int) (joined % PARTS)] =
          filled ? former[(int) (2 * joined % PARTS)] : nowNs - KEPT_NS;
    }
  }

  /**
   * Looks packet {@code sequence} up.
   *
   * @param into is set to the packet's bytes, which stay valid until the next {@link #put}
   * @return whether it is still here
   */
  public boolean find(long sequence, Span into) {
    int index = (int) (sequence & MASK);
    if (memory == null || sequences[index] != sequence || written - starts[index] > sizeBytes) {
      return false;
    }
    into.set(ring, starts[index] % sizeBytes, lengths[index], lengths[index]);
    return true;
  }

  /** Bytes taken outside the heap now. */
  public int allocatedBytes() {
    return memory == null ? 0 : sizeBytes;
  }

  /** Frees the memory; nothing is found afterwards. */
  @Override
  public void close() {
    if (memory != null) {
      memory.close();
      memory = null;
      ring = MemorySegment.NULL;
    }
  }
}
