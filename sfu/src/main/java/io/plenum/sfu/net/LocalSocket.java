package io.plenum.sfu.net;

import io.plenum.rtc.ice.Flow;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;

/**
 * One bound UDP socket of a {@link DatagramEdge}. There is one for each local address, so that an
 * answer leaves from the address that was asked (RFC 8445, section 7.3.1.4 needs it of ICE).
 */
public final class LocalSocket implements Carrier, Ready {
  /** Socket buffers asked of the kernel: 200 ms of 150 Mbit/s. Bytes; the kernel may give less. */
  private static final int SOCKET_BUFFER_BYTES = 4 << 20;

  private final DatagramEdge edge;
  private final DatagramChannel channel;
  private final InetSocketAddress address;
  private final int index;

  private LocalSocket(
      DatagramEdge edge, DatagramChannel channel, InetSocketAddress address, int index) {
    this.edge = edge;
    this.channel = channel;
    this.address = address;
    this.index = index;
  }

  /** Binds a socket for each address; all or none. See {@link DatagramEdge#open}. */
  static List<LocalSocket> bindAll(
      DatagramEdge edge, Selector selector, List<InetAddress> addresses, int port)
      throws IOException {
    List<LocalSocket> sockets = new ArrayList<>();
    int bound = port;
    try {
      for (InetAddress address : addresses) {
        InetSocketAddress local = new InetSocketAddress(address, bound);
        LocalSocket socket = bind(edge, selector, local, sockets.size());
        sockets.add(socket);
        bound = socket.address().getPort();
      }
      return List.copyOf(sockets);
    } catch (IOException failure) {
      closeAll(sockets);
      throw failure;
    }
  }

  private static LocalSocket bind(
      DatagramEdge edge, Selector selector, InetSocketAddress address, int index)
      throws IOException {
    boolean six = address.getAddress() instanceof Inet6Address;
    DatagramChannel channel =
        DatagramChannel.open(six ? StandardProtocolFamily.INET6 : StandardProtocolFamily.INET);
    try {
      channel.setOption(StandardSocketOptions.SO_RCVBUF, SOCKET_BUFFER_BYTES);
      channel.setOption(StandardSocketOptions.SO_SNDBUF, SOCKET_BUFFER_BYTES);
      channel.bind(address);
      channel.configureBlocking(false);
      InetSocketAddress bound = DatagramEdge.withoutScope(channel.getLocalAddress());
      LocalSocket socket = new LocalSocket(edge, channel, bound, index);
      channel.register(selector, SelectionKey.OP_READ, socket);
      return socket;
    } catch (IOException failure) {
      channel.close();
      throw new IOException("cannot bind UDP " + address + ": " + failure.getMessage(), failure);
    }
  }

  /** Closes all of {@code sockets}. */
  static void closeAll(List<LocalSocket> sockets) throws IOException {
    for (LocalSocket socket : sockets) {
      socket.channel.close();
    }
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

  /** Its place among the sockets of its edge. */
  int index() {
    return index;
  }
}
