package io.plenum.sfu.subscribe;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.rtc.ice.IceCredentials;
import io.plenum.rtc.peer.DisconnectReason;
import io.plenum.rtc.peer.Outbox;
import io.plenum.rtc.peer.Peer;
import io.plenum.rtc.peer.PeerEvents;
import io.plenum.rtc.rtcp.RtcpPacket;
import io.plenum.rtc.rtp.ExtensionWriter;
import io.plenum.rtc.rtp.RtpView;
import io.plenum.rtc.rtp.RtpWriter;
import io.plenum.rtc.rtp.Rtx;
import io.plenum.rtc.rtp.TransportSequence;
import io.plenum.rtc.srtp.SrtpKeys;
import io.plenum.rtc.srtp.SrtpProfile;
import io.plenum.rtc.srtp.SrtpReceiver;
import io.plenum.rtc.srtp.SrtpStatus;
import io.plenum.rtc.stun.StunIntegrity;
import io.plenum.rtc.stun.StunMessageType;
import io.plenum.rtc.stun.StunWriter;
import io.plenum.rtc.wire.Span;
import io.plenum.sfu.pacing.Downlink;
import io.plenum.sfu.pacing.Pacer;
import io.plenum.sfu.pacing.PacketKind;
import java.lang.foreign.MemorySegment;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a receiver decrypts of packets that left through a downlink. */
class PeerExitTest {
  private static final int ID = 5;
  private static final int VIDEO_SSRC = 11;
  private static final int RTX_SSRC = 12;
  private static final InetSocketAddress CLIENT = new InetSocketAddress("192.0.2.1", 1);
  private static final SrtpKeys KEYS =
      new SrtpKeys(
          SrtpProfile.AEAD_AES_256_GCM, new byte[32], new byte[12], new byte[32], new byte[12]);

  private final List<byte[]> datagrams = new ArrayList<>();
  private final SrtpReceiver receiver = new SrtpReceiver(KEYS);
  private final ExtensionWriter extensions = new ExtensionWriter();
  private final Peer peer = connected();
  private final PeerExit exit = new PeerExit(peer, ID);
  private final Downlink downlink = new Downlink(true, exit, 0);
  private int sequence;

  @BeforeEach
  void forgetTheHandshake() {
    datagrams.clear();
  }

  @Test
  void numbersWhatLeavesAtOnce_andWhatWasHeld_inOrder() {
    for (int i = 0; i < 5; i++) {
      offer(1_000 + i);
    }
    assertThat(downlink.heldBytes()).isPositive();
    while (downlink.heldBytes() > 0) {
      downlink.onDeadline(downlink.nextDeadlineNs());
    }
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < datagrams.size(); i++) {
      RtpView packet = decrypted(i);
      assertThat(packet.sequenceNumber()).isEqualTo(i);
      assertThat(packet.payloadLength()).isEqualTo(1_000 + i);
      numbers.add(TransportSequence.read(packet, ID));
    }
    int first = numbers.getFirst();
    assertThat(numbers).containsExactly(first, first + 1, first + 2, first + 3, first + 4);
    downlink.close();
  }

  @Test
  void padsTheRetransmissionStream() {
    RtxStream stream = new RtxStream(97, RTX_SSRC, 500);
    exit.pad(stream);
    downlink.want(5_000_000, 0);
    while (datagrams.size() < 3) {
      downlink.onDeadline(downlink.nextDeadlineNs());
    }
    for (int i = 0; i < 3; i++) {
      // The tag is 16 bytes of the overhead that the pacer counts.
      assertThat(datagrams.get(i)).hasSize(Pacer.PADDING_BYTES - Downlink.OVERHEAD_BYTES + 16);
      RtpView packet = decrypted(i);
      assertThat(packet.ssrc()).isEqualTo(RTX_SSRC);
      assertThat(packet.sequenceNumber()).isEqualTo(500 + i);
      assertThat(packet.payloadLength()).isZero();
      assertThat(Rtx.originalSequence(packet)).isEqualTo(-1);
      assertThat(TransportSequence.read(packet, ID)).isEqualTo(i);
    }
    downlink.close();
  }

  @Test
  void probesNothing_whereThereIsNothingToPad() {
    downlink.want(5_000_000, 0);
    assertThat(downlink.nextDeadlineNs()).isEqualTo(Long.MAX_VALUE);
    downlink.close();
  }

  private void offer(int payload) {
    Span out = peer.reserve();
    extensions.clear();
    TransportSequence.write(extensions, ID, 0);
    RtpWriter.writeHeader(out, 96, true, sequence++, 0, VIDEO_SSRC, extensions);
    out.length(out.length() + payload);
    downlink.send(PacketKind.VIDEO, out, 0);
  }

  private RtpView decrypted(int index) {
    Span span = Span.of(datagrams.get(index).clone());
    RtpView view = new RtpView();
    assertThat(receiver.unprotectRtp(span)).isEqualTo(SrtpStatus.OK);
    assertThat(view.wrap(span)).isTrue();
    return view;
  }

  private Peer connected() {
    SplittableRandom random = new SplittableRandom(1);
    IceCredentials local = IceCredentials.random(random);
    IceCredentials remote = IceCredentials.random(random);
    Peer connected = new Peer(local, remote, new Collecting(), new Ignoring(), 0);
    Span check = Span.of(new byte[256]);
    new StunWriter()
        .begin(check, StunMessageType.BINDING_REQUEST, new byte[12])
        .username(local.ufrag() + ':' + remote.ufrag())
        .priority(1)
        .role(true, 1)
        .integrity(StunIntegrity.shortTerm(local.password()))
        .fingerprint();
    connected.receive(check, CLIENT, 0);
    connected.dtlsCompleted(KEYS, 0);
    return connected;
  }

  private final class Collecting implements Outbox {
    private final MemorySegment memory = MemorySegment.ofArray(new byte[Peer.PACKET_BYTES]);
    private final Span span = new Span();

    @Override
    public Span reserve(int capacityBytes) {
      return span.set(memory, 0, 0, capacityBytes);
    }

    @Override
    public void send(Span datagram, InetSocketAddress to) {
      datagrams.add(datagram.toBytes());
    }
  }

  private static final class Ignoring implements PeerEvents {
    @Override
    public void proven(InetSocketAddress from) {}

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
