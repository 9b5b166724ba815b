package io.plenum.rtc.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.rtc.demux.DatagramKind;
import io.plenum.rtc.ice.Flow;
import io.plenum.rtc.ice.IceCredentials;
import io.plenum.rtc.ice.IceLiteAgent;
import io.plenum.rtc.rtcp.Pli;
import io.plenum.rtc.rtcp.RtcpPacket;
import io.plenum.rtc.rtcp.RtcpWriter;
import io.plenum.rtc.rtp.ExtensionWriter;
import io.plenum.rtc.rtp.RtpView;
import io.plenum.rtc.rtp.RtpWriter;
import io.plenum.rtc.srtp.SrtpKeys;
import io.plenum.rtc.srtp.SrtpProfile;
import io.plenum.rtc.srtp.SrtpReceiver;
import io.plenum.rtc.srtp.SrtpSender;
import io.plenum.rtc.srtp.SrtpStatus;
import io.plenum.rtc.stun.StunIntegrity;
import io.plenum.rtc.stun.StunMessageType;
import io.plenum.rtc.stun.StunView;
import io.plenum.rtc.stun.StunWriter;
import io.plenum.rtc.wire.Span;
import io.plenum.testkit.ConnectivityCheck;
import java.lang.foreign.MemorySegment;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PeerTest {
  private static final Flow CLIENT = Flow.udp(new InetSocketAddress("192.0.2.7", 5_000));
  private static final Flow STRANGER = Flow.udp(new InetSocketAddress("192.0.2.66", 6_666));
  private static final byte[] DTLS = {22, (byte) 254, (byte) 253, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};

  private final SplittableRandom random = new SplittableRandom(1);
  private final IceCredentials local = IceCredentials.random(random);
  private final IceCredentials remote = IceCredentials.random(random);
  private final byte[][] secrets = {bytes(32), bytes(12), bytes(32), bytes(12)};
  private final SrtpSender clientSender = new SrtpSender(keys(2, 3, 0, 1));
  private final SrtpReceiver clientReceiver = new SrtpReceiver(keys(2, 3, 0, 1));
  private final List<byte[]> sent = new ArrayList<>();
  private final List<Flow> sentTo = new ArrayList<>();
  private final List<String> events = new ArrayList<>();
  private final List<Flow> proven = new ArrayList<>();
  private final Peer peer = new Peer(local, remote, new Sent(), new Events(), 0);

  @Test
  void answersACheck_andSendsThere() {
    check(CLIENT, local.password());
    assertThat(sentTo).containsExactly(CLIENT);
    peer.sendDtls(DTLS);
    assertThat(sent.getLast()).isEqualTo(DTLS);
    assertThat(sentTo.getLast()).isEqualTo(CLIENT);
  }

  @Test
  void dropsEverythingButStun_fromAnAddressThatHasNotBeenChecked() {
    check(CLIENT, local.password());
    assertThat(elsewhere(rtp(1))).as("without keys").isFalse();
    peer.dtlsCompleted(keys(0, 1, 2, 3), 0);
    peer.receive(Span.of(DTLS.clone()), STRANGER, 0);
    peer.receive(Span.of(rtp(2)), STRANGER, 0);
    assertThat(events).containsExactly("connected");
    assertThat(rejected(PeerReject.UNVERIFIED_ADDRESS)).isEqualTo(2);
    assertThat(sentTo).as("nothing but the answer to the check").containsExactly(CLIENT);
  }

  @Test
  void goesWhereItsMediaComesFrom_onceTheOtherSideAnswersFromThere() {
    connect();
    assertThat(elsewhere(rtp(1))).isTrue();
    assertThat(events).as("authentic, and not lost").containsExactly("connected", "rtp 1");
    assertThat(sentTo.getLast()).isEqualTo(STRANGER);
    assertThat(peer.selected()).as("asked is not agreed").isEqualTo(CLIENT);

    peer.receive(answer(remote.password()), STRANGER, 1);

    assertThat(peer.selected()).isEqualTo(STRANGER);
    assertThat(proven).containsExactly(CLIENT, STRANGER);
    check(CLIENT, local.password());
    assertThat(peer.selected()).as("a check that nominates nothing").isEqualTo(STRANGER);
  }

  @Test
  void staysWhereItIs_whenTheAnswerIsForgedOrFromElsewhere() {
    connect();
    assertThat(elsewhere(rtp(1))).isTrue();
    peer.receive(answer("not the password at all"), STRANGER, 1);
    peer.receive(answer(remote.password()), Flow.udp(new InetSocketAddress("192.0.2.66", 1)), 1);
    assertThat(peer.selected()).isEqualTo(CLIENT);
    assertThat(rejected(PeerReject.INVALID_CHECK)).isEqualTo(2);
  }

  @Test
  void asksNobody_whenTheMediaIsForgedOrOld() {
    connect();
    byte[] packet = rtp(1);
    peer.receive(Span.of(packet.clone()), CLIENT, 0);
    assertThat(elsewhere(packet)).isFalse();
    byte[] forged = rtp(2);
    forged[20] ^= 1;
    assertThat(elsewhere(forged)).isFalse();
    assertThat(sentTo).containsExactly(CLIENT);
  }

  @Test
  void asksAFewTimesOnly_aRoundTripApart() {
    connect();
    int before = sent.size();
    for (int i = 0; i < 1_000; i++) {
      peer.receiveElsewhere(Span.of(rtp(1 + i)), DatagramKind.RTP, STRANGER, i * 10_000_000L);
    }
    assertThat(sent.size() - before).isEqualTo(5);
  }

  private boolean elsewhere(byte[] rtp) {
    return peer.receiveElsewhere(Span.of(rtp), DatagramKind.RTP, STRANGER, 0);
  }

  private void connect() {
    check(CLIENT, local.password());
    peer.dtlsCompleted(keys(0, 1, 2, 3), 0);
  }

  /** The client's answer to the question that was sent last. */
  private Span answer(String password) {
    StunView question = new StunView();
    assertThat(question.wrap(Span.of(sent.getLast()))).isTrue();
    assertThat(question.bindingRequest()).isTrue();
    assertThat(question.usernameIs(remote.ufrag() + ':' + local.ufrag())).isTrue();
    assertThat(question.controlled()).isTrue();
    assertThat(StunIntegrity.shortTerm(remote.password()).holds(question)).isTrue();
    Span answer = Span.of(new byte[256]);
    new StunWriter()
        .begin(answer, StunMessageType.BINDING_SUCCESS, question.transactionId())
        .xorMappedAddress(CLIENT.remote())
        .integrity(StunIntegrity.shortTerm(password))
        .fingerprint();
    return answer;
  }

  @Test
  void wrongPasswordProvesNothing() {
    check(CLIENT, "not the password at all");
    peer.receive(Span.of(DTLS.clone()), CLIENT, 0);
    assertThat(events).isEmpty();
    assertThat(rejected(PeerReject.INVALID_CHECK)).isEqualTo(1);
  }

  @Test
  void handsDtlsOn_fromACheckedAddress() {
    check(CLIENT, local.password());
    peer.receive(Span.of(DTLS.clone()), CLIENT, 0);
    assertThat(events).containsExactly("dtls 14");
  }

  @Test
  void mediaFlowsBothWays_onceTheKeysAreThere() {
    check(CLIENT, local.password());
    peer.receive(Span.of(rtp(1)), CLIENT, 0);
    assertThat(rejected(PeerReject.NO_KEYS)).isEqualTo(1);
    peer.dtlsCompleted(keys(0, 1, 2, 3), 0);
    peer.receive(Span.of(rtp(2)), CLIENT, 0);
    peer.receive(Span.of(rtcp()), CLIENT, 0);
    assertThat(events)
        .containsExactly("connected", "rtp 2", "rtcp [Pli[senderSsrc=1, mediaSsrc=2]]");

    Span packet = peer.reserve();
    RtpWriter.writeHeader(packet, 96, true, 77, 0, 5, new ExtensionWriter());
    peer.sendRtp(packet);
    Span received = Span.of(sent.getLast());
    assertThat(clientReceiver.unprotectRtp(received)).isEqualTo(SrtpStatus.OK);
    peer.sendRtcp(List.of(new Pli(1, 2)));
    assertThat(clientReceiver.unprotectRtcp(Span.of(sent.getLast()))).isEqualTo(SrtpStatus.OK);
  }

  @Test
  void countsGarbageByReason() {
    check(CLIENT, local.password());
    peer.dtlsCompleted(keys(0, 1, 2, 3), 0);
    byte[] replayed = rtp(3);
    peer.receive(Span.of(replayed.clone()), CLIENT, 0);
    peer.receive(Span.of(replayed.clone()), CLIENT, 0);
    byte[] forged = rtp(4);
    forged[20] ^= 1;
    peer.receive(Span.of(forged), CLIENT, 0);
    peer.receive(Span.of(new byte[] {77, 1, 2, 3, 4, 5, 6, 7, 8, 9}), CLIENT, 0);
    assertThat(rejected(PeerReject.SRTP_REPLAYED)).isEqualTo(1);
    assertThat(rejected(PeerReject.SRTP_FORGED)).isEqualTo(1);
    assertThat(rejected(PeerReject.UNKNOWN_KIND)).isEqualTo(1);
    assertThat(events).containsExactly("connected", "rtp 3");
  }

  @Test
  void readsNoMoreRtcpThanItsAllowance_andAllElse_whenSomebodyFloodsWithIt() {
    connect();
    for (int i = 0; i < 50_000; i++) {
      peer.receive(Span.of(rtcp()), CLIENT, 0);
    }
    assertThat(events).hasSize(1 + Peer.RTCP_PER_SECOND);
    assertThat(rejected(PeerReject.RTCP_FLOOD)).isEqualTo(50_000 - Peer.RTCP_PER_SECOND);
    peer.receive(Span.of(rtp(1)), CLIENT, 0);
    assertThat(events.getLast()).isEqualTo("rtp 1");
    int answers = sent.size();
    check(CLIENT, local.password());
    assertThat(sent).hasSize(answers + 1);

    peer.receive(Span.of(rtcp()), CLIENT, 1_000_000_000L / Peer.RTCP_PER_SECOND);
    assertThat(events.getLast()).as("a moment later").startsWith("rtcp");
  }

  @Test
  void countsNoForgedRtcp_towardsTheAllowance() {
    connect();
    byte[] forged = rtcp();
    forged[10] ^= 1;
    for (int i = 0; i < 2 * Peer.RTCP_PER_SECOND; i++) {
      peer.receive(Span.of(forged.clone()), CLIENT, 0);
    }
    peer.receive(Span.of(rtcp()), CLIENT, 0);
    assertThat(events.getLast()).startsWith("rtcp");
    assertThat(rejected(PeerReject.RTCP_FLOOD)).isZero();
  }

  @Test
  void answersNoMoreChecksThanItsAllowance_andTakesAllElse_whenSomebodyFloodsWithThem() {
    connect();
    for (int i = 0; i < 50_000; i++) {
      check(CLIENT, local.password());
    }
    assertThat(sent).hasSize(Peer.CHECKS_PER_SECOND);
    assertThat(rejected(PeerReject.CHECK_FLOOD)).isEqualTo(50_001 - Peer.CHECKS_PER_SECOND);
    peer.receive(Span.of(rtp(1)), CLIENT, 0);
    peer.receive(Span.of(rtcp()), CLIENT, 0);
    assertThat(events).hasSize(3);

    peer.receive(validCheck(), CLIENT, 1_000_000_000L / Peer.CHECKS_PER_SECOND);
    assertThat(sent).as("a moment later").hasSize(Peer.CHECKS_PER_SECOND + 1);
  }

  @Test
  void countsNoWrongCheck_towardsTheAllowance() {
    for (int i = 0; i < 2 * Peer.CHECKS_PER_SECOND; i++) {
      check(STRANGER, "not the password at all");
    }
    check(CLIENT, local.password());
    assertThat(sentTo.getLast()).isEqualTo(CLIENT);
    assertThat(proven).containsExactly(CLIENT);
    assertThat(rejected(PeerReject.CHECK_FLOOD)).isZero();
  }

  @Test
  void nothingIsSent_beforeThereIsAnAddress() {
    peer.dtlsCompleted(keys(0, 1, 2, 3), 0);
    peer.sendRtcp(List.of(new Pli(1, 2)));
    peer.sendDtls(DTLS);
    assertThat(sent).isEmpty();
    assertThat(rejected(PeerReject.NOT_SENDABLE)).isEqualTo(2);
  }

  @Test
  void disconnectsOnce_whenConsentRunsOut() {
    check(CLIENT, local.password());
    peer.dtlsCompleted(keys(0, 1, 2, 3), 0);
    assertThat(peer.nextDeadlineNs()).isEqualTo(IceLiteAgent.CONSENT_NS);
    peer.onDeadline(IceLiteAgent.CONSENT_NS - 1);
    peer.onDeadline(IceLiteAgent.CONSENT_NS);
    peer.onDeadline(IceLiteAgent.CONSENT_NS + 1);
    assertThat(events).containsExactly("connected", "CONSENT_EXPIRED");
    assertThat(peer.nextDeadlineNs()).isEqualTo(Long.MAX_VALUE);
    assertThat(peer.sendable()).isFalse();
  }

  @Test
  void staysWithoutChecks_asLongAsItsMediaComes_whereItIsSentNone() {
    peer.takeMediaForConsent();
    connect();
    long nowNs = 0;
    for (int i = 1; i <= 10; i++) {
      nowNs += IceLiteAgent.CONSENT_NS / 2;
      peer.receive(Span.of(rtp(i)), CLIENT, nowNs);
      peer.onDeadline(nowNs);
    }
    assertThat(events).doesNotContain("CONSENT_EXPIRED").hasSize(11);
    assertThat(peer.sendable()).isTrue();

    peer.receive(
        Span.of(new byte[] {(byte) 0x80, 96, 0, 0, 0, 0, 0, 0, 0, 0, 0, 9}), CLIENT, nowNs);
    peer.receive(Span.of(rtp(11)), STRANGER, nowNs + IceLiteAgent.CONSENT_NS - 1);
    assertThat(peer.nextDeadlineNs()).isEqualTo(nowNs + IceLiteAgent.CONSENT_NS);
    peer.onDeadline(nowNs + IceLiteAgent.CONSENT_NS);
    assertThat(events).last().isEqualTo("CONSENT_EXPIRED");
  }

  @Test
  void goesWithoutChecks_thoughItsMediaComes_whereItIsSentMedia() {
    connect();
    peer.receive(Span.of(rtp(1)), CLIENT, IceLiteAgent.CONSENT_NS - 1);
    peer.onDeadline(IceLiteAgent.CONSENT_NS);
    assertThat(events).last().isEqualTo("CONSENT_EXPIRED");
  }

  @Test
  void givesUp_whenNobodyEverChecks() {
    peer.onDeadline(peer.nextDeadlineNs());
    assertThat(events).containsExactly("NEVER_CONNECTED");
  }

  @Test
  void disconnects_whenTheHandshakeFails() {
    check(CLIENT, local.password());
    peer.dtlsFailed(5);
    peer.dtlsCompleted(keys(0, 1, 2, 3), 6);
    assertThat(events).containsExactly("DTLS_FAILED");
  }

  @Test
  void isSilent_whenClosed() {
    check(CLIENT, local.password());
    peer.close();
    peer.receive(Span.of(DTLS.clone()), CLIENT, 0);
    peer.onDeadline(Long.MAX_VALUE);
    assertThat(events).isEmpty();
    assertThat(sent).hasSize(1);
  }

  private long rejected(PeerReject reason) {
    return peer.counters().rejected(reason);
  }

  private void check(Flow from, String password) {
    Span span = ConnectivityCheck.of(local.ufrag(), remote.ufrag(), password, bytes(12), false);
    peer.receive(span, from, 0);
  }

  private Span validCheck() {
    return ConnectivityCheck.of(local.ufrag(), remote.ufrag(), local.password(), bytes(12), false);
  }

  private byte[] rtp(int sequence) {
    Span span = new Span().set(MemorySegment.ofArray(new byte[200]), 0, 0, 200);
    RtpWriter.writeHeader(span, 96, false, sequence, 0, 5, new ExtensionWriter());
    span.length(span.length() + 20);
    clientSender.protectRtp(span);
    return span.toBytes();
  }

  private byte[] rtcp() {
    Span span = new Span().set(MemorySegment.ofArray(new byte[200]), 0, 0, 200);
    RtcpWriter.write(List.of(new Pli(1, 2)), span);
    clientSender.protectRtcp(span);
    return span.toBytes();
  }

  private byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  private SrtpKeys keys(int remoteKey, int remoteSalt, int key, int salt) {
    return new SrtpKeys(
        SrtpProfile.AEAD_AES_256_GCM,
        secrets[remoteKey],
        secrets[remoteSalt],
        secrets[key],
        secrets[salt]);
  }

  private final class Sent implements Outbox {
    private final MemorySegment memory = MemorySegment.ofArray(new byte[Peer.PACKET_BYTES]);

    @Override
    public Span reserve(int capacityBytes) {
      return new Span().set(memory, 0, 0, capacityBytes);
    }

    @Override
    public void send(Span datagram, Flow to) {
      sent.add(datagram.toBytes());
      sentTo.add(to);
    }
  }

  private final class Events implements PeerEvents {
    @Override
    public void proven(Flow from) {
      proven.add(from);
    }

    @Override
    public void dtls(Span datagram) {
      events.add("dtls " + datagram.length());
    }

    @Override
    public void rtp(RtpView packet, long nowNs) {
      events.add("rtp " + packet.sequenceNumber());
    }

    @Override
    public void rtcp(List<RtcpPacket> packets, long nowNs) {
      events.add("rtcp " + packets);
    }

    @Override
    public void connected(long nowNs) {
      events.add("connected");
    }

    @Override
    public void disconnected(DisconnectReason reason, long nowNs) {
      events.add(reason.name());
    }
  }
}
