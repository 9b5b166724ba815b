package io.plenum.rtc.dtls;

import io.plenum.rtc.srtp.SrtpKeys;
import io.plenum.rtc.srtp.SrtpProfile;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.ExporterLabel;
import org.bouncycastle.tls.TlsContext;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.UseSRTPData;

/**
 * What both roles of a handshake share: who we are, whom we expect, what we offer.
 *
 * @param expected fingerprints of the peer's certificate; the list must not be empty
 * @param preference SRTP profiles, the best first; those left out are never used
 */
record DtlsParameters(
    DtlsCertificate certificate,
    List<Fingerprint> expected,
    List<SrtpProfile> preference,
    DtlsTiming timing) {
  /** Message bound for the peer; RSA-4096 chains fit. Stops a header that announces 16 MB. */
  static final int MAX_MESSAGE_BYTES = 16 * 1024;

  DtlsParameters {
    expected = List.copyOf(expected);
    preference = List.copyOf(preference);
  }

  /**
   * Forward-secret AEAD suites under our ECDSA key; the first is what every WebRTC endpoint must
   * have (RFC 8827 section 6.5).
   */
  static int[] cipherSuites() {
    return new int[] {
      CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
      CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384
    };
  }

  /** The {@code use_srtp} extension that offers our profiles (RFC 5764 section 4.1.1). */
  UseSRTPData offer() {
    return useSrtp(preference);
  }

  /** The extension naming {@code profiles}; without MKI, which WebRTC does not use. */
  static UseSRTPData useSrtp(List<SrtpProfile> profiles) {
    int[] codePoints = profiles.stream().mapToInt(SrtpProfile::codePoint).toArray();
    return new UseSRTPData(codePoints, TlsUtils.EMPTY_BYTES);
  }

  /**
   * Our most preferred profile among those the client offers.
   *
   * @throws TlsFatalAlert if none is offered: media never flows in the clear
   */
  SrtpProfile choose(UseSRTPData offered) throws IOException {
    int[] codePoints = offered == null ? new int[0] : offered.getProtectionProfiles();
    return preference.stream()
        .filter(profile -> IntStream.of(codePoints).anyMatch(code -> code == profile.codePoint()))
        .findFirst()
        .orElseThrow(DtlsParameters::noProfile);
  }

  /**
   * The one profile the server chose.
   *
   * @throws TlsFatalAlert if it chose none, several, or one that was not offered
   */
  SrtpProfile accept(UseSRTPData chosen) throws IOException {
    if (chosen == null || chosen.getProtectionProfiles().length != 1) {
      throw noProfile();
    }
    Optional<SrtpProfile> profile = SrtpProfile.of(chosen.getProtectionProfiles()[0]);
    return profile.filter(preference::contains).orElseThrow(DtlsParameters::noProfile);
  }

  /** Exports the SRTP keys; only while the handshake completes (RFC 5764 section 4.2). */
  static SrtpKeys export(TlsContext context, SrtpProfile profile) {
    byte[] material =
        context.exportKeyingMaterial(ExporterLabel.dtls_srtp, null, profile.keyingMaterialLength());
    return SrtpKeys.ofExported(profile, material, !context.isServer());
  }

  private static TlsFatalAlert noProfile() {
    return new TlsFatalAlert(AlertDescription.handshake_failure, "no SRTP profile in common");
  }
}
