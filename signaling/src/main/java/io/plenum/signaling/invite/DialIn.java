package io.plenum.signaling.invite;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A telephone number that leads to all meetings, with the access code.
 *
 * @param place what the number is called: a town, a country
 * @param number in international form: {@code +49 30 1234567}
 */
public record DialIn(String place, String number) {
  private static final Pattern WRITTEN =
      Pattern.compile("([^+:]{1,60})[: ]\\s*(\\+[0-9][0-9 ()./-]{4,30})");

  /** Reads {@code Berlin +49 30 1234567} or {@code Berlin: +49 30 1234567}. */
  public static Optional<DialIn> parse(String text) {
    Matcher written = WRITTEN.matcher(text.strip());
    return written.matches()
        ? Optional.of(new DialIn(written.group(1).strip(), written.group(2).strip()))
        : Optional.empty();
  }
}
