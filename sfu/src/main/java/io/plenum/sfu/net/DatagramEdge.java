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
import java.util.concurrent.TimeUnit;

/**
 * The sockets of one media loop: one UDP socket for each local address, all on one port, read and
 * written without blocking through Java NIO.
 *
 * <p>Confined to the thread that reads; only {@link #wakeup} may be called by others.
 *
 * <p>Packet memory is off-heap: one receive buffer, and a ring of {@value #SEND_SPANS} send spans
 * that {@link #reserve} hands out in turn. A reserved span is good until as many others were
 * reserved after it; sending copies it to the kernel at once.
 *
 * <p>Drop rules: a datagram that is too long is dropped whole; a datagram that the kernel does not
 * take at once is dropped, newest first, because media that waits is worse than media that is lost.
 */
public final class DatagramEdge implements AutoCloseable {
  /** Longest datagram taken or sent: an Ethernet frame and room to spare. Bytes. */
  public static final int MAX_DATAGRAM_BYTES = 2_048;

  /** Reserved spans alive at one time: a packet, its copy and the control packets between them. */
  static final int SEND_SPANS = 64;

  /** Datagrams read from one socket before the others get their turn. */
  static final int BURST = 64;

  /** Socket buffers asked of the kernel: 200 ms of 150 Mbit/s. Bytes; the kernel may give less. */
  private static final int SOCKET_BUFFER_BYTES = 4 << 20;

  /** One byte more than is taken shows that a datagram was longer. */
  private static final int RECEIVE_BYTES = MAX_DATAGRAM_BYTES + 1;

  private final Arena arena = Arena.ofShared();
  private final Selector selector;
  private final List<LocalSocket> sockets;
  private final MemorySegment receiveMemory = arena.allocate(RECEIVE_BYTES, 64);
  private final ByteBuffer receiveBuffer = receiveMemory.asByteBuffer();
  private final Span received = new Span();
  private final MemorySegment sendMemory =
      arena.allocate((long) MAX_DATAGRAM_BYTES * SEND_SPANS, 64);
  private final ByteBuffer sendBuffer = sendMemory.asByteBuffer();
  private final Span[] sendSpans = new Span[SEND_SPANS];
  private final EdgeCounters counters = new EdgeCounters();
  private int nextSpan;

  private DatagramEdge(Selector selector, List<LocalSocket> sockets) {
    this.selector = selector;
    this.sockets = List.copyOf(sockets);
    for (int i = 0; i < SEND_SPANS; i++) {
      sendSpans[i] = new Span();
    }
  }

  /**
   * Binds one socket for each address.
   *
   * @param addresses local addresses, at least one
   * @param port UDP port, 1 to 65,535; 0 takes a free one, the same for all addresses
   * @throws IOException if an address cannot be bound; the message names it
   */
  public static DatagramEdge open(List<InetAddress> addresses, int port) throws IOException {
    Selector selector = Selector.open();
    List<LocalSocket> sockets = new ArrayList<>();
    try {
      int bound = port;
      for (InetAddress address : addresses) {
        LocalSocket socket = bind(selector, new InetSocketAddress(address, bound));
        sockets.add(socket);
        bound = socket.address().getPort();
      }
      return new DatagramEdge(selector, sockets);
    } catch (IOException failure) {
      for (LocalSocket socket : sockets) {
        socket.channel().close();
      }
      selector.close();
      throw failure;
    }
  }

  private static LocalSocket bind(Selector selector, InetSocketAddress address) throws IOException {
    boolean six = address.getAddress() instanceof java.net.Inet6Address;
    DatagramChannel channel =
        DatagramChannel.open(six ? StandardProtocolFamily.INET6 : StandardProtocolFamily.INET);
    try {
      channel.setOption(StandardSocketOptions.SO_RCVBUF, SOCKET_BUFFER_BYTES);
      channel.setOption(StandardSocketOptions.SO_SNDBUF, SOCKET_BUFFER_BYTES);
      channel.bind(address);
      channel.configureBlocking(false);
      LocalSocket socket = new LocalSocket(channel, withoutScope(channel.getLocalAddress()));
      channel.register(selector, SelectionKey.OP_READ, socket);
      return socket;
    } catch (IOException failure) {
      channel.close();
      throw new IOException("cannot bind UDP " + address + ": " + failure.getMessage(), failure);
    }
  }

  private static InetSocketAddress withoutScope(java.net.SocketAddress bound)
      throws UnknownHostException {
    InetSocketAddress address = (InetSocketAddress) bound;
    byte[] raw = address.getAddress().getAddress();
    return new InetSocketAddress(InetAddress.getByAddress(raw), address.getPort());
  }

  /** The bound sockets, in the order of the addresses given. */
  public List<LocalSocket> sockets() {
    return sockets;
  }

  /** What this edge has done; for the reading thread only. */
  public EdgeCounters counters() {
    return counters;
  }

  /**
   * Waits until there are datagrams to {@link #read}, the time is over, or another thread calls
   * {@link #wakeup}.
   *
   * @param timeoutNs longest wait in nanoseconds; 0 or less does not wait
   * @throws IOException if the selector is broken
   */
  public void await(long timeoutNs) throws IOException {
    if (timeoutNs <= 0) {
      selector.selectNow();
    } else {
      // Rounded up: a wait cut to 0 ms would spin, and select(0) would wait for ever.
      selector.select(Math.max(1, TimeUnit.NANOSECONDS.toMillis(timeoutNs + 999_999)));
    }
  }

  /**
   * Hands what {@link #await} found to {@code handler}: at most {@value #BURST} datagrams of each
   * socket.
   *
   * @return datagrams received, those that were dropped for their length too
   * @throws IOException if a socket is broken beyond use
   */
  public int read(DatagramHandler handler) throws IOException {
    int handled = 0;
    for (SelectionKey key : selector.selectedKeys()) {
      handled += read((LocalSocket) key.attachment(), handler);
    }
    selector.selectedKeys().clear();
    return handled;
  }

  private int read(LocalSocket socket, DatagramHandler handler) throws IOException {
    int handled = 0;
    while (handled < BURST) {
      receiveBuffer.clear();
      InetSocketAddress from = (InetSocketAddress) socket.channel().receive(receiveBuffer);
      if (from == null) {
        return handled;
      }
      int length = receiveBuffer.position();
      handled++;
      counters.datagramsIn++;
      counters.bytesIn += length;
      if (length > MAX_DATAGRAM_BYTES) {
        counters.oversized++;
      } else {
        handler.datagram(received.set(receiveMemory, 0, length, MAX_DATAGRAM_BYTES), from, socket);
      }
    }
    return handled;
  }

  /** Ends a running or the next {@link #await} at once. Any thread. */
  public void wakeup() {
    selector.wakeup();
  }

  /**
   * An empty span to write a datagram into; see the type's description for how long it is good.
   *
   * @param capacityBytes at most {@link #MAX_DATAGRAM_BYTES}
   * @throws IllegalArgumentException if more is asked
   */
  public Span reserve(int capacityBytes) {
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
  public boolean send(Span datagram, LocalSocket from, InetSocketAddress to) {
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
      counters.datagramsOut++;
      counters.bytesOut += datagram.length();
    } else {
      counters.unsent++;
    }
    return taken;
  }

  /** Closes the sockets and frees packet memory. Call it on the reading thread, when it is done. */
  @Override
  public void close() throws IOException {
    try {
      for (LocalSocket socket : sockets) {
        socket.channel().close();
      }
    } finally {
      selector.close();
      arena.close();
    }
  }
}
