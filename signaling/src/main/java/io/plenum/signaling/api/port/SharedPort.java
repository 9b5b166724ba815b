package io.plenum.signaling.api.port;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.InternetProtocolFamily;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.transport.Transport;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Vert.x's own transport over Java NIO, but that its servers' ports take media too. Nothing is
 * copied or passed through a second socket, and every connection keeps its true address. Until
 * there is a door, what asks for media is closed. Any thread.
 */
public final class SharedPort implements Transport {
  private static final Logger log = LoggerFactory.getLogger(SharedPort.class);

  private final AtomicReference<MediaDoor> door = new AtomicReference<>(SharedPort::refuse);

  /** Where connections for media go from now on. */
  public void open(MediaDoor to) {
    door.set(to);
  }

  private static void refuse(SocketChannel connection, byte[] first) {
    try {
      connection.close();
    } catch (IOException alreadyBroken) {
      log.debug("A connection for media was gone already", alreadyBroken);
    }
  }

  @Override
  public String name() {
    return NIO.name();
  }

  @Override
  public boolean available() {
    return NIO.available();
  }

  @Override
  public Throwable unavailabilityCause() {
    return NIO.unavailabilityCause();
  }

  @Override
  public io.vertx.core.spi.transport.Transport implementation() {
    return new Shared(NIO.implementation());
  }

  private void take(SocketChannel connection, byte[] first) {
    door.get().take(connection, first);
  }

  /** All as before, but for the channels of TCP servers. */
  @SuppressWarnings("deprecation") // a parameter of the interface
  private final class Shared implements io.vertx.core.spi.transport.Transport {
    private final io.vertx.core.spi.transport.Transport nio;

    Shared(io.vertx.core.spi.transport.Transport nio) {
      this.nio = nio;
    }

    @Override
    public ChannelFactory<? extends ServerChannel> serverChannelFactory(boolean domainSocket) {
      return domainSocket
          ? nio.serverChannelFactory(true)
          : () -> new SharedServerChannel(SharedPort.this::take);
    }

    @Override
    public boolean supportsDomainSockets() {
      return nio.supportsDomainSockets();
    }

    @Override
    public java.net.SocketAddress convert(SocketAddress address) {
      return nio.convert(address);
    }

    @Override
    public SocketAddress convert(java.net.SocketAddress address) {
      return nio.convert(address);
    }

    @Override
    public IoHandlerFactory ioHandlerFactory() {
      return nio.ioHandlerFactory();
    }

    @Override
    public DatagramChannel datagramChannel() {
      return nio.datagramChannel();
    }

    @Override
    public DatagramChannel datagramChannel(InternetProtocolFamily family) {
      return nio.datagramChannel(family);
    }

    @Override
    public ChannelFactory<? extends Channel> channelFactory(boolean domainSocket) {
      return nio.channelFactory(domainSocket);
    }
  }
}
