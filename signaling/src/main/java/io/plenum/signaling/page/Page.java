package io.plenum.signaling.page;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One page of a list.
 *
 * @param next its last item's place, if more follow
 */
public record Page<T>(List<T> items, Optional<Place> next) {

  /**
   * Makes the page of rows in order.
   *
   * @param rows up to {@link PageRequest#rows} of them
   * @param place where an item stands in the order that the query has
   */
  public static <T> Page<T> of(List<T> rows, PageRequest wanted, Function<T, Place> place) {
    if (rows.size() <= wanted.limit()) {
      return new Page<>(List.copyOf(rows), Optional.empty());
    }
    List<T> items = List.copyOf(rows.subList(0, wanted.limit()));
    return new Page<>(items, Optional.of(place.apply(items.getLast())));
  }
}
