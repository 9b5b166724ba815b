package io.plenum.sfu.loop;

import io.plenum.rtc.peer.Outbox;
import io.plenum.rtc.wire.Span;
import io.plenum.sfu.net.DatagramEdge;
import io.plenum.sfu.net.LocalSocket;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Which local socket leads to which address of one peer: a datagram leaves through the socket that
 * the latest datagram from its destination came in on.
 *
 * <p>Bounded: holds {@value #MAX_PATHS} addresses; the longest unused makes room. Confined to the
 * loop.
 */
final class Paths implements Outbox {
  /** Addresses of one peer: a laptop has few; a peer behind changing translations a few more. */
  static final int MAX_PATHS = 16;

  private final DatagramEdge edge;
  private final Map<InetSocketAddress, LocalSocket> sockets = new LinkedHashMap<>(8, 0.75f, true);
  private InetSocketAddress arrivedFrom;
  private LocalSocket arrivedOn;
  private InetSocketAddress lastTo;
  private LocalSocket lastSocket;

  Paths(DatagramEdge edge) {
    this.edge = edge;
  }

  /** A datagram of this peer is about to be handled; answers to it go the way that it came. */
  void arrived(InetSocketAddress from, LocalSocket on) {
    arrivedFrom = from;
    arrivedOn = on;
  }

  /**
   * The address is proven to be the peer's: keep the way to it.
   *
   * @return an address that had to make room, or null
   */
  InetSocketAddress keep(InetSocketAddress from, LocalSocket on) {
    sockets.put(from, on);
    lastTo = null;
    if (sockets.size() <= MAX_PATHS) {
      return null;
    }
    InetSocketAddress eldest = sockets.keySet().iterator().next();
    sockets.remove(eldest);
    return eldest;
  }

  /** The proven addresses. */
  Set<InetSocketAddress> addresses() {
    return sockets.keySet();
  }

  @Override
  public Span reserve(int capacityBytes) {
    return edge.reserve(capacityBytes);
  }

  @Override
  public void send(Span datagram, InetSocketAddress to) {
    LocalSocket socket = to.equals(arrivedFrom) ? arrivedOn : socketTo(to);
    if (socket != null) {
      edge.send(datagram, socket, to);
    }
  }

  private LocalSocket socketTo(InetSocketAddress to) {
    if (!to.equals(lastTo)) {
      lastTo = to;
      lastSocket = sockets.get(to);
    }
    return lastSocket;
  }
}
