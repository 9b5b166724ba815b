package io.plenum.rtc.wire;

import java.lang.foreign.MemorySegment;
import java.util.HexFormat;

/** Packets for tests, written as hexadecimal with spaces between the fields. */
public final class Bytes {
  private static final int LEAD = 5;

  private Bytes() {}

  /** The bytes written in {@code hex}; white space counts for nothing. */
  public static byte[] hex(String hex) {
    return HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
  }

  /** A span of exactly these bytes. */
  public static Span span(String hex) {
    return unaligned(hex(hex));
  }

  /**
   * A span of a copy of {@code bytes} at an odd offset, whose memory ends with it: reading one byte
   * too far fails.
   */
  public static Span unaligned(byte[] bytes) {
    return room(bytes, 0);
  }

  /** Like {@link #unaligned}, with {@code spare} bytes to grow into, filled with ones. */
  public static Span room(byte[] bytes, int spare) {
    MemorySegment memory = MemorySegment.ofArray(new byte[LEAD + bytes.length + spare]);
    memory.fill((byte) 0xFF);
    MemorySegment.copy(MemorySegment.ofArray(bytes), 0, memory, LEAD, bytes.length);
    return new Span().set(memory, LEAD, bytes.length, bytes.length + spare);
  }

  /** An empty span with room for {@code capacity} bytes. */
  public static Span empty(int capacity) {
    return room(new byte[0], capacity);
  }
}
