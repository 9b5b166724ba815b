package io.plenum.sfu.loop;

import io.plenum.rtc.demux.DatagramKind;
import io.plenum.rtc.dtls.DtlsHandshake;
import io.plenum.rtc.dtls.DtlsListener;
import io.plenum.rtc.ice.Flow;
import io.plenum.rtc.peer.DisconnectReason;
import io.plenum.rtc.peer.Peer;
import io.plenum.rtc.peer.PeerEvents;
import io.plenum.rtc.rtcp.RtcpPacket;
import io.plenum.rtc.rtp.RtpView;
import io.plenum.rtc.srtp.SrtpKeys;
import io.plenum.rtc.wire.Span;
import io.plenum.sfu.net.Carrier;
import io.plenum.sfu.room.Participant;
import io.plenum.sfu.timer.Deadline;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * One participant's transport on a loop: ties the peer, its DTLS handshake and its paths to the
 * participant in the room.
 *
 * <p>Confined to the loop, but for {@link HandshakeListener}, which only posts to the mailbox.
 */
final class Connection implements PeerEvents, Gathering.Sender {
  /**
   * Handshakes tried for one peer. Whoever forges the peer's address can spoil one with a clear
   * message before there are keys; the client repeats its hello, and the next one answers it.
   * {@link Peer#CONNECT_NS} bounds them all.
   */
  static final int MAX_HANDSHAKES = 4;

  final LoopCommand.Join join;
  final Paths paths;

  /** What leads here: the {@link AddressTable}'s, to find it again without looking through all. */
  List<String> expected = List.of();

  InetSocketAddress asked;

  private Agreement agreed;
  private ParticipantListener listener;
  private final MediaLoop loop;
  private final LoopRooms rooms;
  private final AddressTable table;
  private final Gathering gathering;
  private final PictureBurst burst;
  private final Gathering.Held held = new Gathering.Held();
  private Peer peer;
  private Participant participant;
  private Deadline<Connection> deadline;
  private DtlsHandshake handshake;
  private int handshakes;
  private String why;
  private boolean closed;

  Connection(
      MediaLoop loop,
      LoopRooms rooms,
      AddressTable table,
      Gathering gathering,
      LoopCommand.Join join,
      Paths paths) {
    this.loop = loop;
    this.rooms = rooms;
    this.table = table;
    this.gathering = gathering;
    this.burst = new PictureBurst(join.offered().session());
    this.join = join;
    this.agreed = join.offered();
    this.listener = join.listener();
    this.paths = paths;
  }

  void attach(Peer peer, Participant participant, Deadline<Connection> deadline) {
    this.peer = peer;
    this.participant = participant;
    this.deadline = deadline;
    deadline.stir();
  }

  Peer peer() {
    return peer;
  }

  Participant participant() {
    return participant;
  }

  ParticipantListener listener() {
    return listener;
  }

  /** What holds between the client and us. */
  Agreement agreed() {
    return agreed;
  }

  /**
   * The client has offered again, in the same association and with the same media: ICE restarts if
   * it said so, and {@code listener} hears what happens from now on.
   */
  void offeredAgain(Agreement offered, ParticipantListener listener, long nowNs) {
    boolean restarts = agreed.restartedBy(offered);
    agreed = agreed.after(offered);
    this.listener = listener;
    if (restarts) {
      peer.restart(agreed.localIce(), agreed.session().remoteIce(), nowNs);
      table.expect(this);
      deadline.stir();
    }
  }

  boolean closed() {
    return closed;
  }

  /** Hands one datagram to the peer. */
  void receive(Span datagram, DatagramKind kind, Flow from, Carrier on, long nowNs) {
    if (kind != DatagramKind.STUN) {
      peer.receive(datagram, from, nowNs);
      return;
    }
    deadline.stir();
    paths.checkBegins(from, on);
    peer.receive(datagram, from, nowNs);
    paths.checkEnds();
  }

  /** Media from where nobody was proved, perhaps this peer's; whether it was. */
  boolean receiveElsewhere(Span datagram, DatagramKind kind, Flow from, Carrier on, long nowNs) {
    paths.checkBegins(from, on); // what is asked leaves the way that this came
    boolean received = peer.receiveElsewhere(datagram, kind, from, nowNs);
    paths.checkEnds();
    return received;
  }

