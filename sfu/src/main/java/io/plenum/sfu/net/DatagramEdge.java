package io.plenum.sfu.net;

import io.plenum.rtc.wire.Span;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;

/**
 * The sockets of one media loop: one UDP socket for each local address, all on one port, read and
 * written without blocking through Java NIO.
 *
 * <p>Confined to the thread that reads.
 *
 * <p>Packet memory is off-heap: one receive buffer, and a ring of {@value #SEND_SPANS} send spans
 * that {@link #reserve} hands out in turn. A reserved span is good until as many others were
 * reserved after it; sending copies it to the kernel at once.
 *
 * <p>Drop rules: a datagram that is too long is dropped whole; a datagram that the kernel does not
 * take at once is dropped, newest first, because media that waits is worse than media that is lost.
 */
final class DatagramEdge {
  /** Longest datagram taken or sent: an Ethernet frame and room to spare. Bytes. */
  static final int MAX_DATAGRAM_BYTES = 2_048;

  /** Reserved spans alive at one time: a packet, its copy and the control packets between them. */
  static final int SEND_SPANS = 64;

  /** Datagrams read from one socket before the others get their turn. */
  static final int BURST = 64;

  /** Socket buffers asked of the kernel: 200 ms of 150 Mbit/s. Bytes; the kernel may give less. */
  private static final int SOCKET_BUFFER_BYTES = 4 << 20;

  /** One byte more than is taken shows that a datagram was longer. */
  private static final int RECEIVE_BYTES = MAX_DATAGRAM_BYTES + 1;

  private final Arena arena = Arena.ofShared();
  private final List<LocalSocket> sockets = new ArrayList<>();
  private final MemorySegment receiveMemory = arena.allocate(RECEIVE_BYTES, 64);
  private final ByteBuffer receiveBuffer = receiveMemory.asByteBuffer();
  private final Span received = new Span();
  private final MemorySegment sendMemory =
      arena.allocate((long) MAX_DATAGRAM_BYTES * SEND_SPANS, 64);
  private final ByteBuffer sendBuffer = sendMemory.asByteBuffer();
  private final Span[] sendSpans = new Span[SEND_SPANS];
  private final EdgeCounters counters;
  private int nextSpan;

  DatagramEdge(EdgeCounters counters) {
    this.counters = counters;
    for (int i = 0; i < SEND_SPANS; i++) {
      sendSpans[i] = new Span();
    }
  }

  /**
   * Binds one socket for each address.
   *
   * @param port UDP port, 1 to 65,535; 0 takes a free one, the same for all addresses
   * @throws IOException if an address cannot be bound; the message names it
   */
  void open(Selector selector, List<InetAddress> addresses, int port) throws IOException {
    int bound = port;
    for (InetAddress address : addresses) {
      LocalSocket socket = bind(selector, new InetSocketAddress(address, bound));
      sockets.add(socket);
      bound = socket.address().getPort();
    }
  }

  private LocalSocket bind(Selector selector, InetSocketAddress address) throws IOException {
    boolean six = address.getAddress() instanceof java.net.Inet6Address;
    DatagramChannel channel =
        DatagramChannel.open(six ? StandardProtocolFamily.INET6 : StandardProtocolFamily.INET);
    try {
      channel.setOption(StandardSocketOptions.SO_RCVBUF, SOCKET_BUFFER_BYTES);
      channel.setOption(StandardSocketOptions.SO_SNDBUF, SOCKET_BUFFER_BYTES);
      channel.bind(address);
      channel.configureBlocking(false);
      LocalSocket socket = new LocalSocket(this, channel, withoutScope(channel.getLocalAddress()));
      channel.register(selector, SelectionKey.OP_READ, socket);
      return socket;
    } catch (IOException failure) {
      channel.close();
      throw new IOException("cannot bind UDP " + address + ": " + failure.getMessage(), failure);
    }
  }

  /** An address as packets show it: the interface it came by is not part of it. */
  static InetSocketAddress withoutScope(java.net.SocketAddress bound) throws UnknownHostException {
    InetSocketAddress address = (InetSocketAddress) bound;
    byte[] raw = address.getAddress().getAddress();
    return new InetSocketAddress(InetAddress.getByAddress(raw), address.getPort());
  }

  /** The bound sockets, in the order of the addresses given. */
  List<LocalSocket> sockets() {
    return List.copyOf(sockets);
  }

  /** Hands at most {@value #BURST} datagrams of {@code socket} to {@code handler}. */
  int read(LocalSocket socket, DatagramHandler handler) throws IOException {
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

  /**
   * An empty span to write a datagram into; see the type's description for how long it is good.
   *
   * @param capacityBytes at most {@link #MAX_DATAGRAM_BYTES}
   * @throws IllegalArgumentException if more is asked
   */
  Span reserve(int capacityBytes) {
    if (capacityBytes > MAX_DATAGRAM_BYTES) {
      throw new IllegalArgumentException("a datagram holds no " + capacityBytes + " bytes");
    }
    int index = nextSpan;
    nextSpan = (nextSpan + 1) % SEND_SPANS;
    return sendSpans[index].set(
        sendMemory, (long) index * MAX_DATAGRAM_BYTES, 0, MAX_DATAGRAM_BYTES);
  }

  /**
   * Sends a reserved span now.
   *
   * @return whether the kernel took it; if not it is dropped and counted
   */
  boolean send(Span datagram, LocalSocket from, InetSocketAddress to) {
    int offset = (int) datagram.offset();
    sendBuffer.limit(offset + datagram.length()).position(offset);
    boolean taken;
    try {
      taken = from.channel().send(sendBuffer, to) > 0;
    } catch (IOException | IllegalArgumentException unreachable) {
      // Unreachable, forbidden by a firewall, or of another address family: this peer's loss only.
      taken = false;
    }
    if (taken) {
      counters.out(datagram.length());
    } else {
      counters.notSent();
    }
    return taken;
  }

  /** Closes the sockets and frees packet memory. Call it on the reading thread, when it is done. */
  void close() throws IOException {
    try {
      for (LocalSocket socket : sockets) {
        socket.channel().close();
      }
    } finally {
      arena.close();
    }
  }
}
