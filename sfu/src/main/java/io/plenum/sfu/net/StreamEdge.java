package io.plenum.sfu.net;

import io.plenum.rtc.ice.Flow;
import io.plenum.rtc.ice.StreamDeframer;
import io.plenum.rtc.wire.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;

/**
 * The TCP ports and connections of one media loop, for clients whose UDP is blocked (RFC 6544):
 * read and written without blocking through Java NIO. Confined to the thread that reads.
 *
 * <p>Whoever connects may send {@value StreamDeframer#MAX_PACKET_BYTES} bytes at most before it has
 * to prove, by a check in {@link #FIRST_CHECK_NS}, that it is somebody's; of those who have not
 * yet, the one that waits longest makes room. What an owned connection may cost is said at {@link
 * OutgoingFrames} and {@link StreamEnd}.
 */
final class StreamEdge {
  /** A slow line's handshake, and some lost packets. */
  static final long FIRST_CHECK_NS = 10_000_000_000L;

  /** Longer than a phone's tunnel; consent ends after 30 s anyway (RFC 7675, section 5.1). */
  static final long STUCK_NS = 10_000_000_000L;

  /** Chromium checks an unused pair every 25 s; twice that, and some. */
  static final long IDLE_NS = 60_000_000_000L;

  /**
   * Connections that have passed no check: some hundred people who come at once, and their pairs.
   */
  static final int MAX_NEW = 1_024;

  /** Pace of {@link #expire}: nothing here is in a hurry. */
  private static final long EXPIRE_NS = 1_000_000_000L;

  /** What a kernel may hold for a connection; more would only be late. Linux doubles it. Bytes. */
  private static final int SEND_BUFFER_BYTES = 128 << 10;

  private static final int RECEIVE_BYTES = 64 << 10;
  private static final int BACKLOG = 128;

  private final Selector selector;
  private final EdgeCounters counters;
  private final List<TcpListener> listeners = new ArrayList<>();
  private final Set<TcpConnection> fresh = new LinkedHashSet<>();
  private final Set<TcpConnection> owned = new LinkedHashSet<>();
  private final Queue<TcpConnection> ended = new ArrayDeque<>();
  private final ByteBuffer received = ByteBuffer.allocateDirect(RECEIVE_BYTES);
  private final ByteBuffer scratch =
      ByteBuffer.allocateDirect(StreamDeframer.LENGTH_BYTES + DatagramEdge.MAX_DATAGRAM_BYTES);
  private long connections;
  private long nextExpireNs = Long.MIN_VALUE;

  StreamEdge(Selector selector, EdgeCounters counters) {
    this.selector = selector;
    this.counters = counters;
  }

  /** Listens on all of {@code addresses}; port 0 takes a free one, the same for all. */
  void listen(List<InetAddress> addresses, int port) throws IOException {
    int bound = port;
    for (InetAddress address : addresses) {
      TcpListener listener = bind(new InetSocketAddress(address, bound));
      listeners.add(listener);
      bound = listener.address().getPort();
    }
  }

  private TcpListener bind(InetSocketAddress address) throws IOException {
    ServerSocketChannel channel = ServerSocketChannel.open();
    try {
      channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      channel.bind(address, BACKLOG);
      channel.configureBlocking(false);
      TcpListener listener =
          new TcpListener(this, channel, DatagramEdge.withoutScope(channel.getLocalAddress()));
      listener.key(channel.register(selector, SelectionKey.OP_ACCEPT, listener));
      return listener;
    } catch (IOException failure) {
      channel.close();
      throw new IOException("cannot bind TCP " + address + ": " + failure.getMessage(), failure);
    }
  }

  /** Where it listens, in the order of the addresses given. */
  List<InetSocketAddress> addresses() {
    return listeners.stream().map(TcpListener::address).toList();
  }

