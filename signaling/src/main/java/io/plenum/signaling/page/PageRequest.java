package io.plenum.signaling.page;

import java.util.Optional;

/**
 * Which page of a list is wanted.
 *
 * @param limit how many items at most, 1 to {@link #LARGEST}
 * @param after the last item of the page before; empty: the first page
 */
public record PageRequest(int limit, Optional<Place> after) {
  /** As openapi.yaml says. */
  public static final int LARGEST = 200;

  /** Without a word of the client. */
  public static final int USUAL = 50;

  public PageRequest {
    if (limit < 1 || limit > LARGEST) {
      throw new IllegalArgumentException("a page of " + limit + " items");
    }
  }

  /** The first page of the usual size. */
  public static PageRequest first() {
    return new PageRequest(USUAL, Optional.empty());
  }

  /** How many rows to ask for: one more than the page, which tells whether another page follows. */
  public int rows() {
    return limit + 1;
  }
}
