package io.plenum.sfu.trace;

import io.plenum.sfu.state.StateWriter;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * The latest records of one room, always on. Memory outside the heap, taken block by block up to
 * the size; then the oldest block is written anew. Nothing is allocated per record; a packet costs
 * one write of 8 bytes when it leaves, and 20 bytes when it comes.
 *
 * <p>A record lies within one block, and a block begins with the time, so that what is left after
 * the oldest is gone can be read from its first byte on. Confined to the room's loop.
 */
public final class TraceRing implements AutoCloseable {
  /** Size of a room's ring; docs/trace.md says how many seconds that is. */
  public static final int DEFAULT_BYTES = 8 << 20;

  /** One block: the oldest 1/32 of a ring goes at once. */
  static final int BLOCK_BYTES = 1 << 18;

  /** A ring has these in any case: one that is written, and what was before. */
  private static final int FIRST_BLOCKS = 2;

  /** Participants told apart: 10 bits of a record's head. More leave no trace. */
  public static final int MAX_PARTICIPANTS = 1 << 10;

  /** Longest body of a record; what is longer leaves a {@link RecordKind#GAP}. */
  static final int MAX_BODY_BYTES = 1 << 14;

  /** The state of a receiver: a full history of packets, most of it. */
  private static final int STATE_BYTES = 36 << 10;

  static final int HEAD_BYTES = 8;
  static final int CLOCK_BYTES = 2 * HEAD_BYTES;

  static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  static final ValueLayout.OfByte BYTE = ValueLayout.JAVA_BYTE;

  private static final long MAX_SINCE_NS = 0xFFFF_FFFFL;

  private final Arena arena = Arena.ofConfined();
  private final TraceMemory memory;
  private int maxBlocks;
  private final List<MemorySegment> blocks = new ArrayList<>();
  private final int[] used;
  private final String[] names = new String[MAX_PARTICIPANTS];
  private MemorySegment block = MemorySegment.NULL;
  private int index = -1;
  private int position = BLOCK_BYTES;
  private long baseNs;
  private long written;
  private long checkpointed = Long.MIN_VALUE;
  private int present;
  private boolean closed;
  private StateWriter writer;

  /**
   * An empty ring, without memory.
   *
   * @param sizeBytes at most, in whole blocks; less than two of them: two
   */
  public TraceRing(int sizeBytes) {
    this(sizeBytes, new TraceMemory(sizeBytes));
  }

  /** The same, which shares {@code memory} with others. */
  public TraceRing(int sizeBytes, TraceMemory memory) {
    this.memory = memory;
    this.maxBlocks = Math.max(FIRST_BLOCKS, sizeBytes / BLOCK_BYTES);
    this.used = new int[maxBlocks];
  }

  /** The trail of somebody who enters; one that is not kept if there are too many. */
  public Trail enter(String name, long nowNs) {
    for (int number = 0; number < MAX_PARTICIPANTS; number++) {
      if (names[number] == null) {
        names[number] = name;
        present++;
        Trail trail = new Trail(this, number, name);
        trail.joined(nowNs);
        return trail;
      }
    }
    return Trail.none();
  }

  /** The number is free for somebody else. */
  void left(int number) {
    names[number] = null;
    present--;
  }

  /**
   * Begins a record.
   *
   * @param bodyBytes that follow, at most {@link #MAX_BODY_BYTES}
   */
  void head(int kind, int participant, int value, int bodyBytes, long nowNs) {
    if (position + CLOCK_BYTES + HEAD_BYTES + bodyBytes > BLOCK_BYTES) {
      nextBlock(nowNs);
    }
    long sinceNs = nowNs - baseNs;
    if (sinceNs < 0 || sinceNs > MAX_SINCE_NS) {
      clock(nowNs);
      sinceNs = 0;
    }
    putLong(kind | participant << 6 | (value & 0xFFFFL) << 16 | sinceNs << 32);
  }

  private void clock(long nowNs) {
    baseNs = nowNs;
    putLong(RecordKind.CLOCK.number());
    putLong(nowNs);
  }

  private void nextBlock(long nowNs) {
    if (index >= 0) {
      used[index] = position;
    }
    index++;
    if (index == blocks.size() && index < maxBlocks && index >= FIRST_BLOCKS && !memory.take()) {
      maxBlocks = index;
    }
    index %= maxBlocks;
    if (index == blocks.size()) {
      blocks.add(arena.allocate(BLOCK_BYTES));
    }
    block = blocks.get(index);
    position = 0;
    clock(nowNs);
  }

  void putLong(long value) {
    block.set(LONG, position, value);
    position += Long.BYTES;
    written += Long.BYTES;
  }

  void putInt(int value) {
    block.set(INT, position, value);
    position += Integer.BYTES;
    written += Integer.BYTES;
  }

  void putShorts(int first, int second) {
    putInt((first & 0xFFFF) | second << 16);
  }

  void putBytes(int first, int second, int third, int fourth) {
    putInt((first & 0xFF) | (second & 0xFF) << 8 | (third & 0xFF) << 16 | fourth << 24);
  }

  /** For the state of a receiver; its memory is taken with the first. */
  StateWriter writer() {
    if (writer == null) {
      writer = new StateWriter();
    }
    writer.clear();
    return writer;
  }

  /**
   * Bytes after which a receiver's state is put down again: three times in a ring, but so that all
   * receivers' states are an eighth of the ring at most.
   */
  long checkpointBytes() {
    return Math.max((long) maxBlocks * BLOCK_BYTES / 3, (long) present * 8 * STATE_BYTES);
  }

  /**
   * Whether a receiver's state may be put down, which takes its part of the ring: not at the same
   * time as those of all others, who began when it did.
   */
  boolean checkpointFits() {
    return checkpointed == Long.MIN_VALUE
        || written - checkpointed >= checkpointBytes() / Math.max(1, present);
  }

  /** Somebody's state is being put down. */
  void checkpoint() {
    checkpointed = written;
  }

  /** Bytes written since the beginning, those gone included. */
  public long writtenBytes() {
    return written;
  }

  /** Memory taken outside the heap. */
  public long allocatedBytes() {
    return (long) blocks.size() * BLOCK_BYTES;
  }

  /** A copy of all blocks, oldest first: the body of a {@link TraceFile}. */
  List<byte[]> copy() {
    List<byte[]> copies = new ArrayList<>();
    for (int i = 1; i <= blocks.size(); i++) {
      int at = (index + i) % blocks.size();
      int length = at == index ? position : used[at];
      byte[] bytes = new byte[length];
      MemorySegment.copy(blocks.get(at), BYTE, 0, bytes, 0, length);
      copies.add(bytes);
    }
    return copies;
  }

  /**
   * The file of what is in the ring: up to its whole size is copied, which takes a millisecond or
   * two.
   *
   * @param nowNs the loop's time now
   * @param wallMs the same moment, UTC
   */
  public byte[] take(long nowNs, long wallMs) {
    return TraceFile.bytes(copy(), nowNs, wallMs);
  }

  /** Frees the memory. Trails of the room may not be written any more. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      memory.give(Math.max(0, blocks.size() - FIRST_BLOCKS));
      arena.close();
    }
  }
}
