package io.plenum.signaling.message;

import java.util.List;

/**
 * What a client shows.
 *
 * @param wishes pictures, most important first; none: the server chooses
 * @param only whether nothing else is to be shown, nor heard than what belongs to these; then none
 *     means nothing
 */
public record Viewing(List<Wish> wishes, boolean only) {
  /** Whatever the server chooses. */
  public static final Viewing ANY = new Viewing(List.of(), false);

  /** Copies the list. */
  public Viewing {
    wishes = List.copyOf(wishes);
  }
}
