package io.plenum.rtc.peer;

import io.plenum.rtc.count.Allowance;
import io.plenum.rtc.demux.DatagramKind;
import io.plenum.rtc.ice.Flow;
import io.plenum.rtc.ice.IceCredentials;
import io.plenum.rtc.ice.IceLiteAgent;
import io.plenum.rtc.ice.IceOutcome;
import io.plenum.rtc.rtcp.RtcpPacket;
import io.plenum.rtc.rtcp.RtcpParse;
import io.plenum.rtc.rtcp.RtcpReader;
import io.plenum.rtc.rtcp.RtcpWriter;
import io.plenum.rtc.rtp.RtpView;
import io.plenum.rtc.srtp.SrtpCiphers;
import io.plenum.rtc.srtp.SrtpKeys;
import io.plenum.rtc.srtp.SrtpReceiver;
import io.plenum.rtc.srtp.SrtpSender;
import io.plenum.rtc.srtp.SrtpStatus;
import io.plenum.rtc.wire.Span;
import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * The server's end of one WebRTC transport: ICE-lite, the place where DTLS plugs in, SRTP, RTP and
 * RTCP over one bundle (RFC 8843, 5761).
 *
 * <pre>
 *  CONNECTING → CONNECTED   dtlsCompleted
 *  CONNECTING → CLOSED      dtlsFailed, 30 s over, no check for 30 s, close
 *  CONNECTED  → CLOSED      dtlsFailed, no check for 30 s, close
 * </pre>
 *
 * <p>Pure: no sockets, no clock. Confined to the loop that feeds it.
 */
public final class Peer {
  /** Room for any packet: a 1,500-byte frame with new extensions, RTX header and tag. */
  public static final int PACKET_BYTES = 2_048;

  /**
   * Time for ICE and DTLS together: a browser gives up after 15 to 30 s, and who only ever checks
   * must not hold a place for ever.
   */
  public static final long CONNECT_NS = 30_000_000_000L;

  /**
   * Valid checks that are answered. A browser sends up to 50 a second, and repeats them, until it
   * has found a way, then one every few seconds.
   */
  public static final int CHECKS_PER_SECOND = 200;

  /**
   * Datagrams of RTCP that are read: feedback 20 times a second and a report a second are usual, a
   * NACK for each packet that comes after a gap is the most that a lossy link brings.
   */
  public static final int RTCP_PER_SECOND = 1_000;

  private enum State {
    CONNECTING,
    CONNECTED,
    CLOSED
  }

  private final SrtpCiphers ciphers;
  private final Outbox outbox;
  private final PeerEvents events;
  private final IceLiteAgent ice;
  private final PeerCounters counters = new PeerCounters();
  private final RtpView rtp = new RtpView();
  private final Allowance checks = new Allowance(CHECKS_PER_SECOND);
  private final Allowance rtcp = new Allowance(RTCP_PER_SECOND);
  private SrtpReceiver receiver;
  private SrtpSender sender;
  private final long connectByNs;
  private State state = State.CONNECTING;
  private boolean mediaIsConsent;

  /** A peer with the JDK's ciphers. */
  public Peer(
      IceCredentials local, IceCredentials remote, Outbox outbox, PeerEvents events, long nowNs) {
    this(local, remote, SrtpCiphers.JDK, outbox, events, nowNs);
  }

  /** A peer that must be connected within {@link #CONNECT_NS} from {@code nowNs} on. */
  public Peer(
      IceCredentials local,
      IceCredentials remote,
      SrtpCiphers ciphers,
      Outbox outbox,
      PeerEvents events,
      long nowNs) {
    this.ciphers = ciphers;
    this.outbox = outbox;
    this.events = events;
    this.ice = new IceLiteAgent(local, remote, nowNs);
    this.connectByNs = nowNs + CONNECT_NS;
  }

  /**
   * This peer is sent no media, only RTCP about its own: then authentic RTP from where it was
   * checked shows as well as a check that it is there and wants what it gets. Consent (RFC 7675) is
   * there to keep media from who does not; and FFmpeg 8.0 sends no checks once it is connected.
   */
  public void takeMediaForConsent() {
    mediaIsConsent = true;
  }

