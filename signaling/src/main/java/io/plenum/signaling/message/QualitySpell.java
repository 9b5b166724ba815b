package io.plenum.signaling.message;

import java.time.Instant;

/**
 * A time in which something was wrong with somebody's connection.
 *
 * @param trouble what, as {@code uplink-loss}
 * @param until null: it goes on
 * @param text in words, English, to the person whose connection it is
 */
public record QualitySpell(
    String trouble, Instant from, Instant until, String text, QualityFigures figures) {

  /** The same, over at {@code end} if it went on. */
  public QualitySpell endedBy(Instant end) {
    return until == null ? new QualitySpell(trouble, from, end, text, figures) : this;
  }
}
