package io.plenum.rtc.count;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * Counts events by reason; counting allocates nothing. Confined to its owner's loop.
 *
 * @param <E> the reasons
 */
public final class Tally<E extends Enum<E>> {
  private final Class<E> reasons;
  private final Map<E, Counter> counters;

  /** All zero. */
  public Tally(Class<E> reasons) {
    this.reasons = reasons;
    counters = new EnumMap<>(reasons);
    for (E reason : reasons.getEnumConstants()) {
      counters.put(reason, new Counter());
    }
  }

  /** One more event for {@code reason}. */
  public void add(E reason) {
    counters.get(reason).value++;
  }

  /** {@code amount} more of {@code reason}. */
  public void add(E reason, long amount) {
    counters.get(reason).value += amount;
  }

  /** All that {@code other} has counted. */
  public void add(Tally<E> other) {
    other.counters.forEach((reason, counter) -> add(reason, counter.value));
  }

  /** All counts as they are now, of every reason. */
  public Map<E, Long> counts() {
    Map<E, Long> all = new EnumMap<>(reasons);
    counters.forEach((reason, counter) -> all.put(reason, counter.value));
    return Collections.unmodifiableMap(all);
  }

  /** Events counted for {@code reason}. */
  public long count(E reason) {
    return counters.get(reason).value;
  }

  private static final class Counter {
    private long value;
  }
}