  /** Takes one datagram that arrived from {@code from}; its memory is written to. */
  public void receive(Span datagram, Flow from, long nowNs) {
    counters.in(datagram.length());
    if (state == State.CLOSED) {
      return;
    }
    DatagramKind kind = DatagramKind.of(datagram);
    if (kind == DatagramKind.STUN) {
      receiveStun(datagram, from, nowNs);
    } else if (kind == DatagramKind.UNKNOWN) {
      counters.reject(PeerReject.UNKNOWN_KIND);
    } else if (!ice.verified(from)) {
      counters.reject(PeerReject.UNVERIFIED_ADDRESS);
    } else if (kind == DatagramKind.DTLS) {
      events.dtls(datagram);
    } else if (state != State.CONNECTED) {
      counters.reject(PeerReject.NO_KEYS);
    } else if (kind == DatagramKind.RTP) {
      if (receiveRtp(datagram, nowNs) && mediaIsConsent) {
        ice.heard(nowNs);
      }
    } else {
      receiveRtcp(datagram, nowNs);
    }
  }

  /**
   * The client restarts ICE: the way may become another, everything above it stays (RFC 8842,
   * section 3.3 asks for no new DTLS association). {@link IceLiteAgent} says how.
   */
  public void restart(IceCredentials local, IceCredentials remote, long nowNs) {
    ice.restart(local, remote, nowNs);
  }

  /** Fragments of ours that checks may name: one, two while the client restarts. */
  public List<String> localUfrags() {
    return ice.localUfrags();
  }

  /** Only what is valid counts, so that nobody else can use the allowance up. */
  private void receiveStun(Span datagram, Flow from, long nowNs) {
    if (!checks.left(nowNs)) {
      counters.reject(PeerReject.CHECK_FLOOD);
      return;
    }
    Span reply = outbox.reserve(PACKET_BYTES);
    Flow before = ice.selected();
    IceOutcome outcome = ice.receive(datagram, from, reply, nowNs);
    if (outcome.valid()) {
      checks.take(nowNs);
      events.proven(from);
      if (outcome == IceOutcome.RESTARTED) {
        events.restarted(before, nowNs);
      }
    } else {
      counters.reject(PeerReject.INVALID_CHECK);
    }
    if (reply.length() > 0) {
      counters.out(reply.length());
      outbox.send(reply, from);
    }
  }

  /**
   * Takes media that came on a flow which has passed no check: if it is authentic and new, it is
   * the other side's wherever it comes from. Whether it can be sent to there, too, it is asked.
   *
   * @param media RTP or RTCP, by {@code kind}; unchanged if it is refused
   * @return whether it was this peer's
   */
  public boolean receiveElsewhere(Span media, DatagramKind kind, Flow from, long nowNs) {
    if (state != State.CONNECTED) {
      return false;
    }
    boolean authentic =
        kind == DatagramKind.RTP ? receiveRtp(media, nowNs) : receiveRtcp(media, nowNs);
    if (authentic) {
      ask(from, nowNs);
    }
    return authentic;
  }

  private void ask(Flow from, long nowNs) {
    if (state != State.CONNECTED) {
      return; // what came with the packet has ended this peer
    }
    Span question = outbox.reserve(PACKET_BYTES);
    if (ice.probe(from, question, nowNs)) {
      events.asking(from);
      counters.out(question.length());
      outbox.send(question, from);
    }
  }

  /** Whether the packet was authentic. */
  private boolean receiveRtp(Span datagram, long nowNs) {
    SrtpStatus status = receiver.unprotectRtp(datagram);
    if (status != SrtpStatus.OK) {
      counters.reject(PeerReject.of(status));
    } else if (!rtp.wrap(datagram)) {
      counters.reject(PeerReject.RTP_MALFORMED);
    } else {
      events.rtp(rtp, nowNs);
    }
    return status == SrtpStatus.OK;
  }

  /** Whether the packet was authentic, as far as it was looked at: as with checks. */
  private boolean receiveRtcp(Span datagram, long nowNs) {
    if (!rtcp.left(nowNs)) {
      counters.reject(PeerReject.RTCP_FLOOD);
      return false;
    }
    SrtpStatus status = receiver.unprotectRtcp(datagram);
    if (status != SrtpStatus.OK) {
      counters.reject(PeerReject.of(status));
      return false;
    }
    rtcp.take(nowNs);
    switch (RtcpReader.parse(datagram)) {
      case RtcpParse.Parsed(List<RtcpPacket> packets) -> events.rtcp(packets, nowNs);
      case RtcpParse.Rejected _ -> counters.reject(PeerReject.RTCP_MALFORMED);
    }
    return true;
  }

  /** Whether authentic media of {@code ssrc} has come, RTP or else RTCP. */
  public boolean sends(int ssrc, boolean ofRtp) {
    return state == State.CONNECTED && receiver.knows(ssrc, ofRtp);
  }

