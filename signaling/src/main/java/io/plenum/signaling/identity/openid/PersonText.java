package io.plenum.signaling.identity.openid;

import io.plenum.signaling.identity.Identity;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What providers and people write about persons, in the form that we keep. */
final class PersonText {
  /** As the contract has it for names. */
  private static final int NAME_LIMIT = 120;

  /** RFC 5321 section 4.5.3.1.3, without the angle brackets. */
  private static final int EMAIL_LIMIT = 254;

  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");

  /** One address, one at sign, a domain of letters, digits, dots and dashes (RFC 5890: ASCII). */
  private static final Pattern EMAIL =
      Pattern.compile("[^\\s@\\p{Cntrl}]{1,64}@([a-z0-9-]{1,63}(?:\\.[a-z0-9-]{1,63})+)");

  private PersonText() {}

  /** Without control characters and not too long; may be empty. */
  static String name(String text) {
    String plain = CONTROL.matcher(text).replaceAll(" ").strip();
    int end = Math.min(plain.length(), NAME_LIMIT);
    boolean halved = end > 0 && Character.isHighSurrogate(plain.charAt(end - 1));
    return plain.substring(0, halved ? end - 1 : end);
  }

  /** As addresses are compared. */
  static String email(String text) {
    return Identity.normalEmail(text);
  }

  /** The domain of an address in that form; empty when it is no address. */
  static Optional<String> domain(String email) {
    Matcher matcher = EMAIL.matcher(email);
    return email.length() <= EMAIL_LIMIT && matcher.matches()
        ? Optional.of(matcher.group(1))
        : Optional.empty();
  }
}
