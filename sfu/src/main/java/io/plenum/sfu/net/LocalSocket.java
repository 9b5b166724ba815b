package io.plenum.sfu.net;

import io.plenum.rtc.ice.Flow;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;

/**
 * One bound UDP socket of a {@link DatagramEdge}. There is one for each local address, so that an
 * answer leaves from the address that was asked (RFC 8445, section 7.3.1.4 needs it of ICE).
 */
public final class LocalSocket implements Carrier, Ready {
  private final DatagramEdge edge;
  private final DatagramChannel channel;
  private final InetSocketAddress address;

  LocalSocket(DatagramEdge edge, DatagramChannel channel, InetSocketAddress address) {
    this.edge = edge;
    this.channel = channel;
    this.address = address;
  }

  @Override
  public InetSocketAddress address() {
    return address;
  }

  @Override
  public Flow flow(InetSocketAddress from) {
    return Flow.udp(from);
  }

  @Override
  public int ready(DatagramHandler handler, long nowNs) throws IOException {
    return edge.read(this, handler);
  }

  DatagramChannel channel() {
    return channel;
  }
}
