package io.plenum.sfu.net;

import io.plenum.rtc.ice.Flow;
import io.plenum.rtc.wire.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * All sockets of one media loop behind one selector: UDP, and TCP for those whose UDP is blocked.
 * What is above sees packets, and what they came in by.
 *
 * <p>Confined to the thread that reads; only {@link #wakeup} may be called by others.
 */
public final class MediaEdge implements AutoCloseable {
  /** The selector's finest wait. */
  private static final long SELECTOR_STEP_NS = 1_000_000;

  private final Selector selector;
  private final EdgeCounters counters = new EdgeCounters();
  private final DatagramPath path;
  private final DatagramEdge datagrams;
  private final StreamEdge streams;
  private final List<Ready> ready = new ArrayList<>();
  private final Consumer<SelectionKey> found = this::found;
  private long nowNs;

  private MediaEdge(Selector selector, DatagramPath path) {
    this.selector = selector;
    this.path = path;
    this.datagrams = DatagramEdge.of(path, counters);
    this.streams = new StreamEdge(selector, counters);
  }

  /**
   * Binds one UDP socket for each address, and one TCP port if it is wanted.
   *
   * @param addresses local addresses, at least one
   * @param port UDP port, 1 to 65,535; 0 takes a free one, the same for all addresses
   * @param tcpPort empty: no TCP; 0 takes a free one
   * @param path how datagrams pass; one that {@link DatagramPathCheck} found to work
   * @throws IOException if an address cannot be bound; the message names it
   */
  public static MediaEdge open(
      List<InetAddress> addresses, int port, OptionalInt tcpPort, DatagramPath path)
      throws IOException {
    MediaEdge edge = new MediaEdge(Selector.open(), path);
    try {
      edge.datagrams.open(edge.selector, addresses, port);
      if (tcpPort.isPresent()) {
        edge.streams.listen(addresses, tcpPort.getAsInt());
      }
      return edge;
    } catch (IOException | RuntimeException | LinkageError failure) {
      edge.close();
      throw failure;
    }
  }

  /** How datagrams pass here. */
  public DatagramPath path() {
    return path;
  }

  /** The bound UDP sockets, in the order of the addresses given. */
  public List<LocalSocket> sockets() {
    return datagrams.sockets();
  }

  /** Where TCP is listened for, in the order of the addresses given; empty without TCP. */
  public List<InetSocketAddress> tcpAddresses() {
    return streams.addresses();
  }

  /** What this edge has done; for the reading thread only. */
  public EdgeCounters counters() {
    return counters;
  }

  /** TCP connections open now, those that are nobody's yet too. */
  public int tcpConnections() {
    return streams.open();
  }

  /**
   * Sends what was written, then waits until there is something to {@link #read}, the time is over,
   * or another thread calls {@link #wakeup}. A wait below a millisecond may pass over that call,
   * and over what comes by TCP, until it ends.
   *
   * @param timeoutNs longest wait in nanoseconds; 0 or less does not wait
   * @throws IOException if the selector is broken
   */
  public void await(long timeoutNs) throws IOException {
    flush();
    ready.clear(); // what nobody read is found again
    boolean brief = timeoutNs > 0 && timeoutNs < SELECTOR_STEP_NS;
    if (timeoutNs <= 0 || (brief && datagrams.awaitBriefly(timeoutNs))) {
      selector.selectNow(found);
    } else {
      // Rounded up: a wait cut to 0 ms would spin, and select(0) would wait for ever.
      selector.select(found, Math.max(1, TimeUnit.NANOSECONDS.toMillis(timeoutNs + 999_999)));
    }
  }

  private void found(SelectionKey key) {
    ready.add((Ready) key.attachment());
  }

  /**
   * Hands what {@link #await} found to {@code handler}, a fair share of each socket, and tells it
   * which connections ended.
   *
   * @return packets received, those that were dropped for their length too
   * @throws IOException if a socket is broken beyond use
   */
  public int read(DatagramHandler handler, long nowNs) throws IOException {
    this.nowNs = nowNs;
    int handled = 0;
    for (int i = 0; i < ready.size(); i++) {
      handled += ready.get(i).ready(handler, nowNs);
    }
    ready.clear();
    streams.tellEnded(handler);
    return handled;
  }

  /**
   * Takes over a connection that was accepted elsewhere; a broken one is closed.
   *
   * @param first what was read of it already
   */
  public void adopt(SocketChannel connection, byte[] first, DatagramHandler handler, long nowNs) {
    this.nowNs = nowNs;
    streams.adopt(connection, first, handler, nowNs);
    streams.tellEnded(handler);
  }

  /** Ends connections whose time is over; to be called about once a second, or more often. */
  public void expire(DatagramHandler handler, long nowNs) {
    this.nowNs = nowNs;
    streams.expire(nowNs);
    streams.tellEnded(handler);
  }

  /**
   * Ends a running or the next {@link #await} at once, one of less than a millisecond when it is
   * over. Any thread.
   */
  public void wakeup() {
    selector.wakeup();
  }

  /**
   * An empty span to write a packet into, good until {@value DatagramEdge#SEND_SPANS} others were
   * reserved after it, or it is sent.
   *
   * @param capacityBytes at most {@value DatagramEdge#MAX_DATAGRAM_BYTES}
   * @throws IllegalArgumentException if more is asked
   */
  public Span reserve(int capacityBytes) {
    return datagrams.reserve(capacityBytes);
  }

  /**
   * Sends a reserved span, at the latest with the next {@link #flush}.
   *
   * @param by what leads there
   * @return whether it left or waits for that; if not it is dropped and counted, and so it is if
   *     the kernel does not take it then
   */
  public boolean send(Span packet, Carrier by, Flow to) {
    return switch (by) {
      case LocalSocket socket -> datagrams.send(packet, socket, to.remote());
      case TcpConnection connection -> streams.send(packet, connection, nowNs);
    };
  }

  /** Sends what was written since the last time: the end of a round. */
  public void flush() {
    datagrams.flush();
  }

  /** Closes all sockets and frees packet memory. Call it on the reading thread, when it is done. */
  @Override
  public void close() throws IOException {
    try {
      streams.close();
    } finally {
      try {
        datagrams.close();
      } finally {
        selector.close();
      }
    }
  }
}
