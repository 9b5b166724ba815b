package io.plenum.sfu.loop;

import io.plenum.rtc.ice.Flow;
import io.plenum.rtc.peer.Outbox;
import io.plenum.rtc.wire.Span;
import io.plenum.sfu.net.Carrier;
import io.plenum.sfu.net.MediaEdge;
import io.plenum.sfu.net.StreamEnd;
import io.plenum.sfu.net.TcpConnection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What leads to one peer: media leaves by the socket, or the TCP connection, that the latest valid
 * check from its destination came in by. The answer to a check leaves the way that the check came,
 * proven or not (RFC 8445, section 7.3.1.4).
 *
 * <p>Bounded: holds {@value #MAX_PATHS} flows; the longest unused makes room. Confined to the loop.
 */
final class Paths implements Outbox {
  /** Flows of one peer: a laptop has few; a peer behind changing translations a few more. */
  static final int MAX_PATHS = 16;

  private final MediaEdge edge;
  private final Map<Flow, Carrier> carriers = new LinkedHashMap<>(8, 0.75f, true);
  private Flow checkedFrom;
  private Carrier checkedOn;
  private Flow lastTo;
  private Carrier lastCarrier;

  Paths(MediaEdge edge) {
    this.edge = edge;
  }

  /** A check is about to be handled: until {@link #checkEnds}, answers go the way that it came. */
  void checkBegins(Flow from, Carrier on) {
    checkedFrom = from;
    checkedOn = on;
  }

  /** The check has been handled. */
  void checkEnds() {
    checkedFrom = null;
    checkedOn = null;
  }

  /**
   * The check that is being handled is valid: {@code flow} is the peer's, keep the way to it.
   *
   * @return a flow that had to make room, or null
   */
  Flow keep(Flow flow) {
    if (lastTo != null) {
      carriers.get(lastTo); // what we send to is in use, and stays
    }
    carriers.put(flow, checkedOn);
    lastTo = null;
    if (checkedOn instanceof TcpConnection connection) {
      connection.prove();
    }
    return carriers.size() <= MAX_PATHS ? null : forgetEldest();
  }

  private Flow forgetEldest() {
    Flow eldest = carriers.keySet().iterator().next();
    end(carriers.remove(eldest), StreamEnd.UNUSED);
    return eldest;
  }

  private static void end(Carrier carrier, StreamEnd why) {
    if (carrier instanceof TcpConnection connection) {
      connection.close(why);
    }
  }

  /** A TCP connection is closed. */
  void closed(Flow flow) {
    carriers.remove(flow);
    lastTo = null;
  }

  /** The peer is gone, and its TCP connections with it. */
  void close() {
    carriers.values().forEach(carrier -> end(carrier, StreamEnd.LEFT));
  }

  /** The proven flows. */
  Set<Flow> flows() {
    return carriers.keySet();
  }

  /** The way that a proven flow takes, or null. */
  MediaPath toward(Flow to) {
    Carrier carrier = carriers.get(to);
    return carrier == null ? null : new MediaPath(carrier.address(), to.remote(), to.tcp());
  }

  @Override
  public Span reserve(int capacityBytes) {
    return edge.reserve(capacityBytes);
  }

  @Override
  public void send(Span datagram, Flow to) {
    Carrier carrier = to.equals(checkedFrom) ? checkedOn : carrierTo(to);
    if (carrier != null) {
      edge.send(datagram, carrier, to);
    }
  }

  private Carrier carrierTo(Flow to) {
    if (!to.equals(lastTo)) {
      lastTo = to;
      lastCarrier = carriers.get(to);
    }
    return lastCarrier;
  }
}
