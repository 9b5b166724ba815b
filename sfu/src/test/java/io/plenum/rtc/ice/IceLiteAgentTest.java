package io.plenum.rtc.ice;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.rtc.stun.StunIntegrity;
import io.plenum.rtc.stun.StunMessageType;
import io.plenum.rtc.stun.StunView;
import io.plenum.rtc.stun.StunWriter;
import io.plenum.rtc.wire.Span;
import io.plenum.rtc.wire.Wire;
import java.lang.foreign.MemorySegment;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class IceLiteAgentTest {
  private static final long SECOND = 1_000_000_000;
  private static final IceCredentials LOCAL = IceCredentials.random(new Random(1));
  private static final IceCredentials REMOTE = IceCredentials.random(new Random(2));
  private static final StunIntegrity KEY = StunIntegrity.shortTerm(LOCAL.password());
  private static final String NAME = LOCAL.ufrag() + ':' + REMOTE.ufrag();
  private static final Flow A = Flow.udp(new InetSocketAddress("192.0.2.1", 1000));
  private static final Flow B = Flow.udp(new InetSocketAddress("192.0.2.2", 2000));

  private final IceLiteAgent agent = new IceLiteAgent(LOCAL, REMOTE, 0);
  private final Span reply = new Span().set(MemorySegment.ofArray(new byte[200]), 4, 0, 150);
  private final StunView answer = new StunView();

  @Test
  void answersAValidCheckWithTheSendersAddress() {
    assertThat(check(A, 100, false, 0)).isEqualTo(IceOutcome.SELECTED);

    assertThat(answer.wrap(reply)).isTrue();
    assertThat(answer.type()).isEqualTo(StunMessageType.BINDING_SUCCESS);
    assertThat(answer.transactionId()).isEqualTo(new byte[12]);
    assertThat(KEY.holds(answer)).isTrue();
    assertThat(answer.fingerprintHolds()).isTrue();
    assertThat(Wire.u16(reply.memory(), reply.offset() + 26) ^ 0x2112)
        .isEqualTo(A.remote().getPort());
  }

  @Test
  void knowsNobody_beforeTheFirstCheck() {
    assertThat(agent.selected()).isNull();
    assertThat(agent.verified(A)).isFalse();
  }

  @Test
  void verifiesOnlyAddressesThatPassedACheck() {
    check(A, 100, false, 0);
    assertThat(agent.verified(A)).isTrue();
    assertThat(agent.verified(B)).isFalse();
  }

  @Test
  void keepsTheFirstAddress_untilAnotherIsNominated() {
    check(A, 100, false, 0);
    assertThat(check(B, 200, false, 1)).isEqualTo(IceOutcome.CHECKED);
    assertThat(agent.selected()).isEqualTo(A);
    assertThat(check(B, 50, true, 2)).isEqualTo(IceOutcome.SELECTED);
    assertThat(agent.selected()).isEqualTo(B);
  }

  @Test
  void takesTheBestOfABurst_whenEveryCheckNominates() {
    check(B, 200, true, 0);
    check(A, 100, true, RemoteFlows.BURST_NS - 1);
    assertThat(agent.selected()).isEqualTo(B);
  }

  @Test
  void followsALaterNomination_evenToAWorsePath() {
    check(B, 200, true, 0);
    check(A, 100, true, RemoteFlows.BURST_NS);
    assertThat(agent.selected()).isEqualTo(A);
  }

  @Test
  void followsAnUnnominatedCheck_whenTheSelectedAddressFellSilent() {
    check(A, 100, true, 0);
    check(B, 100, false, RemoteFlows.SILENCE_NS);
    assertThat(agent.selected()).isEqualTo(A);
    assertThat(check(B, 100, false, RemoteFlows.SILENCE_NS + 1)).isEqualTo(IceOutcome.SELECTED);
    assertThat(agent.selected()).isEqualTo(B);
  }

  @Test
  void remembersNoMoreAddressesThanTheLimit_andForgetsTheLongestSilent() {
    check(A, 100, true, 0);
    for (int i = 1; i <= RemoteFlows.MAX_FLOWS; i++) {
      check(third(i), 1, false, i);
    }
    assertThat(agent.selected()).isEqualTo(A);
    assertThat(agent.verified(A)).isTrue();
    assertThat(agent.verified(third(1))).isFalse();
    assertThat(agent.verified(third(2))).isTrue();
  }

  @Test
  void expires_thirtySecondsAfterTheLastValidCheck() {
    assertThat(agent.nextDeadlineNs()).isEqualTo(30 * SECOND);
    check(A, 100, true, 20 * SECOND);
    assertThat(agent.nextDeadlineNs()).isEqualTo(50 * SECOND);
    assertThat(agent.expired(50 * SECOND - 1)).isFalse();
    assertThat(agent.expired(50 * SECOND)).isTrue();
    assertThat(agent.selected()).isNull();
    assertThat(agent.verified(A)).isFalse();
  }

  @Test
  void expires_whenNobodyEverChecks() {
    assertThat(agent.expired(30 * SECOND)).isTrue();
  }

  @Test
  @Tag("S-4")
  void keepsNoConsent_forInvalidChecks() {
    check(A, 100, true, 0);
    receive(request(NAME, StunIntegrity.shortTerm("wrong"), writer -> writer), A, 29 * SECOND);
    assertThat(agent.expired(30 * SECOND)).isTrue();
  }

  @Test
  @Tag("S-4")
  void refusesWith401_whenThePasswordOrNameIsWrong() {
    StunIntegrity wrong = StunIntegrity.shortTerm("wrong");
    assertThat(receive(request(NAME, wrong, w -> w), A, 0)).isEqualTo(IceOutcome.WRONG_CREDENTIALS);
    assertError(401, false);
    String otherName = LOCAL.ufrag() + ":other";
    assertThat(receive(request(otherName, KEY, w -> w), A, 0))
        .isEqualTo(IceOutcome.WRONG_CREDENTIALS);
    assertThat(agent.verified(A)).isFalse();
  }

  @Test
  @Tag("S-4")
  void refusesWith400_whenNameOrIntegrityIsMissing() {
    Span bare = begin();
    new StunWriter().begin(bare, StunMessageType.BINDING_REQUEST, new byte[12]).fingerprint();
    assertThat(receive(bare, A, 0)).isEqualTo(IceOutcome.UNAUTHENTICATED);
    assertError(400, false);
  }

  @Test
  void refusesWith420_whenAnUnknownAttributeMustBeUnderstood() {
    Span request = request(NAME, KEY, w -> w.role(true, 1));
    retype(request, 0x802A, 0x7F01);
    resign(request);
    assertThat(receive(request, A, 0)).isEqualTo(IceOutcome.UNKNOWN_ATTRIBUTES);
    assertError(420, true);
    assertThat(Wire.u16(reply.memory(), reply.offset() + 32)).isEqualTo(0x7F01);
    assertThat(agent.verified(A)).isFalse();
  }

  @Test
  void refusesWith487_whenTheOtherSideBelievesItIsControlled() {
    assertThat(receive(request(NAME, KEY, w -> w.role(false, 1)), A, 0))
        .isEqualTo(IceOutcome.ROLE_CONFLICT);
    assertError(487, true);
    assertThat(agent.verified(A)).isFalse();
  }

  @Test
  @Tag("S-4")
  void staysSilent_withoutAValidFingerprint() {
    Span request = request(NAME, KEY, w -> w);
    Wire.putU8(request.memory(), request.length() - 1, 0);
    Wire.putU8(request.memory(), request.length() - 2, 0);
    assertThat(receive(request, A, 0)).isEqualTo(IceOutcome.IGNORED);
    assertThat(reply.length()).isZero();
  }

  @Test
  @Tag("S-4")
  void staysSilent_toResponsesIndicationsAndNoise() {
    for (int type :
        new int[] {
          StunMessageType.BINDING_INDICATION,
          StunMessageType.BINDING_SUCCESS,
          StunMessageType.BINDING_ERROR,
          0x0003
        }) {
      Span message = begin();
      new StunWriter().begin(message, type, new byte[12]).integrity(KEY).fingerprint();
      assertThat(receive(message, A, 0)).isEqualTo(IceOutcome.IGNORED);
    }
    assertThat(receive(Span.of(new byte[50]), A, 0)).isEqualTo(IceOutcome.IGNORED);
    assertThat(reply.length()).isZero();
  }

  @Test
  @Tag("S-4")
  void answersNoMoreErrorsThanTheLimit_inOneSecond() {
    Span forged = request(NAME, StunIntegrity.shortTerm("wrong"), w -> w);
    for (int i = 0; i < IceLiteAgent.MAX_ERRORS_PER_SECOND; i++) {
      assertThat(receive(forged, A, i)).isEqualTo(IceOutcome.WRONG_CREDENTIALS);
      assertThat(reply.length()).isBetween(1, 2 * forged.length());
    }
    assertThat(receive(forged, A, SECOND - 1)).isEqualTo(IceOutcome.ERRORS_EXHAUSTED);
    assertThat(reply.length()).isZero();
    assertThat(check(B, 1, true, SECOND - 1)).isEqualTo(IceOutcome.SELECTED);
    assertThat(receive(forged, A, SECOND)).isEqualTo(IceOutcome.WRONG_CREDENTIALS);
  }

  @Test
  void keepsThePriorityOfTheNomination_whenConsentChecksCarryAnother() {
    check(A, 100, true, 0); // as Firefox does: peer-reflexive first, the host candidate's later
    check(A, 900, false, 1);
    check(B, 200, true, 2);
    assertThat(agent.selected()).isEqualTo(B);
  }

  @Test
  void answersTheCheckOfTheWarmUp() {
    assertThat(IceWarmUp.run()).isEqualTo(IceOutcome.SELECTED);
  }

  @Test
  void hidesThePasswordInText() {
    assertThat(LOCAL.toString()).doesNotContain(LOCAL.password());
  }

  @Test
  void goesOnWithWhatWasNominatedLast_whenTheSelectedConnectionIsClosed() {
    Flow tcp = Flow.tcp(A.remote(), 1);
    check(A, 1, true, 0);
    check(B, 1, false, 1);
    check(tcp, 1, true, 2 * RemoteFlows.BURST_NS);
    assertThat(agent.selected()).isEqualTo(tcp);

    agent.closed(tcp);

    assertThat(agent.selected()).isEqualTo(A);
    assertThat(agent.verified(tcp)).isFalse();
  }

  @Test
  void goesOnWithWhatWasCheckedLast_whenNothingElseWasNominated() {
    Flow tcp = Flow.tcp(A.remote(), 1);
    check(tcp, 1, true, 0);
    check(B, 1, false, 1);
    check(A, 1, false, 2);

    agent.closed(tcp);

    assertThat(agent.selected()).isEqualTo(A);
  }

  @Test
  void sendsNowhere_whenTheOnlyConnectionIsClosed_untilTheNextCheck() {
    Flow tcp = Flow.tcp(A.remote(), 1);
    check(tcp, 1, true, 0);

    agent.closed(tcp);

    assertThat(agent.selected()).isNull();
    Flow next = Flow.tcp(A.remote(), 2);
    check(next, 1, false, 1);
    assertThat(agent.selected()).isEqualTo(next);
  }

  @Test
  void tellsConnectionsAndUdpApart_whenTheirAddressIsTheSame() {
    check(A, 1, true, 0);

    assertThat(agent.verified(Flow.tcp(A.remote(), 1))).isFalse();
    check(Flow.tcp(A.remote(), 1), 1, false, 1);
    assertThat(agent.verified(Flow.tcp(A.remote(), 2))).isFalse();
    assertThat(agent.selected()).isEqualTo(A);
  }

  private static Flow third(int port) {
    return Flow.udp(new InetSocketAddress("198.51.100.1", port));
  }

  private IceOutcome check(Flow from, long priority, boolean nominating, long nowNs) {
    UnaryOperator<StunWriter> attributes =
        writer -> {
          writer.priority(priority).role(true, 42);
          return nominating ? writer.useCandidate() : writer;
        };
    return receive(request(NAME, KEY, attributes), from, nowNs);
  }

  private IceOutcome receive(Span datagram, Flow from, long nowNs) {
    return agent.receive(datagram, from, reply, nowNs);
  }

  private static Span request(
      String name, StunIntegrity key, UnaryOperator<StunWriter> attributes) {
    Span to = begin();
    StunWriter writer = new StunWriter();
    writer.begin(to, StunMessageType.BINDING_REQUEST, new byte[12]).username(name);
    attributes.apply(writer).integrity(key).fingerprint();
    return to;
  }

  private static Span begin() {
    return new Span().set(MemorySegment.ofArray(new byte[300]), 0, 0, 300);
  }

  /** Gives the attribute of type {@code from} another type. */
  private static void retype(Span message, int from, int to) {
    for (long at = 20; at < message.length(); at += 4) {
      if (Wire.u16(message.memory(), at) == from) {
        Wire.putU16(message.memory(), at, to);
        return;
      }
    }
    throw new AssertionError("no such attribute");
  }

  /** Computes MESSAGE-INTEGRITY and FINGERPRINT again over what was changed, by the platform. */
  private static void resign(Span message) {
    byte[] bytes = message.toBytes();
    int integrityAt = bytes.length - 32;
    bytes[3] = (byte) (integrityAt + 24 - 20);
    byte[] mac = hmac(Arrays.copyOf(bytes, integrityAt));
    System.arraycopy(mac, 0, bytes, integrityAt + 4, mac.length);
    bytes[3] = (byte) (bytes.length - 20);
    CRC32 crc = new CRC32();
    crc.update(bytes, 0, bytes.length - 8);
    MemorySegment.copy(MemorySegment.ofArray(bytes), 0, message.memory(), 0, bytes.length);
    Wire.putU32(message.memory(), bytes.length - 4, crc.getValue() ^ 0x5354554E);
  }

  private static byte[] hmac(byte[] covered) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(LOCAL.password().getBytes(StandardCharsets.US_ASCII), "HmacSHA1"));
      return mac.doFinal(covered);
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private void assertError(int code, boolean authenticated) {
    assertThat(answer.wrap(reply)).isTrue();
    assertThat(answer.type()).isEqualTo(StunMessageType.BINDING_ERROR);
    assertThat(answer.fingerprintHolds()).isTrue();
    assertThat(answer.hasIntegrity()).isEqualTo(authenticated);
    assertThat(KEY.holds(answer)).isEqualTo(authenticated);
    int written =
        Wire.u8(reply.memory(), reply.offset() + 26) * 100
            + Wire.u8(reply.memory(), reply.offset() + 27);
    assertThat(written).isEqualTo(code);
  }
}
