package io.plenum.rtc.wire;

import java.lang.foreign.MemorySegment;
import java.util.Objects;

/**
 * Where one datagram lies: a piece of packet memory, an offset, a length and the room it may grow
 * into. Mutable and reused for packet after packet, so it is never kept: who needs the bytes after
 * the call returns copies them.
 *
 * <pre>
 *  memory:  ......[offset ...... length ......][... spare ...]......
 *                 |<------------- capacity ---------------->|
 * </pre>
 *
 * <p>Not thread-safe: confined to the owner of the memory.
 */
public final class Span {
  private MemorySegment memory = MemorySegment.NULL;
  private long offset;
  private int length;
  private int capacity;

  /** An empty span; {@link #set} gives it a place. */
  public Span() {}

  /** A span of all of {@code bytes}, for tests and control messages. */
  public static Span of(byte[] bytes) {
    return new Span().set(MemorySegment.ofArray(bytes), 0, bytes.length, bytes.length);
  }

  /**
   * Moves this span.
   *
   * @param offset first byte, from the start of {@code memory}
   * @param length bytes in use, 0 to {@code capacity}
   * @param capacity bytes that may be used from {@code offset} on
   * @return this span
   * @throws IndexOutOfBoundsException if the capacity leaves the memory or the length the capacity
   */
  public Span set(MemorySegment memory, long offset, int length, int capacity) {
    Objects.checkFromIndexSize(offset, capacity, memory.byteSize());
    Objects.checkFromIndexSize(0, length, capacity);
    this.memory = memory;
    this.offset = offset;
    this.length = length;
    this.capacity = capacity;
    return this;
  }

  /** The memory this span lies in; larger than the span. */
  public MemorySegment memory() {
    return memory;
  }

  /** First byte of the datagram, from the start of {@link #memory()}. */
  public long offset() {
    return offset;
  }

  /** Bytes in use. */
  public int length() {
    return length;
  }

  /** Bytes that may be used from {@link #offset()} on. */
  public int capacity() {
    return capacity;
  }

  /**
   * Changes the bytes in use, as protecting or unprotecting in place does.
   *
   * @throws IndexOutOfBoundsException if {@code length} is negative or larger than the capacity
   */
  public void length(int length) {
    Objects.checkFromIndexSize(0, length, capacity);
    this.length = length;
  }

  /** A heap copy of the bytes in use. */
  public byte[] toBytes() {
    return memory.asSlice(offset, length).toArray(java.lang.foreign.ValueLayout.JAVA_BYTE);
  }
}
