package io.plenum.rtc.ice;

import java.util.random.RandomGenerator;

/**
 * The user name fragment and password of one side (RFC 8839, section 5.4).
 *
 * @param ufrag 4 to 256 characters of {@code A-Z a-z 0-9 + /}
 * @param password 22 to 256 of the same; secret, so never in {@link #toString()}
 */
public record IceCredentials(String ufrag, String password) {

  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

  /**
   * 72 bits: unique among all peers of a loop, which are told apart by it. RFC 8445 asks for 24.
   */
  private static final int UFRAG_CHARACTERS = 12;

  /** 144 bits; RFC 8445, section 5.3 asks for 128. */
  private static final int PASSWORD_CHARACTERS = 24;

  /** Fresh credentials; {@code random} must be cryptographically strong outside tests. */
  public static IceCredentials random(RandomGenerator random) {
    return new IceCredentials(
        characters(UFRAG_CHARACTERS, random), characters(PASSWORD_CHARACTERS, random));
  }

  private static String characters(int count, RandomGenerator random) {
    StringBuilder text = new StringBuilder(count);
    for (int i = 0; i < count; i++) {
      text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return text.toString();
  }

  @Override
  public String toString() {
    return "IceCredentials[ufrag=" + ufrag + ']';
  }
}
