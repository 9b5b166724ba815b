package io.plenum.sfu.net;

import io.plenum.rtc.wire.Span;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetSocketAddress;

/**
 * Takes many datagrams by one system call into a slab off the heap. Datagrams of one sender that
 * the kernel has joined (UDP_GRO) are handed over one by one. Confined to the edge's thread.
 *
 * <p>Drop rule: a datagram that is too long is dropped whole, and counted.
 */
final class ReceiveBatch {
  /** Messages of one call. Those that a browser's burst and its neighbours fill. */
  static final int MESSAGES = 16;

  /** The longest that the kernel joins, bytes. */
  private static final int MESSAGE_BYTES = 65_536;

  private final Libc libc;
  private final EdgeCounters counters;
  private final SocketAddresses addresses = new SocketAddresses();
  private final MemorySegment slab;
  private final MessageArray messages;
  private final Span datagram = new Span();

  ReceiveBatch(Arena arena, Libc libc, EdgeCounters counters) {
    this.libc = libc;
    this.counters = counters;
    this.slab = arena.allocate((long) MESSAGES * MESSAGE_BYTES, 4_096);
    this.messages = new MessageArray(arena, MESSAGES, MESSAGES);
    for (int i = 0; i < MESSAGES; i++) {
      messages.piece(i, slab.address() + at(i), MESSAGE_BYTES);
      messages.pieces(i, i, 1);
    }
  }

  private static long at(int message) {
    return (long) message * MESSAGE_BYTES;
  }

  /**
   * Hands over what has come, {@value DatagramEdge#BURST} datagrams and the rest of the last call
   * at most.
   *
   * @return datagrams received
   * @throws IOException if the socket is broken beyond use
   */
  int read(int fd, LocalSocket on, DatagramHandler handler) throws IOException {
    int handled = 0;
    int got = MESSAGES;
    while (handled < DatagramEdge.BURST && got == MESSAGES) {
      for (int i = 0; i < MESSAGES; i++) {
        messages.empty(i); // also after a handler that threw
      }
      got = libc.recvmmsg(fd, messages.address(0), MESSAGES);
      if (got < 0) {
        checkUsable(-got, on);
      }
      for (int i = 0; i < got; i++) {
        handled += deliver(i, on, handler);
      }
    }
    return handled;
  }

  private int deliver(int message, LocalSocket on, DatagramHandler handler) {
    InetSocketAddress from = addresses.read(messages.names(), MessageArray.nameAt(message));
    int total = messages.received(message);
    int joined = messages.joinedBytes(message);
    int size = joined > 0 ? joined : total;
    int handled = 0;
    int done = 0;
    do {
      int length = Math.min(size, total - done);
      counters.in(length);
      handled++;
      if (length > DatagramEdge.MAX_DATAGRAM_BYTES || messages.truncated(message)) {
        counters.tooLong();
      } else if (from != null) {
        handler.datagram(datagram.set(slab, at(message) + done, length, length), from, on);
      }
      done += size;
    } while (done < total);
    return handled;
  }

  /** What a peer or a moment is to blame for passes: EAGAIN, an ICMP message, memory. */
  private static void checkUsable(int errno, LocalSocket on) throws IOException {
    switch (errno) {
      case Libc.EBADF, Libc.ENOTSOCK, Libc.EINVAL, Libc.EFAULT ->
          throw new IOException("cannot read UDP " + on.address() + ": error " + errno);
      default -> {}
    }
  }
}
