package io.plenum.rtc.srtp;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** A profile by one provider's ciphers, for tests that have to hold for all of both. */
record Protection(SrtpProfile profile, SrtpCiphers ciphers) {

  /** Every profile by every provider that this machine has; {@link IpsecMbTest} says if not all. */
  static Stream<Protection> all() {
    return Arrays.stream(SrtpProfile.values())
        .flatMap(profile -> providers().stream().map(ciphers -> new Protection(profile, ciphers)));
  }

  private static List<SrtpCiphers> providers() {
    try {
      return List.of(SrtpCiphers.JDK, SrtpCipherCheck.of(CipherProvider.IPSEC_MB));
    } catch (CipherUnavailableException notHere) {
      return List.of(SrtpCiphers.JDK);
    }
  }

  /** A sender by these ciphers. */
  SrtpSender sender(SrtpKeys keys) {
    return new SrtpSender(keys, ciphers);
  }

  /** A receiver by these ciphers. */
  SrtpReceiver receiver(SrtpKeys keys) {
    return new SrtpReceiver(keys, ciphers);
  }

  /** Keys of the profile. */
  SrtpKeys keys(RandomGenerator random) {
    byte[] material = new byte[profile.keyingMaterialLength()];
    random.nextBytes(material);
    return SrtpKeys.ofExported(profile, material, true);
  }

  @Override
  public String toString() {
    return profile + " by " + ciphers.description();
  }
}
