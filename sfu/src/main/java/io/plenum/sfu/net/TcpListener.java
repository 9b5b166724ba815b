package io.plenum.sfu.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** One bound TCP port of a {@link StreamEdge}. Confined to its loop. */
final class TcpListener implements Ready {
  /** Connections accepted from one port before the others get their turn. */
  private static final int BURST = 16;

  private final StreamEdge edge;
  private final ServerSocketChannel channel;
  private final InetSocketAddress address;
  private SelectionKey key;

  TcpListener(StreamEdge edge, ServerSocketChannel channel, InetSocketAddress address) {
    this.edge = edge;
    this.channel = channel;
    this.address = address;
  }

  void key(SelectionKey key) {
    this.key = key;
  }

  @Override
  public int ready(DatagramHandler handler, long nowNs) {
    try {
      for (int accepted = 0; accepted < BURST; accepted++) {
        SocketChannel connection = channel.accept();
        if (connection == null) {
          return 0;
        }
        edge.opened(connection, address, nowNs);
      }
    } catch (IOException noneLeft) {
      // No file descriptors: who waits would make the loop spin. It looks again with the next tick.
      key.interestOps(0);
    }
    return 0;
  }

  /** Accepts again, if it had stopped. */
  void resume() {
    key.interestOps(SelectionKey.OP_ACCEPT);
  }

  InetSocketAddress address() {
    return address;
  }

  void close() throws IOException {
    channel.close();
  }
}
