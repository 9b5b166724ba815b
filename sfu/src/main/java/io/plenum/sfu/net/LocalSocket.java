package io.plenum.sfu.net;

import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;

/**
 * One bound UDP socket of a {@link DatagramEdge}. There is one for each local address, so that an
 * answer leaves from the address that was asked (RFC 8445, section 7.3.1.4 needs it of ICE).
 */
public final class LocalSocket {
  private final DatagramChannel channel;
  private final InetSocketAddress address;

  LocalSocket(DatagramChannel channel, InetSocketAddress address) {
    this.channel = channel;
    this.address = address;
  }

  /** The address and port that this socket is bound to. */
  public InetSocketAddress address() {
    return address;
  }

  DatagramChannel channel() {
    return channel;
  }
}
