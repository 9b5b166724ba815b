package io.plenum.testkit;

import java.util.Comparator;
import java.util.PriorityQueue;

/** Time that passes only when told to: events happen in order, minutes take milliseconds. */
public final class VirtualClock {
  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparingLong(Event::atNs).thenComparingLong(Event::order));
  private long nowNs;
  private long order;

  /** A clock that begins at {@code startNs}; not 0, so that nobody relies on it. */
  public VirtualClock(long startNs) {
    nowNs = startNs;
  }

  /** The time. */
  public long nowNs() {
    return nowNs;
  }

  /** Lets {@code action} happen at {@code atNs}, at once if that has passed. */
  public void at(long atNs, Runnable action) {
    events.add(new Event(Math.max(atNs, nowNs), order++, action));
  }

  /** Lets {@code action} happen every {@code periodNs}, first in {@code periodNs}. */
  public void every(long periodNs, Runnable action) {
    at(
        nowNs + periodNs,
        () -> {
          action.run();
          every(periodNs, action);
        });
  }

  /** An alarm that is not set; {@code ring} may set it again. */
  public Alarm alarm(Runnable ring) {
    return new Alarm(ring);
  }

  /** Lets {@code durationNs} pass, with all that happens in it. */
  public void run(long durationNs) {
    long endNs = nowNs + durationNs;
    while (!events.isEmpty() && events.peek().atNs() <= endNs) {
      Event event = events.poll();
      nowNs = event.atNs();
      event.action().run();
    }
    nowNs = endNs;
  }

  /** One who is woken at the earliest time that they asked for, and then may ask again. */
  public final class Alarm {
    private final Runnable ring;
    private long setForNs = Long.MAX_VALUE;

    private Alarm(Runnable ring) {
      this.ring = ring;
    }

    /** Wakes at {@code atNs}, unless it is set for an earlier time. */
    public void set(long atNs) {
      if (atNs >= setForNs) {
        return;
      }
      setForNs = atNs;
      at(
          atNs,
          () -> {
            setForNs = Long.MAX_VALUE;
            ring.run();
          });
    }
  }

  private record Event(long atNs, long order, Runnable action) {}
}
