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
   * 72 bits, 66 with a place: unique among all peers of a loop, which are told apart by it. RFC
   * 8445 asks for 24.
   */
  private static final int UFRAG_CHARACTERS = 12;

  /** 144 bits; RFC 8445, section 5.3 asks for 128. */
  private static final int PASSWORD_CHARACTERS = 24;

  /** Places that {@link #placed} can name. */
  public static final int MAX_PLACES = ALPHABET.length();

  /**
   * Fresh credentials whose fragment names the place that knows them, so that whoever sees a first
   * check can tell where it belongs without a table.
   *
   * @param place 0 to {@link #MAX_PLACES} - 1
   */
  public static IceCredentials placed(int place, RandomGenerator random) {
    IceCredentials drawn = random(random);
    return new IceCredentials(
        ALPHABET.charAt(place) + drawn.ufrag().substring(1), drawn.password());
  }

  /** The place that a fragment of {@link #placed} names; -1 if it can be none of these. */
  public static int place(String ufrag) {
    return ufrag.isEmpty() ? -1 : ALPHABET.indexOf(ufrag.charAt(0));
  }

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