  /** Takes over an accepted connection; null: it was broken already, and is closed. */
  TcpConnection opened(SocketChannel channel, InetSocketAddress local, long nowNs) {
    try {
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.setOption(StandardSocketOptions.SO_SNDBUF, SEND_BUFFER_BYTES);
      Flow flow = Flow.tcp(DatagramEdge.withoutScope(channel.getRemoteAddress()), ++connections);
      SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
      TcpConnection connection =
          new TcpConnection(this, channel, key, local, flow, new OutgoingFrames(scratch), nowNs);
      key.attach(connection);
      makeRoom();
      fresh.add(connection);
      return connection;
    } catch (IOException | RuntimeException broken) {
      shut(channel);
      return null;
    }
  }

  /** Takes over a connection of which {@code first} was read elsewhere. */
  void adopt(SocketChannel channel, byte[] first, DatagramHandler handler, long nowNs) {
    try {
      TcpConnection adopted =
          opened(channel, DatagramEdge.withoutScope(channel.getLocalAddress()), nowNs);
      if (adopted != null) {
        adopted.take(ByteBuffer.wrap(first), handler, nowNs);
      }
    } catch (IOException gone) {
      shut(channel);
    }
  }

  /** Closes a socket, however broken it is. */
  static void shut(SocketChannel channel) {
    try {
      channel.close();
    } catch (IOException alreadyBroken) {
      // It is gone, which is what was wanted.
    }
  }

  private void makeRoom() {
    if (fresh.size() == MAX_NEW) {
      end(fresh.iterator().next(), StreamEnd.CROWDED_OUT);
    }
  }

  /** Reads what is there, up to one buffer; returns packets handled. */
  int read(TcpConnection connection, DatagramHandler handler, long nowNs) throws IOException {
    received.clear();
    if (connection.channel().read(received) < 0) {
      gone(connection);
      return 0;
    }
    received.flip();
    return connection.take(received, handler, nowNs);
  }

  /** Sends {@code packet}, or drops and counts it. */
  boolean send(Span packet, TcpConnection connection, long nowNs) {
    boolean taken = connection.send(packet, nowNs);
    if (taken) {
      counters.out(packet.length());
    } else {
      counters.notSent(SendFailure.FULL);
    }
    return taken;
  }

  void proven(TcpConnection connection) {
    fresh.remove(connection);
    owned.add(connection);
  }

  /** We end a connection. */
  void end(TcpConnection connection, StreamEnd why) {
    if (!connection.closed()) {
      counters.streamEnded(why);
      gone(connection);
    }
  }

  /** A connection is of no more use. Its owner hears of it with {@link #tellEnded}. */
  void gone(TcpConnection connection) {
    fresh.remove(connection);
    owned.remove(connection);
    if (connection.shut()) {
      ended.add(connection);
    }
  }

  /** Tells of the connections that ended since the last time. */
  void tellEnded(DatagramHandler handler) {
    TcpConnection connection = ended.poll();
    while (connection != null) {
      handler.closed(connection);
      connection = ended.poll();
    }
  }

  /** Ends the connections whose time is over; once a second, however often it is called. */
  void expire(long nowNs) {
    if (nextExpireNs != Long.MIN_VALUE && nowNs - nextExpireNs < 0) {
      return;
    }
    nextExpireNs = nowNs + EXPIRE_NS;
    listeners.forEach(TcpListener::resume);
    expire(fresh, nowNs);
    expire(owned, nowNs);
  }

  private void expire(Set<TcpConnection> some, long nowNs) {
    for (TcpConnection connection : List.copyOf(some)) {
      StreamEnd why = connection.overdue(nowNs);
      if (why != null) {
        end(connection, why);
      }
    }
  }

  /** Connections open now. */
  int open() {
    return fresh.size() + owned.size();
  }

  EdgeCounters counters() {
    return counters;
  }

  /** Closes ports and connections. */
  void close() throws IOException {
    List.copyOf(fresh).forEach(TcpConnection::shut);
    List.copyOf(owned).forEach(TcpConnection::shut);
    for (TcpListener listener : listeners) {
      listener.close();
    }
  }
}
