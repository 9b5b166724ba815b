package io.plenum.bench.load;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.plenum.rtc.wire.Span;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.IntConsumer;

/**
 * The sockets of a load and what waits for them. A failed call that should not fail throws {@link
 * IllegalStateException}. Confined to the load's thread.
 */
final class LoadSockets {
  private static final int EVENTS = 256;
  private static final int OUTGOING_BYTES = 2_048;
  private static final int SOL_SOCKET = 1;
  private static final int SO_RCVBUF = 8;
  private static final int SO_TIMESTAMPNS = 35;

  /** As the kernel's usual limit (net.core.rmem_max) allows; it doubles it for its own. */
  private static final int RECEIVE_BUFFER_BYTES = 4 << 20;

  private final Arena arena = Arena.ofShared();
  private final SystemCalls calls = new SystemCalls(arena);
  private final Inbox inbox = new Inbox(arena, calls);
  private final MemorySegment events =
      arena.allocate((long) EVENTS * SystemCalls.eventBytes(), Long.BYTES);
  private final MemorySegment outgoingMemory = arena.allocate(OUTGOING_BYTES, 64);
  private final Span outgoing = new Span();
  private final int epoll = done(calls.epoll());

  /** A bound socket. */
  record Bound(int fd, InetSocketAddress address) {}

  /** A socket on a free port of {@code address}; what is told of it carries {@code mark}. */
  Bound open(InetAddress address, int mark) {
    int fd = done(calls.socket());
    done(calls.option(fd, SOL_SOCKET, SO_RCVBUF, RECEIVE_BUFFER_BYTES));
    done(calls.option(fd, SOL_SOCKET, SO_TIMESTAMPNS, 1));
    done(calls.bind(fd, address.getAddress()));
    done(calls.watch(epoll, fd, mark));
    return new Bound(fd, new InetSocketAddress(address, done(calls.port(fd))));
  }

  /** The socket sends to {@code server} from now on, and takes from nobody else. */
  void connect(int fd, InetSocketAddress server) {
    done(calls.connect(fd, server.getAddress().getAddress(), server.getPort()));
  }

  /** Empty memory for a datagram, good until the next call. */
  Span outgoing() {
    return outgoing.set(outgoingMemory, 0, 0, OUTGOING_BYTES);
  }

  /** Sends one datagram; false if the kernel does not take it. */
  boolean send(int fd, Span datagram) {
    MemorySegment memory = datagram.memory();
    long at = datagram.offset();
    if (!memory.isNative()) {
      MemorySegment.copy(memory, at, outgoingMemory, 0, datagram.length());
      memory = outgoingMemory;
      at = 0;
    }
    return calls.send(fd, memory.address() + at, datagram.length()) >= 0;
  }

  /** Waits for datagrams; returns how many sockets have some. */
  int await(long timeoutNs) {
    return calls.await(epoll, events.address(), EVENTS, timeoutNs);
  }

  /** Tells the marks of the first {@code ready} sockets that {@link #await} found. */
  void forEachReady(int ready, IntConsumer action) {
    for (int i = 0; i < ready; i++) {
      action.accept(events.get(JAVA_INT, SystemCalls.markAt((long) i * SystemCalls.eventBytes())));
    }
  }

  /** Hands over what waits in a socket, some datagrams at most. */
  void read(int fd, Inbox.Handler handler) {
    inbox.read(fd, handler);
  }

  /** Wall time as arrivals are stamped with it. */
  long wallNs() {
    return calls.wallNs();
  }

  void close(int fd) {
    calls.close(fd);
  }

  /** Closes the set and frees all memory; the sockets have been closed. */
  void closeAll() {
    calls.close(epoll);
    arena.close();
  }

  private static int done(int result) {
    if (result < 0) {
      throw new IllegalStateException("a system call failed with error " + -result);
    }
    return result;
  }
}
