package io.plenum.rtc.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.rtc.wire.Span;
import java.security.GeneralSecurityException;
import java.util.Random;
import org.jitsi.srtp.SrtcpCryptoContext;
import org.jitsi.srtp.SrtpContextFactory;
import org.jitsi.srtp.SrtpCryptoContext;
import org.jitsi.srtp.SrtpErrorStatus;
import org.jitsi.srtp.SrtpPolicy;
import org.jitsi.srtp.crypto.Aes;
import org.jitsi.utils.logging2.LoggerImpl;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** jitsi-srtp, an independent implementation, writes and reads the same bytes. */
class JitsiEquivalenceTest {
  private static final int SSRC = 0x1234_5678;
  private static final int PACKETS = 200;

  private final Random random = new Random(7714);

  @BeforeAll
  static void pinsTheCipher() {
    Aes.setFactoryClassName("SunJCE"); // else it races its providers, and the winner varies
  }

  @ParameterizedTest
  @MethodSource("io.plenum.rtc.srtp.Protection#all")
  void writesTheSameRtp_whenTheSequenceNumberWraps(Protection protection) throws Exception {
    SrtpKeys keys = protection.keys(random);
    SrtpSender ours = protection.sender(keys);
    SrtpCryptoContext theirs = factory(true, keys).deriveContext(SSRC, 0);
    for (int i = 0; i < PACKETS; i++) {
      byte[] packet = Packets.randomRtp(SSRC, (65_400 + i) & 0xFFFF, random);
      JitsiBuffer buffer = new JitsiBuffer(packet);
      assertThat(theirs.transformPacket(buffer)).isEqualTo(SrtpErrorStatus.OK);
      assertThat(Packets.protectedRtp(ours, packet)).isEqualTo(buffer.toBytes());
    }
  }

  @ParameterizedTest
  @MethodSource("io.plenum.rtc.srtp.Protection#all")
  void readsTheirRtp_whenTheSequenceNumberWraps(Protection protection) throws Exception {
    SrtpKeys keys = protection.keys(random);
    SrtpReceiver ours = protection.receiver(Packets.mirrored(keys));
    SrtpCryptoContext theirs = factory(true, keys).deriveContext(SSRC, 0);
    for (int i = 0; i < PACKETS; i++) {
      byte[] packet = Packets.randomRtp(SSRC, (65_400 + i) & 0xFFFF, random);
      JitsiBuffer buffer = new JitsiBuffer(packet);
      theirs.transformPacket(buffer);
      Span span = Packets.span(buffer.toBytes());
      assertThat(ours.unprotectRtp(span)).isEqualTo(SrtpStatus.OK);
      assertThat(span.toBytes()).isEqualTo(packet);
    }
  }

  @ParameterizedTest
  @MethodSource("io.plenum.rtc.srtp.Protection#all")
  void isReadByThem_whenTheSequenceNumberWraps(Protection protection) throws Exception {
    SrtpKeys keys = protection.keys(random);
    SrtpSender ours = protection.sender(keys);
    SrtpCryptoContext theirs = factory(false, keys).deriveContext(SSRC, 0);
    for (int i = 0; i < PACKETS; i++) {
      byte[] packet = Packets.randomRtp(SSRC, (65_400 + i) & 0xFFFF, random);
      JitsiBuffer buffer = new JitsiBuffer(Packets.protectedRtp(ours, packet));
      assertThat(theirs.reverseTransformPacket(buffer, false)).isEqualTo(SrtpErrorStatus.OK);
      assertThat(buffer.toBytes()).isEqualTo(packet);
    }
  }

  @ParameterizedTest
  @MethodSource("io.plenum.rtc.srtp.Protection#all")
  void agreesOnRtcpBothWays_whenPacketsAreRandom(Protection protection) throws Exception {
    SrtpKeys keys = protection.keys(random);
    SrtpSender sender = protection.sender(keys);
    SrtpReceiver receiver = protection.receiver(Packets.mirrored(keys));
    SrtcpCryptoContext theirSender = factory(true, keys).deriveControlContext(SSRC);
    SrtcpCryptoContext theirReceiver = factory(false, keys).deriveControlContext(SSRC);
    for (int i = 0; i < PACKETS; i++) {
      byte[] packet = Packets.randomRtcp(SSRC, random);
      JitsiBuffer theirs = new JitsiBuffer(packet);
      assertThat(theirSender.transformPacket(theirs)).isEqualTo(SrtpErrorStatus.OK);
      byte[] ours = Packets.protectedRtcp(sender, packet);
      assertThat(theirReceiver.reverseTransformPacket(new JitsiBuffer(ours)))
          .isEqualTo(SrtpErrorStatus.OK);
      Span span = Packets.span(theirs.toBytes());
      assertThat(receiver.unprotectRtcp(span)).isEqualTo(SrtpStatus.OK);
      assertThat(span.toBytes()).isEqualTo(packet);
    }
  }

  private static SrtpContextFactory factory(boolean sender, SrtpKeys keys)
      throws GeneralSecurityException {
    SrtpPolicy policy = policy(keys.profile());
    return new SrtpContextFactory(
        sender,
        keys.localKey().clone(),
        keys.localSalt().clone(),
        policy,
        policy,
        new LoggerImpl("jitsi-srtp"));
  }

  private static SrtpPolicy policy(SrtpProfile profile) {
    int encryption = profile.aead() ? SrtpPolicy.AESGCM_ENCRYPTION : SrtpPolicy.AESCM_ENCRYPTION;
    int authentication =
        profile.aead() ? SrtpPolicy.NULL_AUTHENTICATION : SrtpPolicy.HMACSHA1_AUTHENTICATION;
    return new SrtpPolicy(
        encryption,
        profile.keyLength(),
        authentication,
        profile.aead() ? 0 : 20,
        profile.tagLength(),
        profile.saltLength());
  }
}
