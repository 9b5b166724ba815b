package io.plenum.testkit;

import io.plenum.rtc.ice.Flow;
import io.plenum.rtc.ice.IceCredentials;
import io.plenum.rtc.peer.DisconnectReason;
import io.plenum.rtc.peer.Outbox;
import io.plenum.rtc.peer.Peer;
import io.plenum.rtc.peer.PeerEvents;
import io.plenum.rtc.rtcp.RtcpPacket;
import io.plenum.rtc.rtp.RtpView;
import io.plenum.rtc.srtp.SrtpKeys;
import io.plenum.rtc.srtp.SrtpProfile;
import io.plenum.rtc.wire.Span;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.SplittableRandom;

/** A peer whose client does nothing but be there: what it would say is left out. */
public final class LonePeer {
  /** Both ways, so that a test can decrypt what leaves. */
  public static final SrtpKeys KEYS =
      new SrtpKeys(
          SrtpProfile.AEAD_AES_256_GCM, new byte[32], new byte[12], new byte[32], new byte[12]);

  private static final Flow CLIENT = Flow.udp(new InetSocketAddress("192.0.2.1", 1));
  private static final int TRANSACTION_BYTES = 12;

  private final IceCredentials local;
  private final IceCredentials remote;
  private final Peer peer;

  /** A peer that sends into {@code outbox}. */
  public LonePeer(SplittableRandom random, Outbox outbox) {
    local = IceCredentials.random(random);
    remote = IceCredentials.random(random);
    peer = new Peer(local, remote, outbox, new Ignoring(), 0);
  }

  /** The peer itself. */
  public Peer peer() {
    return peer;
  }

  /** The client's ICE credentials. */
  public IceCredentials remote() {
    return remote;
  }

  /** The client passes a check and has {@link #KEYS}. */
  public Peer connect() {
    Span check = ConnectivityCheck.of(local, remote, new byte[TRANSACTION_BYTES]);
    peer.receive(check, CLIENT, 0);
    peer.dtlsCompleted(KEYS, 0);
    return peer;
  }

  private static final class Ignoring implements PeerEvents {
    @Override
    public void proven(Flow from) {}

    @Override
    public void dtls(Span datagram) {}

    @Override
    public void rtp(RtpView packet, long nowNs) {}

    @Override
    public void rtcp(List<RtcpPacket> packets, long nowNs) {}

    @Override
    public void connected(long nowNs) {}

    @Override
    public void disconnected(DisconnectReason reason, long nowNs) {}
  }
}