  /** The handshake has agreed on {@code keys}; ignored when closed. */
  public void dtlsCompleted(SrtpKeys keys, long nowNs) {
    if (state != State.CONNECTING) {
      return;
    }
    SrtpReceiver in = new SrtpReceiver(keys, ciphers);
    try {
      sender = new SrtpSender(keys, ciphers);
    } catch (RuntimeException | OutOfMemoryError none) {
      in.close();
      throw none;
    }
    receiver = in;
    state = State.CONNECTED;
    events.connected(nowNs);
  }

  /** The handshake has failed, or the other side has closed it. */
  public void dtlsFailed(long nowNs) {
    disconnect(DisconnectReason.DTLS_FAILED, nowNs);
  }

  /** Sends a datagram of the handshake on the selected flow. */
  public void sendDtls(byte[] datagram) {
    Flow to = ice.selected();
    if (state == State.CLOSED || to == null) {
      counters.reject(PeerReject.NOT_SENDABLE);
      return;
    }
    Span span = outbox.reserve(datagram.length);
    span.length(datagram.length);
    MemorySegment.copy(
        MemorySegment.ofArray(datagram), 0, span.memory(), span.offset(), datagram.length);
    counters.out(datagram.length);
    outbox.send(span, to);
  }

  /** Memory to write one packet into, of {@link #PACKET_BYTES}; see {@link Outbox#reserve}. */
  public Span reserve() {
    return outbox.reserve(PACKET_BYTES);
  }

  /** Whether {@code from} has passed a check lately: only there media and DTLS are accepted. */
  public boolean verified(Flow from) {
    return ice.verified(from);
  }

  /** Where packets are sent to; null while no pair is selected. */
  public Flow selected() {
    return ice.selected();
  }

  /** A TCP connection of this peer's is closed; another, or UDP, may take its place. */
  public void closed(Flow flow) {
    ice.closed(flow);
  }

  /** Whether packets can be sent now. */
  public boolean sendable() {
    return state == State.CONNECTED && ice.selected() != null;
  }

  /** Protects {@code packet}, which {@link #reserve} lent, in place and sends it. */
  public void sendRtp(Span packet) {
    if (sendable() && sender.protectRtp(packet) == SrtpStatus.OK) {
      send(packet);
    } else {
      counters.reject(PeerReject.NOT_SENDABLE);
    }
  }

  /** The newest sequence number that left under {@code ssrc}, 16 bits; -1 if none has. */
  public int newestSent(int ssrc) {
    return sender == null ? -1 : sender.newestSequence(ssrc);
  }

  /** Sends {@code packets} as one datagram; not empty. */
  public void sendRtcp(List<RtcpPacket> packets) {
    if (!sendable()) {
      counters.reject(PeerReject.NOT_SENDABLE);
      return;
    }
    Span span = reserve();
    RtcpWriter.write(packets, span);
    if (sender.protectRtcp(span) == SrtpStatus.OK) {
      send(span);
    } else {
      counters.reject(PeerReject.NOT_SENDABLE);
    }
  }

  private void send(Span packet) {
    counters.out(packet.length());
    outbox.send(packet, ice.selected());
  }

  /** When {@link #onDeadline} is to be called; {@link Long#MAX_VALUE} when closed. */
  public long nextDeadlineNs() {
    return switch (state) {
      case CONNECTING -> Math.min(connectByNs, ice.nextDeadlineNs());
      case CONNECTED -> ice.nextDeadlineNs();
      case CLOSED -> Long.MAX_VALUE;
    };
  }

  /** Lets time pass: consent, or the time to connect, may have run out. */
  public void onDeadline(long nowNs) {
    if (state == State.CONNECTED && ice.expired(nowNs)) {
      disconnect(DisconnectReason.CONSENT_EXPIRED, nowNs);
    } else if (state == State.CONNECTING && (nowNs >= connectByNs || ice.expired(nowNs))) {
      disconnect(DisconnectReason.NEVER_CONNECTED, nowNs);
    }
  }

  /** Ends it without an event: nothing is received or sent any more. */
  public void close() {
    state = State.CLOSED;
    if (receiver != null) {
      receiver.close();
      sender.close();
    }
    receiver = null;
    sender = null;
  }

  /** What went in and out so far. */
  public PeerCounters counters() {
    return counters;
  }

  private void disconnect(DisconnectReason reason, long nowNs) {
    if (state != State.CLOSED) {
      close();
      events.disconnected(reason, nowNs);
    }
  }
}
