package io.plenum.sfu.net;

import io.plenum.rtc.wire.Span;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.util.List;

/**
 * Datagrams by Java NIO, one system call for each: what works on every system.
 *
 * <p>Memory is one receive buffer, and a ring of send spans that {@link #reserve} hands out in
 * turn; sending copies one to the kernel at once.
 */
final class NioDatagramEdge implements DatagramEdge {
  /** One byte more than is taken shows that a datagram was longer. */
  private static final int RECEIVE_BYTES = MAX_DATAGRAM_BYTES + 1;

  private final Arena arena = Arena.ofShared();
  private final MemorySegment receiveMemory = arena.allocate(RECEIVE_BYTES, 64);
  private final ByteBuffer receiveBuffer = receiveMemory.asByteBuffer();
  private final Span received = new Span();
  private final MemorySegment sendMemory =
      arena.allocate((long) MAX_DATAGRAM_BYTES * SEND_SPANS, 64);
  private final ByteBuffer sendBuffer = sendMemory.asByteBuffer();
  private final Span[] sendSpans = new Span[SEND_SPANS];
  private final EdgeCounters counters;
  private List<LocalSocket> sockets = List.of();
  private int nextSpan;

  NioDatagramEdge(EdgeCounters counters) {
    this.counters = counters;
    for (int i = 0; i < SEND_SPANS; i++) {
      sendSpans[i] = new Span();
    }
  }

  @Override
  public void open(Selector selector, List<InetAddress> addresses, int port) throws IOException {
    sockets = LocalSocket.bindAll(this, selector, addresses, port);
  }

  @Override
  public List<LocalSocket> sockets() {
    return sockets;
  }

  @Override
  public boolean awaitBriefly(long timeoutNs) {
    return false;
  }

  @Override
  public int read(LocalSocket socket, DatagramHandler handler) throws IOException {
    int handled = 0;
    while (handled < BURST) {
      receiveBuffer.clear();
      InetSocketAddress from = (InetSocketAddress) socket.channel().receive(receiveBuffer);
      if (from == null) {
        return handled;
      }
      int length = receiveBuffer.position();
      handled++;
      counters.in(length);
      if (length > MAX_DATAGRAM_BYTES) {
        counters.tooLong();
      } else {
        handler.datagram(received.set(receiveMemory, 0, length, MAX_DATAGRAM_BYTES), from, socket);
      }
    }
    return handled;
  }

  @Override
  public Span reserve(int capacityBytes) {
    DatagramEdge.checkCapacity(capacityBytes);
    int index = nextSpan;
    nextSpan = (nextSpan + 1) % SEND_SPANS;
    return sendSpans[index].set(
        sendMemory, (long) index * MAX_DATAGRAM_BYTES, 0, MAX_DATAGRAM_BYTES);
  }

  @Override
  public boolean send(Span datagram, LocalSocket from, InetSocketAddress to) {
    int offset = (int) datagram.offset();
    sendBuffer.limit(offset + datagram.length()).position(offset);
    try {
      if (from.channel().send(sendBuffer, to) > 0) {
        counters.out(datagram.length());
        counters.send(1);
        return true;
      }
      counters.notSent(SendFailure.FULL);
    } catch (IOException | IllegalArgumentException failure) {
      // Unreachable, forbidden by a firewall, or of another address family: this peer's loss only.
      counters.notSent(SendFailure.of(failure));
    }
    return false;
  }

  @Override
  public void flush() {
    // Everything was sent at once.
  }

  @Override
  public void close() throws IOException {
    try {
      LocalSocket.closeAll(sockets);
    } finally {
      arena.close();
    }
  }
}
