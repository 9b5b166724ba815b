package io.plenum.requirement;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One claim that the product makes.
 *
 * @param id as {@code M-2} or, where an id has several claims, {@code M-2a}
 * @param later what will bring it; empty: it must be proven now
 * @param claim one sentence
 */
record Requirement(String id, Optional<String> later, String claim) {
  /** {@code id state | claim}. */
  private static final Pattern LINE =
      Pattern.compile("([A-Z]-\\d+[a-z]?) (?:now|later: (.+)) \\| (.+)");

  /** All of requirements.txt, in its order. */
  static List<Requirement> all() {
    try (InputStream file = Requirement.class.getResourceAsStream("/requirements.txt")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(Requirement::parse)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Requirement parse(String line) {
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("requirements.txt: " + line);
    }
    return new Requirement(
        matcher.group(1), Optional.ofNullable(matcher.group(2)), matcher.group(3));
  }

  /** Whether it must be proven now. */
  boolean isDue() {
    return later.isEmpty();
  }

  /** The letter before the dash. */
  String area() {
    return id.substring(0, 1);
  }
}