  @Override
  public void restarted(Flow beforeOrNull, long nowNs) {
    table.expect(this);
    participant.subscriber().pathChanged(elsewhere(beforeOrNull, peer.selected()), nowNs);
  }

  /** A browser that restarts takes other ports, on the network where it was too. */
  private static boolean elsewhere(Flow beforeOrNull, Flow now) {
    return beforeOrNull == null
        || beforeOrNull.tcp() != now.tcp()
        || !beforeOrNull.remote().getAddress().equals(now.remote().getAddress());
  }

  @Override
  public void asking(Flow to) {
    table.asking(this, to);
  }

  @Override
  public void proven(Flow from) {
    table.prove(this, from);
    participant.proven();
    if (agreed.session().dtlsClient() && handshake == null && handshakes < MAX_HANDSHAKES) {
      shakeHands(); // a hello that is lost is repeated
    }
  }

  @Override
  public void dtls(Span datagram) {
    if (handshake == null) {
      shakeHands();
    }
    handshake.receive(datagram.toBytes());
  }

  private void shakeHands() {
    handshakes++;
    handshake = loop.shakeHands(agreed.session(), new HandshakeListener());
  }

  @Override
  public void rtp(RtpView packet, long nowNs) {
    if (participant.admits(packet, nowNs) && !gathering.waits(this, packet, nowNs)) {
      goesOn(packet, nowNs);
    }
  }

  @Override
  public void goesOn(RtpView packet, long nowNs) {
    participant.forward(packet, nowNs);
  }

  @Override
  public void failed(Throwable fault, long nowNs) {
    rooms.fault(this, fault, nowNs);
  }

  @Override
  public PictureBurst burst() {
    return burst;
  }

  @Override
  public Gathering.Held held() {
    return held;
  }

  @Override
  public void rtcp(List<RtcpPacket> packets, long nowNs) {
    participant.rtcp(packets, nowNs);
  }

  @Override
  public void connected(long nowNs) {
    participant.connected(nowNs);
    listener.connected(paths.toward(peer.selected()));
  }

  @Override
  public void disconnected(DisconnectReason reason, long nowNs) {
    rooms.disconnected(this, reason, why, nowNs);
  }

  /** A TCP connection of the peer's is closed. */
  void closed(Flow flow) {
    deadline.stir();
    paths.closed(flow);
    peer.closed(flow);
  }

  /**
   * A handshake came to nothing: the next datagram, or where we say hello the next check, begins
   * another, until there were too many.
   */
  void dtlsFailed(String reason, long nowNs) {
    why = reason;
    handshake = null;
    if (handshakes == MAX_HANDSHAKES) {
      peer.dtlsFailed(nowNs);
    }
  }

  /** The peer closed its side: the end. */
  void dtlsClosed(long nowNs) {
    why = "closed by the peer";
    peer.dtlsFailed(nowNs);
  }

  /** When {@link #onDeadline} is to be called. */
  long nextDeadlineNs() {
    return peer.nextDeadlineNs();
  }

  /** Runs the peer's timers that are due. */
  void onDeadline(long nowNs) {
    peer.onDeadline(nowNs);
  }

  /**
   * Frees what this connection holds, as far as it was made, and ends the handshake's thread. Its
   * close_notify is not sent any more: who is taken out hears of it over signaling, and nothing may
   * be sent without consent.
   */
  void close() {
    closed = true;
    gathering.forget(this);
    if (deadline != null) {
      deadline.end();
    }
    if (handshake != null) {
      handshake.close();
    }
    if (peer != null) {
      peer.close();
    }
    paths.close();
  }

  /** Posts what the handshake's thread has to say. */
  private final class HandshakeListener implements DtlsListener {
    @Override
    public void send(byte[] datagram) {
      loop.post(new LoopCommand.DtlsSend(Connection.this, datagram)); // refused: lost on the way
    }

    @Override
    public void completed(SrtpKeys keys) {
      loop.post(new LoopCommand.DtlsCompleted(Connection.this, keys));
    }

    @Override
    public void failed(String reason) {
      loop.post(new LoopCommand.DtlsFailed(Connection.this, reason));
    }

    @Override
    public void closed() {
      loop.post(new LoopCommand.DtlsClosed(Connection.this));
    }
  }
}
