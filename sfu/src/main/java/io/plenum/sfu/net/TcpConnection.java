package io.plenum.sfu.net;

import io.plenum.rtc.ice.Flow;
import io.plenum.rtc.ice.StreamDeframer;
import io.plenum.rtc.wire.Span;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/**
 * One TCP connection that a peer's media may take (RFC 6544, passive side). Confined to the loop of
 * its {@link StreamEdge}.
 *
 * <pre>
 *  NEW    → PROVEN   a check passed on it
 *  NEW    → CLOSED   closed by the peer, or for any reason of {@link StreamEnd}
 *  PROVEN → CLOSED   the same; its owner hears of it
 * </pre>
 */
public final class TcpConnection implements Carrier, Ready {
  enum State {
    NEW,
    PROVEN,
    CLOSED
  }

  private final StreamEdge edge;
  private final SocketChannel channel;
  private final InetSocketAddress address;
  private final Flow flow;
  private final SelectionKey key;
  private final StreamDeframer deframer = new StreamDeframer();
  private final OutgoingFrames outgoing;
  private State state = State.NEW;
  private final long openedAtNs;
  private long heardAtNs;
  private long movedAtNs;

  TcpConnection(
      StreamEdge edge,
      SocketChannel channel,
      SelectionKey key,
      InetSocketAddress address,
      Flow flow,
      OutgoingFrames outgoing,
      long nowNs) {
    this.edge = edge;
    this.channel = channel;
    this.key = key;
    this.address = address;
    this.flow = flow;
    this.outgoing = outgoing;
    openedAtNs = nowNs;
    heardAtNs = nowNs;
    movedAtNs = nowNs;
  }

  @Override
  public InetSocketAddress address() {
    return address;
  }

  @Override
  public Flow flow(InetSocketAddress from) {
    return flow;
  }

  /** The way back: this connection. */
  public Flow flow() {
    return flow;
  }

  /** A check passed on it: it is a peer's. */
  public void prove() {
    if (state == State.NEW) {
      state = State.PROVEN;
      edge.proven(this);
    }
  }

  /** Ends it. */
  public void close(StreamEnd why) {
    edge.end(this, why);
  }

  /** What came was for nobody here: the end of a connection that is nobody's. */
  public void stranger() {
    if (state == State.NEW) {
      close(StreamEnd.STRANGER);
    }
  }

  @Override
  public int ready(DatagramHandler handler, long nowNs) {
    try {
      if (key.isValid() && key.isWritable()) {
        flush(nowNs);
      }
      return key.isValid() && key.isReadable() ? edge.read(this, handler, nowNs) : 0;
    } catch (IOException gone) {
      edge.gone(this);
      return 0;
    }
  }

  private void flush(long nowNs) throws IOException {
    if (outgoing.flush(channel)) {
      movedAtNs = nowNs;
    }
    if (outgoing.empty()) {
      key.interestOps(SelectionKey.OP_READ);
    }
  }

  /** Cuts {@code bytes} into packets for {@code handler}; returns how many there were. */
  int take(ByteBuffer bytes, DatagramHandler handler, long nowNs) {
    heardAtNs = nowNs;
    int packets = 0;
    Span packet = deframer.next(bytes);
    while (packet != null) {
      packets++;
      edge.counters().in(packet.length());
      handler.datagram(packet, flow.remote(), this);
      packet = state == State.CLOSED ? null : deframer.next(bytes);
    }
    if (deframer.broken()) {
      close(StreamEnd.TOO_LONG);
    }
    return packets;
  }

  /** Sends one packet now or soon; false if it was dropped. */
  boolean send(Span packet, long nowNs) {
    if (state == State.CLOSED) {
      return false;
    }
    try {
      boolean behind = !outgoing.empty();
      boolean taken = outgoing.send(packet, channel);
      if (!behind && !outgoing.empty()) {
        movedAtNs = nowNs;
        key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
      }
      return taken;
    } catch (IOException gone) {
      edge.gone(this);
      return false;
    }
  }

  /** What is to be held against it at {@code nowNs}; null: nothing. */
  StreamEnd overdue(long nowNs) {
    if (state == State.NEW && nowNs - openedAtNs >= StreamEdge.FIRST_CHECK_NS) {
      return StreamEnd.NO_CHECK;
    }
    if (!outgoing.empty() && nowNs - movedAtNs >= StreamEdge.STUCK_NS) {
      return StreamEnd.STUCK;
    }
    return nowNs - heardAtNs >= StreamEdge.IDLE_NS ? StreamEnd.IDLE : null;
  }

  /** Closes the socket; true if this connection was a peer's. */
  boolean shut() {
    boolean owned = state == State.PROVEN;
    state = State.CLOSED;
    key.cancel();
    StreamEdge.shut(channel);
    return owned;
  }

  boolean closed() {
    return state == State.CLOSED;
  }

  SocketChannel channel() {
    return channel;
  }
}
