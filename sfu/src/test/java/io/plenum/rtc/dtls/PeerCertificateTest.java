package io.plenum.rtc.dtls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import org.bouncycastle.tls.Certificate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("S-2")
class PeerCertificateTest {
  private static final byte[] ENCODED = {1, 2, 3, 4};

  @ParameterizedTest
  @ValueSource(strings = {"SHA-256", "SHA-384", "SHA-512"})
  void matches_whenAStrongHashFits(String hash) throws Exception {
    assertThat(PeerCertificate.matches(ENCODED, List.of(fingerprint(hash)))).isTrue();
    assertThat(PeerCertificate.matches(new byte[4], List.of(fingerprint(hash)))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"SHA-1", "MD5"})
  void refuses_whenOnlyAWeakHashFits(String hash) throws Exception {
    assertThat(PeerCertificate.matches(ENCODED, List.of(fingerprint(hash)))).isFalse();
  }

  @Test
  void trustsTheStrongestHash_whenAWeakerOneFits() throws Exception {
    Fingerprint wrong = new Fingerprint("sha-512", new byte[64]);
    List<Fingerprint> mixed = List.of(fingerprint("SHA-256"), wrong);
    assertThat(PeerCertificate.matches(ENCODED, mixed)).isFalse();
    List<Fingerprint> either = List.of(wrong, fingerprint("SHA-512"));
    assertThat(PeerCertificate.matches(ENCODED, either)).isTrue();
  }

  @Test
  void refuses_whenNothingIsAnnouncedOrNothingSent() {
    assertThat(PeerCertificate.matches(ENCODED, List.of())).isFalse();
    assertThatThrownBy(() -> PeerCertificate.verify(Certificate.EMPTY_CHAIN, List.of()))
        .isInstanceOf(IOException.class);
  }

  private static Fingerprint fingerprint(String hash) throws Exception {
    String name = hash.toLowerCase(Locale.ROOT);
    return new Fingerprint(name, MessageDigest.getInstance(hash).digest(ENCODED));
  }
}
