package io.plenum.signaling.api.port;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.nio.channels.SocketChannel;

/**
 * A connection whose first bytes say whether it is HTTP's or media's. Confined to its event loop.
 *
 * <pre>
 *  UNTOLD → HTTP      the first byte is no STUN length: from now on an ordinary channel
 *  UNTOLD → MEDIA     it is one: HTTP sees nothing of it
 *  MEDIA  → HANDED    its first packet is whole: closed for HTTP, the socket goes to the door
 * </pre>
 *
 * <p>Who says nothing, or half a packet, is closed by the time limits of HTTP and TLS.
 */
final class SharedChannel extends NioSocketChannel {
  private enum State {
    UNTOLD,
    HTTP,
    MEDIA,
    HANDED
  }

  private final MediaDoor door;
  private final FirstBytes first = new FirstBytes();
  private State state = State.UNTOLD;

  SharedChannel(Channel parent, SocketChannel socket, MediaDoor door) {
    super(parent, socket);
    this.door = door;
  }

  @Override
  protected int doReadBytes(ByteBuf into) throws Exception {
    if (state == State.HTTP) {
      return super.doReadBytes(into);
    }
    if (state == State.HANDED) {
      return 0; // nothing more is ours to read
    }
    int start = into.writerIndex();
    int read = super.doReadBytes(into);
    if (read <= 0) {
      return read;
    }
    if (state == State.UNTOLD && FirstBytes.http(into.getUnsignedByte(start))) {
      state = State.HTTP;
      return read;
    }
    byte[] bytes = new byte[read];
    into.getBytes(start, bytes).writerIndex(start);
    media(bytes);
    return 0;
  }

  private void media(byte[] bytes) {
    state = State.MEDIA;
    first.add(bytes);
    if (first.whole()) {
      state = State.HANDED;
      var _ = close(); // it cannot fail: nothing is waited for
    }
  }

  @Override
  public boolean isOpen() {
    return state != State.HANDED && super.isOpen();
  }

  @Override
  public boolean isActive() {
    return state != State.HANDED && super.isActive();
  }

  /** For HTTP the connection ends here; the socket lives on. */
  @Override
  protected void doClose() throws Exception {
    if (state != State.HANDED) {
      super.doClose();
    }
  }

  /** The event loop has let go of the socket: only now may another selector have it. */
  @Override
  protected void doDeregister() throws Exception {
    super.doDeregister();
    if (state == State.HANDED) {
      door.take(javaChannel(), first.all());
    }
  }
}
