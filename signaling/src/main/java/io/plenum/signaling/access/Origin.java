package io.plenum.signaling.access;

import java.util.Optional;

/**
 * Who tries something, as far as it can be told: the source that they share with others (a
 * company's address, a telephone trunk), and who of those they are.
 *
 * @param source where it comes from: see {@link Source#of}; empty for somebody who is known
 * @param caller who it is among those of the source; empty: nobody can tell
 */
public record Origin(String source, Optional<String> caller) {

  /** Somebody of a source. */
  public static Origin of(String source) {
    return new Origin(source, Optional.empty());
  }

  /**
   * Who says who they are, which may be a lie: a telephone number that a trunk passes on. They are
   * slowed before their source is.
   */
  public static Origin claimed(String source, String caller) {
    return new Origin(source, Optional.of(caller));
  }

  /** Who proved who they are: they answer for themselves, wherever they come from. */
  public static Origin proven(String userId) {
    return new Origin("", Optional.of(userId));
  }

  boolean isProven() {
    return source.isEmpty() && caller.isPresent();
  }

  String pairedWith(String target) {
    return source + "\n" + caller.orElse("") + "\n" + target;
  }
}
