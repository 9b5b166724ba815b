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
 * Which local socket leads to which address of one peer: media leaves through the socket that the
 * latest valid check from its destination came in on. The answer to a check leaves the way that the
 * check came, proven or not (RFC 8445, section 7.3.1.4).
 *
 * <p>Bounded: holds {@value #MAX_PATHS} addresses; the longest unused makes room. Confined to the
 * loop.
 */
final class Paths implements Outbox {
  /** Addresses of one peer: a laptop has few; a peer behind changing translations a few more. */
  static final int MAX_PATHS = 16;

  private final DatagramEdge edge;
  private final Map<InetSocketAddress, LocalSocket> sockets = new LinkedHashMap<>(8, 0.75f, true);
  private InetSocketAddress checkedFrom;
  private LocalSocket checkedOn;
  private InetSocketAddress lastTo;
  private LocalSocket lastSocket;

  Paths(DatagramEdge edge) {
    this.edge = edge;
  }

  /** A check is about to be handled: until {@link #checkEnds}, answers go the way that it came. */
  void checkBegins(InetSocketAddress from, LocalSocket on) {
    checkedFrom = from;
    checkedOn = on;
  }

  /** The check has been handled. */
  void checkEnds() {
    checkedFrom = null;
    checkedOn = null;
  }

  /**
   * The check that is being handled is valid: its address is the peer's, keep the way to it.
   *
   * @return an address that had to make room, or null
   */
  InetSocketAddress keep() {
    if (lastTo != null) {
      sockets.get(lastTo); // what we send to is in use, and stays
    }
    sockets.put(checkedFrom, checkedOn);
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

  /** The way to a proven address, or null. */
  MediaPath toward(InetSocketAddress to) {
    LocalSocket socket = sockets.get(to);
    return socket == null ? null : new MediaPath(socket.address(), to);
  }

  @Override
  public Span reserve(int capacityBytes) {
    return edge.reserve(capacityBytes);
  }

  @Override
  public void send(Span datagram, InetSocketAddress to) {
    LocalSocket socket = to.equals(checkedFrom) ? checkedOn : socketTo(to);
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
