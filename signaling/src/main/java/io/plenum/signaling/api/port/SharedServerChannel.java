package io.plenum.signaling.api.port;

import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.List;

/** A listening socket whose connections are told apart by {@link SharedChannel}. */
final class SharedServerChannel extends NioServerSocketChannel {
  private final MediaDoor door;

  SharedServerChannel(MediaDoor door) {
    this.door = door;
  }

  @Override
  protected int doReadMessages(List<Object> accepted) throws IOException {
    SocketChannel socket = javaChannel().accept();
    if (socket == null) {
      return 0;
    }
    try {
      accepted.add(new SharedChannel(this, socket, door));
      return 1;
    } catch (RuntimeException broken) {
      socket.close();
      return 0;
    }
  }
}
