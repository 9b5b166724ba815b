package io.plenum.rtc.dtls;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.rtc.srtp.SrtpKeys;
import io.plenum.rtc.srtp.SrtpProfile;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who agrees with whom, and how a session ends. */
class DtlsHandshakeTest {
  @ParameterizedTest
  @EnumSource
  @Tag("S-2")
  void givesBothSidesTheSameKeys_whenTheyShareAProfile(SrtpProfile profile) throws Exception {
    DtlsParameters client = Link.clientOffering(Link.CLIENT, List.of(profile));
    try (Link link = new Link(server(), client, Link.End::arrive)) {
      SrtpKeys ofServer = link.server.agreed();
      SrtpKeys ofClient = link.client.agreed();
      assertThat(ofServer.profile()).isEqualTo(profile);
      assertThat(ofClient.profile()).isEqualTo(profile);
      assertThat(ofServer.localKey()).isEqualTo(ofClient.remoteKey());
      assertThat(ofServer.localSalt()).isEqualTo(ofClient.remoteSalt());
      assertThat(ofServer.remoteKey()).isEqualTo(ofClient.localKey());
      assertThat(ofServer.remoteSalt()).isEqualTo(ofClient.localSalt());
      assertThat(ofServer.localKey()).isNotEqualTo(ofServer.remoteKey());
      assertThat(ofServer.toString()).isEqualTo("SrtpKeys[" + profile + "]");
    }
  }

  @Test
  @Tag("S-2")
  void takes256Bits_whenTheClientPrefersLess() throws Exception {
    DtlsParameters client = Link.clientOffering(Link.CLIENT, Link.ALL.reversed());
    try (Link link = new Link(server(), client, Link.End::arrive)) {
      assertThat(link.server.agreed().profile()).isEqualTo(SrtpProfile.AEAD_AES_256_GCM);
      assertThat(link.client.agreed().profile()).isEqualTo(SrtpProfile.AEAD_AES_256_GCM);
    }
  }

  @Test
  @Tag("S-2")
  void fails_whenNoProfileIsShared() throws Exception {
    DtlsParameters strict =
        Link.serverExpecting(Link.CLIENT, List.of(SrtpProfile.AEAD_AES_256_GCM));
    DtlsParameters weak =
        Link.clientOffering(Link.CLIENT, List.of(SrtpProfile.AES128_CM_HMAC_SHA1_80));
    try (Link link = new Link(strict, weak, Link.End::arrive)) {
      assertThat(link.server.reason()).contains("no SRTP profile in common");
      assertThat(link.client.reason()).contains("handshake_failure");
    }
  }

  @Test
  void accepts_whenTheClientHasAnRsaCertificate() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    DtlsCertificate rsa =
        DtlsCertificate.rsa(generator.generateKeyPair(), new SecureRandom(), Instant.now());
    DtlsParameters server = Link.serverExpecting(rsa, Link.ALL);
    DtlsParameters client = Link.clientOffering(rsa, Link.ALL);
    try (Link link = new Link(server, client, Link.End::arrive)) {
      assertThat(link.server.agreed().localKey()).isEqualTo(link.client.agreed().remoteKey());
    }
  }

  @Test
  @Tag("S-2")
  void fails_whenTheClientIsNotWhoWasAnnounced() throws Exception {
    DtlsParameters server = Link.serverExpecting(Link.SERVER, Link.ALL);
    DtlsParameters client = Link.clientOffering(Link.CLIENT, Link.ALL);
    try (Link link = new Link(server, client, Link.End::arrive)) {
      assertThat(link.server.reason()).contains("not the one announced");
      assertThat(link.server.ended()).isTrue();
      assertThat(link.client.reason()).contains("bad_certificate");
    }
  }

  @Test
  @Tag("S-2")
  void fails_whenTheServerIsNotWhoWasAnnounced() throws Exception {
    List<Fingerprint> wrong = List.of(Link.CLIENT.fingerprint());
    DtlsParameters client = new DtlsParameters(Link.CLIENT, wrong, Link.ALL, Link.QUICK);
    DtlsParameters server =
        new DtlsParameters(
            Link.SERVER,
            List.of(Link.CLIENT.fingerprint()),
            Link.ALL,
            new DtlsTiming(500, 30)); // the client's alert is in the clear and not believed
    try (Link link = new Link(server, client, Link.End::arrive)) {
      assertThat(link.client.reason()).contains("not the one announced");
      assertThat(link.server.reason()).contains("timed out");
    }
  }

  @Test
  @Tag("S-4")
  void agrees_whenSomebodyForgesAlertsInTheClear() throws Exception {
    byte[] fatal = {21, (byte) 0xFE, (byte) 0xFD, 0, 0, 0, 0, 0, 0, 0, 9, 0, 2, 2, 40};
    Link.End[] server = new Link.End[1];
    BiConsumer<Link.End, byte[]> forging =
        (to, datagram) -> {
          if (server[0] == null) {
            server[0] = to; // the client speaks first
          }
          if (to == server[0]) {
            to.arrive(fatal.clone());
          }
          to.arrive(datagram);
        };
    try (Link link = Link.over(forging)) {
      assertThat(link.server.agreed().localKey()).isEqualTo(link.client.agreed().remoteKey());
    }
  }

  @Test
  void tellsTheOtherSide_whenOneCloses() throws Exception {
    try (Link link = Link.perfect()) {
      link.server.agreed();
      link.client.agreed();
      link.client.handshake.join().close();
      link.server.closed.get(Link.PATIENCE_S, TimeUnit.SECONDS);
      link.client.closed.get(Link.PATIENCE_S, TimeUnit.SECONDS);
      assertThat(link.server.ended()).isTrue();
      assertThat(link.client.ended()).isTrue();
    }
  }

  @Test
  void freesItsThread_whenThePeerVanishesDuringTheHandshake() throws Exception {
    DtlsTiming impatient = new DtlsTiming(300, 30);
    List<Fingerprint> expected = List.of(Link.CLIENT.fingerprint());
    DtlsParameters server = new DtlsParameters(Link.SERVER, expected, Link.ALL, impatient);
    DtlsParameters client = Link.clientOffering(Link.CLIENT, Link.ALL);
    Link.End[] deaf = new Link.End[1];
    try (Link link =
        new Link(
            server,
            client,
            (to, datagram) -> {
              if (deaf[0] == null || to == deaf[0]) {
                deaf[0] = to; // only the first addressee, the server, ever hears anything
                to.arrive(datagram);
              }
            })) {
      assertThat(link.server.reason()).contains("timed out");
      assertThat(link.server.ended()).isTrue();
    }
  }

  @Test
  void freesItsThread_whenClosedBeforeAnyoneCalls() throws Exception {
    Link.End alone = new Link.End((to, datagram) -> {});
    DtlsHandshake handshake = DtlsHandshake.accept(server(), alone);
    alone.start(handshake);
    handshake.close();
    handshake.close();
    assertThat(alone.reason()).isNotBlank();
    assertThat(alone.ended()).isTrue();
  }

  @Test
  void freesItsThread_whenClosedAfterThePeerVanished() throws Exception {
    try (Link link = Link.perfect()) {
      link.server.agreed();
      link.client.agreed();
      link.server.handshake.join().close();
      assertThat(link.server.ended()).isTrue();
      assertThat(link.server.closed).isDone();
    }
  }

  @Test
  void warmsUp_whenAsked() throws Exception {
    DtlsWarmUp.run(Link.SERVER).get(Link.PATIENCE_S, TimeUnit.SECONDS);
  }

  private static DtlsParameters server() {
    return Link.serverExpecting(Link.CLIENT, Link.ALL);
  }
}
