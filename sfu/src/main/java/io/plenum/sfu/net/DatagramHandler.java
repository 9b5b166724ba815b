package io.plenum.sfu.net;

import io.plenum.rtc.wire.Span;
import java.net.InetSocketAddress;

/** Takes the datagrams of one {@link DatagramEdge}, on the thread that polls it. */
@FunctionalInterface
public interface DatagramHandler {
  /**
   * One datagram came in.
   *
   * @param datagram its bytes; valid, and writable up to its capacity, until this call returns
   * @param from who sent it; the same instance for repeated datagrams where the platform can
   * @param on the local socket that it came in on; answers leave through it
   */
  void datagram(Span datagram, InetSocketAddress from, LocalSocket on);
}
