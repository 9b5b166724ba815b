package io.plenum.sfu.net;

import io.plenum.rtc.wire.Span;
import java.net.InetSocketAddress;

/** Takes what comes in at one {@link MediaEdge}, on the thread that reads it. */
@FunctionalInterface
public interface DatagramHandler {
  /**
   * One datagram, or one packet of a TCP connection, came in.
   *
   * @param datagram its bytes; valid, and writable up to its capacity, until this call returns
   * @param from who sent it; the same instance for repeated datagrams where the platform can
   * @param on what it came in by; answers leave by it
   */
  void datagram(Span datagram, InetSocketAddress from, Carrier on);

  /** A TCP connection that was somebody's is closed, by whomever. Once for each. */
  default void closed(TcpConnection connection) {}
}
