package io.plenum.bench.load;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.plenum.rtc.wire.Span;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Datagrams of one socket at a time, each with the time at which the kernel put it into the
 * socket's queue (SO_TIMESTAMPNS): a reader that is late changes no measured delay. No GRO: each
 * message is one datagram. Confined to the load's thread.
 *
 * <pre>
 *  mmsghdr, 64 bytes                  cmsghdr, 32 bytes
 *   16  pointer  msg_iov               0  size_t  cmsg_len
 *   24  size_t   msg_iovlen            8  int     cmsg_level
 *   32  pointer  msg_control          12  int     cmsg_type
 *   40  size_t   msg_controllen       16  long    seconds
 *   56  int      msg_len              24  long    nanoseconds
 * </pre>
 */
final class Inbox {
  /** Datagrams of one call. */
  static final int MESSAGES = 32;

  private static final int DATAGRAM_BYTES = 2_048;
  private static final int HEADER_BYTES = 64;
  private static final int CONTROL_BYTES = 32;
  private static final int CONTROLLEN_AT = 40;
  private static final int LEN_AT = 56;
  private static final long SECOND_NS = 1_000_000_000L;

  private final SystemCalls calls;
  private final MemorySegment slab;
  private final MemorySegment headers;
  private final MemorySegment controls;
  private final Span datagram = new Span();

  /** Takes one datagram. */
  interface Handler {
    /**
     * A datagram came.
     *
     * @param arrivedWallNs when, on the clock of {@link SystemCalls#wallNs}; 0 if the kernel did
     *     not say
     */
    void datagram(Span datagram, long arrivedWallNs);
  }

  Inbox(Arena arena, SystemCalls calls) {
    this.calls = calls;
    slab = arena.allocate((long) MESSAGES * DATAGRAM_BYTES, 64);
    headers = arena.allocate((long) MESSAGES * HEADER_BYTES, 64);
    controls = arena.allocate((long) MESSAGES * CONTROL_BYTES, Long.BYTES);
    MemorySegment pieces = arena.allocate(MESSAGES * 16L, Long.BYTES);
    for (int i = 0; i < MESSAGES; i++) {
      pieces.set(JAVA_LONG, i * 16L, slab.address() + (long) i * DATAGRAM_BYTES);
      pieces.set(JAVA_LONG, i * 16L + 8, DATAGRAM_BYTES);
      long at = (long) i * HEADER_BYTES;
      headers.set(JAVA_LONG, at + 16, pieces.address() + i * 16L);
      headers.set(JAVA_LONG, at + 24, 1);
      headers.set(JAVA_LONG, at + 32, controls.address() + (long) i * CONTROL_BYTES);
    }
  }

  /** Hands over what waits in the socket, {@link #MESSAGES} at most; returns how many. */
  int read(int fd, Handler handler) {
    for (int i = 0; i < MESSAGES; i++) {
      headers.set(JAVA_LONG, (long) i * HEADER_BYTES + CONTROLLEN_AT, CONTROL_BYTES);
    }
    int got = calls.receive(fd, headers.address(), MESSAGES);
    for (int i = 0; i < got; i++) {
      int length = headers.get(JAVA_INT, (long) i * HEADER_BYTES + LEN_AT);
      handler.datagram(
          datagram.set(slab, (long) i * DATAGRAM_BYTES, length, DATAGRAM_BYTES), arrived(i));
    }
    return Math.max(0, got);
  }

  private long arrived(int message) {
    long told = headers.get(JAVA_LONG, (long) message * HEADER_BYTES + CONTROLLEN_AT);
    if (told < CONTROL_BYTES) {
      return 0;
    }
    long at = (long) message * CONTROL_BYTES;
    return controls.get(JAVA_LONG, at + 16) * SECOND_NS + controls.get(JAVA_LONG, at + 24);
  }
}
