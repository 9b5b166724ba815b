package io.plenum.rtc.wire;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Memory outside the heap with one owner, which frees it by {@link #close}. To be used by the
 * thread that made it.
 */
public final class OwnMemory implements AutoCloseable {
  private final Arena arena = Arena.ofConfined();
  private final MemorySegment segment;

  /**
   * Takes {@code bytes}, all 0.
   *
   * @throws OutOfMemoryError if there are none; then nothing is taken
   */
  public OwnMemory(long bytes) {
    try {
      segment = arena.allocate(bytes);
    } catch (OutOfMemoryError none) {
      arena.close();
      throw none;
    }
  }

  /** All of it. */
  public MemorySegment segment() {
    return segment;
  }

  @Override
  public void close() {
    arena.close();
  }
}
