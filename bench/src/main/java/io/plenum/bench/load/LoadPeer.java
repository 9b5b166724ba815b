package io.plenum.bench.load;

import io.plenum.rtc.demux.DatagramKind;
import io.plenum.rtc.dtls.DtlsCertificate;
import io.plenum.rtc.dtls.DtlsHandshake;
import io.plenum.rtc.dtls.DtlsListener;
import io.plenum.rtc.dtls.Fingerprint;
import io.plenum.rtc.ice.IceCredentials;
import io.plenum.rtc.rtcp.Fir;
import io.plenum.rtc.rtcp.Nack;
import io.plenum.rtc.rtcp.Pli;
import io.plenum.rtc.rtcp.RtcpPacket;
import io.plenum.rtc.rtcp.RtcpParse;
import io.plenum.rtc.rtcp.RtcpReader;
import io.plenum.rtc.rtcp.SenderReport;
import io.plenum.rtc.srtp.SrtpKeys;
import io.plenum.rtc.srtp.SrtpProfile;
import io.plenum.rtc.srtp.SrtpReceiver;
import io.plenum.rtc.srtp.SrtpStatus;
import io.plenum.rtc.wire.Span;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * The client's end of one peer connection: a socket of its own, ICE, DTLS, SRTP, what it sends and
 * what it receives. Confined to the load's thread, but for what says otherwise.
 */
public final class LoadPeer {
  private final LoadLoop loop;
  private final int number;
  private final LoadSockets.Bound socket;
  private final IceCredentials credentials;
  private final CompletableFuture<SrtpProfile> connected = new CompletableFuture<>();
  private final List<SentTrack> tracks = new ArrayList<>();
  private Terms terms;
  private IceClient ice;
  private DtlsHandshake handshake;
  private PeerSender sender;
  private SrtpReceiver keys;
  private Reception reception;
  private boolean closed;

  LoadPeer(LoadLoop loop, int number, LoadSockets.Bound socket, IceCredentials local) {
    this.loop = loop;
    this.number = number;
    this.socket = socket;
    this.credentials = local;
  }

  /** The number that its packets carry. */
  public int number() {
    return number;
  }

  /** Where it sends from. Any thread. */
  public InetSocketAddress address() {
    return socket.address();
  }

  /** Its ICE credentials. Any thread. */
  public IceCredentials credentials() {
    return credentials;
  }

  /** Of its certificate, which all peers of a load share. Any thread. */
  public Fingerprint fingerprint() {
    return loop.certificate().fingerprint();
  }

  /** Completes when there are keys, with what the server chose. Any thread. */
  public CompletableFuture<SrtpProfile> connected() {
    return connected;
  }

  LoadLoop loop() {
    return loop;
  }

  int fd() {
    return socket.fd();
  }

  boolean closed() {
    return closed;
  }

  List<SentTrack> tracks() {
    return tracks;
  }

  /** Counts anew from here. */
  void begin() {
    tracks.forEach(SentTrack::begin);
    if (reception != null) {
      reception.begin();
    }
  }

  /** Adds what came since {@link #begin}. */
  void addTo(LoadFigures.Sum sum) {
    if (reception != null) {
      reception.addTo(sum);
    }
  }

  /** Goes on by what the server described; {@code controlling} as the ICE agent. */
  void connect(Terms agreed, boolean controlling) {
    terms = agreed;
    ice = new IceClient(credentials, agreed.ice(), agreed.server(), controlling);
    if (agreed.saysHello()) {
      handshake = shakeHands();
    }
  }

  private DtlsHandshake shakeHands() {
    DtlsCertificate certificate = loop.certificate();
    List<SrtpProfile> profiles = loop.settings().profiles();
    DtlsListener listener = new Listener();
    return terms.saysHello()
        ? DtlsHandshake.accept(certificate, terms.fingerprints(), profiles, listener)
        : DtlsHandshake.connect(certificate, terms.fingerprints(), profiles, listener);
  }

  /** Sends a check; returns how long until the next. */
  long check() {
    loop.send(this, ice.check());
    return ice.answered() ? IceClient.CONSENT_NS : IceClient.FIRST_NS;
  }

  /** A datagram came. */
  void received(Span datagram, long arrivedWallNs, long nowNs) {
    switch (DatagramKind.of(datagram)) {
      case STUN -> stun(datagram);
      case DTLS -> {
        if (handshake != null) {
          handshake.receive(datagram.toBytes());
        }
      }
      case RTP -> {
        if (reception != null) {
          reception.rtp(datagram, arrivedWallNs, nowNs);
        }
      }
      case RTCP -> {
        if (keys != null
            && keys.unprotectRtcp(datagram) == SrtpStatus.OK
            && RtcpReader.parse(datagram) instanceof RtcpParse.Parsed(List<RtcpPacket> packets)) {
          packets.forEach(this::told);
        }
      }
      case UNKNOWN -> {}
    }
  }

  private void stun(Span message) {
    if (ice == null) {
      return; // the server checks before we know its answer; it will again
    }
    Span reply = ice.received(message);
    if (reply != null) {
      loop.send(this, reply);
    }
    if (ice.answered() && handshake == null) {
      handshake = shakeHands();
    }
  }

  private void told(RtcpPacket packet) {
    switch (packet) {
      case Nack nack -> track(nack.mediaSsrc(), track -> track.nack(nack.sequenceNumbers()));
      case Pli pli -> track(pli.mediaSsrc(), SentTrack::pli);
      case Fir fir -> fir.requests().forEach(one -> track(one.ssrc(), SentTrack::pli));
      default -> {}
    }
  }

  private void track(int ssrc, Consumer<SentTrack> action) {
    tracks.stream().filter(track -> track.format().ssrc() == ssrc).forEach(action);
  }

  /** What it sends with; null before there are keys. */
  PeerSender sender() {
    return sender;
  }

  /** Tells arrivals, and asks for what is missing; returns {@code againNs}. */
  long feedBack(long againNs) {
    if (reception != null) {
      sender.tell(reception.feedback());
    }
    return againNs;
  }

  /** Sends sender and receiver reports; returns {@code againNs}. */
  long report(long nowNs, long againNs) {
    if (sender != null) {
      sender.tell(reports(nowNs));
    }
    return againNs;
  }

  private List<RtcpPacket> reports(long nowNs) {
    List<RtcpPacket> reports = new ArrayList<>(reception.reports());
    for (SentTrack track : tracks) {
      SenderReport report = track.report(nowNs);
      if (report != null) {
        reports.add(report);
      }
    }
    return reports;
  }

  /** Vanishes, as a closed browser does after its close_notify. */
  void close() {
    closed = true;
    if (handshake == null) {
      loop.gone(this);
    } else {
      handshake.close();
    }
  }

  private void completed(SrtpKeys agreed) {
    sender = new PeerSender(loop, this, agreed);
    keys = new SrtpReceiver(agreed);
    reception = new Reception(loop.tally(), loop.settings(), terms, keys);
    connected.complete(agreed.profile());
  }

  /** Called by the handshake's thread. */
  private final class Listener implements DtlsListener {
    @Override
    public void send(byte[] datagram) {
      loop.post(() -> loop.send(LoadPeer.this, Span.of(datagram)));
    }

    @Override
    public void completed(SrtpKeys agreed) {
      loop.post(() -> LoadPeer.this.completed(agreed));
    }

    @Override
    public void failed(String reason) {
      connected.completeExceptionally(new IllegalStateException(reason));
    }

    @Override
    public void closed() {
      loop.post(() -> loop.gone(LoadPeer.this));
    }
  }
}
