package io.plenum.acceptance;

import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * A slow line with a queue before it: datagrams leave in order, each after the time that it takes,
 * and what finds the queue full is dropped. Confined to one thread, but for {@link #limit}.
 */
final class Bottleneck {
  /** Headers of UDP and IPv4, which take their part of a line. */
  private static final int OVERHEAD_BYTES = 28;

  private static final double SECOND_NS = 1e9;

  private final Queue<Waiting> queue = new ArrayDeque<>();
  private volatile Limit limit = new Limit(0, 0);
  private long queuedBytes;
  private long freeNs;

  private record Limit(long bps, long queueBytes) {}

  /** A datagram to or from a client that leaves at {@code dueNs}. */
  record Waiting(ByteBuffer datagram, SocketAddress client, long dueNs) {}

  /** From now on {@code bps} pass, and so many bytes wait at most; 0: no limit. Any thread. */
  void limit(long bps, long queueBytes) {
    limit = new Limit(bps, queueBytes);
  }

  /** Whether datagrams have to go through {@link #put}. */
  boolean limits() {
    return limit.bps() > 0 || !queue.isEmpty();
  }

  /** Takes a copy; false if it is dropped. */
  boolean put(ByteBuffer datagram, SocketAddress client, long nowNs) {
    Limit now = limit;
    int bytes = datagram.remaining() + OVERHEAD_BYTES;
    if (now.bps() > 0 && queuedBytes + bytes > now.queueBytes()) {
      return false;
    }
    long takesNs = now.bps() == 0 ? 0 : (long) (bytes * 8 * SECOND_NS / now.bps());
    freeNs = Math.max(freeNs, nowNs) + takesNs;
    ByteBuffer copy = ByteBuffer.allocate(datagram.remaining()).put(datagram).flip();
    queue.add(new Waiting(copy, client, freeNs));
    queuedBytes += bytes;
    return true;
  }

  /** The first datagram that is due, removed; null if there is none. */
  Waiting take(long nowNs) {
    Waiting first = queue.peek();
    if (first == null || first.dueNs() > nowNs) {
      return null;
    }
    queuedBytes -= first.datagram().remaining() + OVERHEAD_BYTES;
    return queue.poll();
  }

  /** Time until the next one is due, 0 or more; {@link Long#MAX_VALUE} if none waits. */
  long waitNs(long nowNs) {
    Waiting first = queue.peek();
    return first == null ? Long.MAX_VALUE : Math.max(0, first.dueNs() - nowNs);
  }
}
