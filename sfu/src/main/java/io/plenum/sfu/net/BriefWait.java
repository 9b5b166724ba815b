package io.plenum.sfu.net;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for datagrams on some sockets by {@code ppoll}, whose time is in nanoseconds, in the ABI
 * that {@link Abi} names. A signal ends it early. Where the system refuses the call, it is not made
 * again. Confined to the edge's thread.
 *
 * <pre>
 *  pollfd, 8 bytes: int fd, short events, short revents        timespec, 16 bytes: long s, long ns
 * </pre>
 */
final class BriefWait {
  private static final short POLLIN = 1;
  private static final int POLLFD_BYTES = 8;
  private static final int EVENTS_AT = 4;
  private static final long SECOND_NS = 1_000_000_000L;

  private static final Logger LOG = LoggerFactory.getLogger(BriefWait.class);

  private final Libc libc;
  private final int count;
  private final MemorySegment sockets;
  private final MemorySegment time;
  private boolean refused;

  BriefWait(Arena arena, Libc libc, int[] descriptors) {
    this.libc = libc;
    this.count = descriptors.length;
    this.sockets = arena.allocate((long) count * POLLFD_BYTES, Long.BYTES);
    this.time = arena.allocate(2L * Long.BYTES, Long.BYTES);
    for (int i = 0; i < count; i++) {
      sockets.set(JAVA_INT, (long) i * POLLFD_BYTES, descriptors[i]);
      sockets.set(JAVA_SHORT, (long) i * POLLFD_BYTES + EVENTS_AT, POLLIN);
    }
  }

  /**
   * Waits until one of them can be read, or the time is over.
   *
   * @return false if that cannot be done here
   */
  boolean await(long timeoutNs) {
    if (refused) {
      return false;
    }
    time.set(JAVA_LONG, 0, timeoutNs / SECOND_NS);
    time.set(JAVA_LONG, Long.BYTES, timeoutNs % SECOND_NS);
    int result = libc.ppoll(sockets.address(), count, time.address());
    refused = result < 0 && result != -Libc.EINTR;
    if (refused) {
      LOG.warn("waits are rounded up to milliseconds: ppoll gives error {}", -result);
    }
    return !refused;
  }
}
