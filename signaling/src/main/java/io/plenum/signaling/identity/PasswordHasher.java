package io.plenum.signaling.identity;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * Hashes passwords on one platform thread of low priority, so that a rush of sign-ins takes at most
 * one core from meetings, and never a virtual thread's carrier. Any thread may call; calls block.
 */
public final class PasswordHasher implements AutoCloseable {
  /**
   * A rush of 50 (issue: simultaneous sign-ins) fits twice over; at some 50 ms each the last waits
   * five seconds.
   */
  private static final int QUEUE_LIMIT = 100;

  /** By then about half of a full queue is done. */
  private static final Duration RETRY_AFTER = Duration.ofSeconds(3);

  private final RandomGenerator random;
  private final ThreadPoolExecutor worker;
  private final PasswordHash nobody;

  /** `random` must be a secure source. */
  public PasswordHasher(RandomGenerator random) {
    this(random, QUEUE_LIMIT);
  }

  /** With another limit of passwords that may wait. */
  public PasswordHasher(RandomGenerator random, int queueLimit) {
    this.random = random;
    this.worker =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(queueLimit),
            PasswordHasher::thread);
    this.nobody = PasswordHash.ofNone(random);
  }

  // The bound is the single thread; the priority only helps where the system heeds it (Linux:
  // -XX:ThreadPriorityPolicy=1).
  @SuppressWarnings("ThreadPriorityCheck")
  private static Thread thread(Runnable work) {
    return Thread.ofPlatform()
        .name("plenum-password")
        .daemon(true)
        .priority(Thread.MIN_PRIORITY)
        .unstarted(work);
  }

  /** A new hash, as it is stored. */
  String hash(String password) {
    return hashNow(password).toString();
  }

  private PasswordHash hashNow(String password) {
    return onWorker(() -> PasswordHash.of(password, random));
  }

  /**
   * Whether the password fits the stored hash. Without one (unknown user) it works as long and
   * answers false, so that time tells nothing.
   */
  boolean matches(String password, Optional<String> stored) {
    PasswordHash hash = stored.map(PasswordHash::parse).orElse(nobody);
    return onWorker(() -> hash.matches(password)) && stored.isPresent();
  }

  private <T> T onWorker(Callable<T> work) {
    try {
      Future<T> result = worker.submit(work);
      return result.get();
    } catch (RejectedExecutionException e) {
      throw new HasherBusy(RETRY_AFTER);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HasherBusy(RETRY_AFTER);
    } catch (ExecutionException e) {
      throw new IllegalStateException("hashing failed", e.getCause());
    }
  }

  @Override
  public void close() {
    worker.shutdownNow();
  }
}
