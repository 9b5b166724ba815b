package io.plenum.signaling.post;

import java.util.regex.Pattern;

/**
 * The mail addresses that we write to: the dot-atom form of RFC 5321 section 4.1.2, its local part
 * in any script (RFC 6531), its domain in letters, digits, dots and hyphens of any script. Quoted
 * local parts and address literals, which nobody uses, are left out, and with them every character
 * that means something in a header.
 */
public final class MailAddress {
  /** RFC 5321 section 4.5.3.1.3, without the angle brackets. */
  public static final int LIMIT = 254;

  /** RFC 5322 section 3.2.3: what an atom may not hold, and spaces and controls of any kind. */
  private static final String NO_ATOM = "\\s\\p{C}\\p{Z}()<>\\[\\]:;@\\\\,.\"";

  private static final String ATOM = "[^" + NO_ATOM + "]+";
  private static final String LABEL =
      "[\\p{L}\\p{M}\\p{N}](?:[\\p{L}\\p{M}\\p{N}-]*[\\p{L}\\p{M}\\p{N}])?";

  private static final Pattern FORM =
      Pattern.compile(ATOM + "(?:\\." + ATOM + ")*@" + LABEL + "(?:\\." + LABEL + ")*");

  private MailAddress() {}

  /** Whether mail can be sent there, as far as its form tells. */
  public static boolean isValid(String text) {
    return text.length() <= LIMIT && FORM.matcher(text).matches();
  }
}
