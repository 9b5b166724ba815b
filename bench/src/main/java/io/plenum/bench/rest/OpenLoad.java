package io.plenum.bench.rest;

import java.io.IOException;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Sends requests at times that were fixed beforehand, whether the earlier ones were answered or
 * not, as many people do who know nothing of each other: the gaps are exponentially distributed (a
 * Poisson process). A request's time is counted from the moment at which it should have been sent,
 * so a server that stalls is charged for everybody who would have come meanwhile (no coordinated
 * omission). Each request has a virtual thread. Used once, by one thread.
 */
final class OpenLoad {
  /** Longer times count as this. */
  private static final long LONGEST_US = TimeUnit.SECONDS.toMicros(60);

  private static final double FIRST_SHARE = 0.05;
  private static final int DIGITS = 3;
  private static final long LAST_ANSWERS_S = 30;

  private final Random random;
  private final double perSecond;
  private final Map<String, Histogram> timesUs = new ConcurrentHashMap<>();
  private final Map<String, AtomicLong> errors = new ConcurrentHashMap<>();
  private final Histogram lateUs = new ConcurrentHistogram(LONGEST_US, DIGITS);

  OpenLoad(Random random, double perSecond) {
    this.random = random;
    this.perSecond = perSecond;
  }

  /** One request: sends, waits for the answer, and returns its status. */
  @FunctionalInterface
  interface Shot {
    int fire() throws IOException;
  }

  /** A request and what kind it is. */
  record Aimed(String kind, Shot shot) {}

  /**
   * What came of it.
   *
   * @param timesUs by kind, in µs, from when a request was due to its answer's end
   * @param errors by kind and status, where it was not 2xx
   * @param lateUs how much later than due the requests left: the load's own fault
   */
  record Outcome(Map<String, Histogram> timesUs, Map<String, Long> errors, Histogram lateUs) {
    long answered() {
      return timesUs.values().stream().mapToLong(Histogram::getTotalCount).sum();
    }

    long failed() {
      return errors.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  /**
   * Sends for so many seconds what {@code aim} draws, and waits for the last answer. For the first
   * {@code rise} seconds the rate rises evenly from a twentieth: no server is asked so much in the
   * second it starts.
   */
  Outcome run(int rise, int seconds, Function<Random, Aimed> aim) {
    long beganNs = System.nanoTime();
    long endNs = beganNs + TimeUnit.SECONDS.toNanos(seconds);
    long riseNs = TimeUnit.SECONDS.toNanos(rise);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (long dueNs = next(beganNs, share(0, riseNs));
          dueNs < endNs;
          dueNs = next(dueNs, share(dueNs - beganNs, riseNs))) {
        Aimed aimed = aim.apply(random);
        awaitTime(dueNs);
        long due = dueNs;
        lateUs.recordValue(micros(due));
        threads.execute(() -> fire(aimed, due));
      }
      threads.shutdown();
      if (!threads.awaitTermination(LAST_ANSWERS_S, TimeUnit.SECONDS)) {
        throw new IllegalStateException("requests without an answer");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    Map<String, Long> failed = new TreeMap<>();
    errors.forEach((kind, count) -> failed.put(kind, count.get()));
    return new Outcome(new TreeMap<>(timesUs), failed, lateUs);
  }

  /** Of the rate, so long after the beginning. */
  private static double share(long sinceNs, long riseNs) {
    return riseNs == 0 ? 1 : Math.clamp((double) sinceNs / riseNs, FIRST_SHARE, 1);
  }

  private long next(long beforeNs, double share) {
    return beforeNs + (long) (-Math.log(1 - random.nextDouble()) * 1e9 / (perSecond * share));
  }

  private static void awaitTime(long dueNs) {
    for (long left = dueNs - System.nanoTime(); left > 0; left = dueNs - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  private void fire(Aimed aimed, long dueNs) {
    String result;
    try {
      int status = aimed.shot().fire();
      result = status / 100 == 2 ? "" : Integer.toString(status);
    } catch (IOException | RuntimeException e) {
      result = e.getClass().getSimpleName();
    }
    timesUs
        .computeIfAbsent(aimed.kind(), _ -> new ConcurrentHistogram(LONGEST_US, DIGITS))
        .recordValue(micros(dueNs));
    if (!result.isEmpty()) {
      errors.computeIfAbsent(aimed.kind() + " " + result, _ -> new AtomicLong()).incrementAndGet();
    }
  }

  private static long micros(long sinceNs) {
    return Math.clamp((System.nanoTime() - sinceNs) / 1_000, 0, LONGEST_US);
  }
}
