package io.plenum.rtc.count;

import java.util.EnumMap;
import java.util.Map;

/**
 * Counts events by reason; counting allocates nothing. Confined to its owner's loop.
 *
 * @param <E> the reasons
 */
public final class Tally<E extends Enum<E>> {
  private final Map<E, Counter> counters;

  /** All zero. */
  public Tally(Class<E> reasons) {
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

  /** Events counted for {@code reason}. */
  public long count(E reason) {
    return counters.get(reason).value;
  }

  private static final class Counter {
    private long value;
  }
}
