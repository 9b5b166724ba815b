package io.plenum.sfu.net;

import io.plenum.rtc.wire.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.Selector;
import java.util.List;

/**
 * The UDP sockets of one media loop: one for each local address, all on one port. They are read and
 * written without waiting; the loop's selector waits for them.
 *
 * <p>Confined to the thread that reads. Packet memory is off-heap. A reserved span is good until
 * {@value #SEND_SPANS} others were reserved after it, and until it is sent.
 *
 * <p>Drop rules: a datagram that is too long is dropped whole; a datagram that the kernel does not
 * take at once is dropped, because media that waits is worse than media that is lost.
 */
sealed interface DatagramEdge permits NioDatagramEdge, BatchedDatagramEdge {
  /** Longest datagram taken or sent: an Ethernet frame and room to spare. Bytes. */
  int MAX_DATAGRAM_BYTES = 2_048;

  /** Reserved spans alive at one time: a packet, its copy and the control packets between them. */
  int SEND_SPANS = 64;

  /** Datagrams read from one socket before the others get their turn. */
  int BURST = 64;

  /** An edge of the kind that {@code path} names. */
  static DatagramEdge of(DatagramPath path, EdgeCounters counters) {
    return switch (path) {
      case NIO -> new NioDatagramEdge(counters);
      case BATCHED -> new BatchedDatagramEdge(counters, false);
      case OFFLOADED -> new BatchedDatagramEdge(counters, true);
    };
  }

  /**
   * Binds one socket for each address.
   *
   * @param port UDP port, 1 to 65,535; 0 takes a free one, the same for all addresses
   * @throws IOException if an address cannot be bound; the message names it
   */
  void open(Selector selector, List<InetAddress> addresses, int port) throws IOException;

  /** The bound sockets, in the order of the addresses given. */
  List<LocalSocket> sockets();

  /**
   * Waits for datagrams to the microsecond, where that can be done; for waits of less than the
   * selector's step.
   *
   * @return false if it cannot, and did not wait
   */
  boolean awaitBriefly(long timeoutNs);

  /** Hands about {@value #BURST} datagrams of {@code socket} to {@code handler}, at most. */
  int read(LocalSocket socket, DatagramHandler handler) throws IOException;

  /**
   * An empty span to write a datagram into; see the type's description for how long it is good.
   *
   * @param capacityBytes at most {@link #MAX_DATAGRAM_BYTES}
   * @throws IllegalArgumentException if more is asked
   */
  Span reserve(int capacityBytes);

  /**
   * Sends a reserved span, now or with the next {@link #flush}.
   *
   * @return false if it is known already that it is dropped
   */
  boolean send(Span datagram, LocalSocket from, InetSocketAddress to);

  /** Sends what was not sent at once. */
  void flush();

  /** Closes the sockets and frees packet memory. Call it on the reading thread, when it is done. */
  void close() throws IOException;

  /** Refuses to reserve more than a datagram holds. */
  static void checkCapacity(int bytes) {
    if (bytes > MAX_DATAGRAM_BYTES) {
      throw new IllegalArgumentException("a datagram holds no " + bytes + " bytes");
    }
  }

  /** An address as packets show it: the interface it came by is not part of it. */
  static InetSocketAddress withoutScope(java.net.SocketAddress bound) throws UnknownHostException {
    InetSocketAddress address = (InetSocketAddress) bound;
    byte[] raw = address.getAddress().getAddress();
    return new InetSocketAddress(InetAddress.getByAddress(raw), address.getPort());
  }
}
