package io.plenum.sfu.net;

import io.plenum.rtc.wire.Span;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;

/**
 * Datagrams by {@code recvmmsg} and {@code sendmmsg}: many by one system call. NIO makes and binds
 * the sockets and waits for them, so that one selector serves UDP and TCP; bytes pass through a
 * second descriptor of each (docs/decisions/0020).
 *
 * <p>What is sent in a round leaves together at its end, in {@link #flush}; or before, when {@link
 * SendSlab} is full, so what waits is bounded, and nothing is dropped for waiting.
 */
final class BatchedDatagramEdge implements DatagramEdge {
  private final Arena arena = Arena.ofShared();
  private final EdgeCounters counters;
  private final boolean offload;
  private final Libc libc = new Libc(arena);
  private final ReceiveBatch receive;
  private final SendSlab slab;
  private final SendBatch batch;
  private final List<BatchedSocket> batched = new ArrayList<>();
  private List<LocalSocket> sockets = List.of();
  private BriefWait brief;
  private boolean waiting;

  /**
   * An edge without sockets.
   *
   * @param offload whether runs of datagrams may be one message, in both directions
   */
  BatchedDatagramEdge(EdgeCounters counters, boolean offload) {
    this.counters = counters;
    this.offload = offload;
    this.receive = new ReceiveBatch(arena, libc, counters);
    this.slab = new SendSlab(arena);
    this.batch = new SendBatch(arena, slab, libc::sendmmsg, counters);
  }

  @Override
  public void open(Selector selector, List<InetAddress> addresses, int port) throws IOException {
    sockets = LocalSocket.bindAll(this, selector, addresses, port);
    for (LocalSocket socket : sockets) {
      int fd = SocketDescriptor.duplicate(libc, socket.address());
      boolean six = socket.address().getAddress() instanceof Inet6Address;
      batched.add(new BatchedSocket(fd, six, offload));
      if (offload) {
        libc.setOption(fd, Libc.SOL_UDP, Libc.UDP_GRO, 1); // else each comes by itself
      }
    }
    brief = new BriefWait(arena, libc, batched.stream().mapToInt(socket -> socket.fd).toArray());
  }

  @Override
  public List<LocalSocket> sockets() {
    return sockets;
  }

  @Override
  public boolean awaitBriefly(long timeoutNs) {
    return brief.await(timeoutNs);
  }

  @Override
  public int read(LocalSocket socket, DatagramHandler handler) throws IOException {
    return receive.read(batched.get(socket.index()).fd, socket, handler);
  }

  @Override
  public Span reserve(int capacityBytes) {
    DatagramEdge.checkCapacity(capacityBytes);
    if (slab.full()) {
      flush();
    }
    return slab.lend();
  }

  @Override
  public boolean send(Span datagram, LocalSocket from, InetSocketAddress to) {
    BatchedSocket socket = batched.get(from.index());
    if (slab.chained(slab.slot(datagram)) || socket.mustForgetFor(to)) {
      flush();
    }
    if (socket.mustForgetFor(to)) {
      socket.forget();
    }
    Destination destination = socket.destination(to);
    if (destination.name == null) {
      counters.notSent(SendFailure.UNREACHABLE);
      return false;
    }
    if (slab.chain(datagram, destination)) {
      socket.active.add(destination);
    }
    waiting = true;
    return true;
  }

  @Override
  public void flush() {
    if (waiting) {
      for (int i = 0; i < batched.size(); i++) {
        batch.send(batched.get(i));
      }
      waiting = false;
    }
    slab.roundEnds();
  }

  @Override
  public void close() throws IOException {
    try {
      flush();
      batched.forEach(socket -> libc.close(socket.fd));
      LocalSocket.closeAll(sockets);
    } finally {
      arena.close();
    }
  }
}
