package io.plenum.sfu.state;

import java.util.List;

/**
 * Puts down the fields of an object, one after the other, or takes them up again: the same code
 * names them for both, so that they cannot fall apart. {@code field = state.of(field)} leaves the
 * field as it is, or sets it.
 */
public interface State {
  /** One field. */
  long of(long value);

  /** One field. */
  double of(double value);

  /** One field. */
  default int of(int value) {
    return Math.toIntExact(of((long) value));
  }

  /** One field. */
  default boolean of(boolean value) {
    return of(value ? 1L : 0L) != 0;
  }

  /** One field with one of a few values, or null. */
  default <T> T of(T valueOrNull, List<T> all) {
    int index = of(valueOrNull == null ? -1 : all.indexOf(valueOrNull));
    return index < 0 ? null : all.get(index);
  }

  /** The elements of an array. */
  default void of(long[] values) {
    for (int i = 0; i < values.length; i++) {
      values[i] = of(values[i]);
    }
  }

  /** The elements of an array. */
  default void of(boolean[] values) {
    for (int i = 0; i < values.length; i++) {
      values[i] = of(values[i]);
    }
  }

  /** The elements of an array. */
  default void of(double[] values) {
    for (int i = 0; i < values.length; i++) {
      values[i] = of(values[i]);
    }
  }
}
