package io.plenum.signaling.delivery;

import io.plenum.signaling.post.DueLetter;
import io.plenum.signaling.post.MailLetter;
import io.plenum.signaling.post.OutboxRows;
import io.plenum.signaling.post.Outcome;
import io.plenum.signaling.post.WebhookLetter;
import io.plenum.storage.database.Database;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers what lies in the outbox: looks every second what is due, claims it and gives it to a
 * courier. Several nodes may do so on one database. Stopping waits for what is on its way, within a
 * bound; what a killed process had claimed is due again when the claim runs out, or by {@link
 * OutboxRows#release} at the next start.
 */
public final class Postman implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Postman.class);

  /** The most that a letter waits for its first try when nothing else does. */
  private static final Duration EVERY = Duration.ofSeconds(1);

  /** Below what stopping the node grants a part. */
  private static final Duration STOP_BOUND = Duration.ofSeconds(4);

  private final Parts parts;
  private final Lanes lanes = new Lanes();
  private final Semaphore news = new Semaphore(0);

  /**
   * Platform threads: looking a host name up blocks in native code, which would keep a carrier of
   * the virtual threads, of which a small machine has two.
   */
  private final ExecutorService couriers =
      Executors.newFixedThreadPool(
          Lanes.LIMIT, Thread.ofPlatform().daemon().name("courier-", 0).factory());

  private final Thread thread;
  private volatile boolean stopping;

  /**
   * What the postman works with.
   *
   * @param mail empty: no mail server is configured
   * @param random for the jitter of back-off
   */
  public record Parts(
      Database database,
      InstantSource clock,
      RandomGenerator random,
      Optional<MailCourier> mail,
      WebhookCourier webhooks) {}

  private Postman(Parts parts) {
    this.parts = parts;
    this.thread = Thread.ofVirtual().name("postman").unstarted(this::run);
  }

  public static Postman start(Parts parts) {
    Postman postman = new Postman(parts);
    postman.thread.start();
    return postman;
  }

  private void run() {
    while (!stopping) {
      try {
        while (!stopping && sendDue() > 0) {
          log.trace("More may be due");
        }
        lanes.prune(System.nanoTime());
        await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException e) {
        log.warn("The outbox could not be read and is looked at again soon: {}", e.toString());
        pause();
      }
    }
  }

  /** Wakes early when a place became free, because something may wait for it. */
  private void await() throws InterruptedException {
    if (news.tryAcquire(EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
      news.drainPermits();
    }
  }

  private void pause() {
    try {
      Thread.sleep(EVERY);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Starts what is due; returns how many letters. */
  private int sendDue() {
    long nowNs = System.nanoTime();
    int free = lanes.free();
    if (free == 0) {
      return 0;
    }
    List<DueLetter> due =
        parts.database.read(
            handle -> OutboxRows.due(handle, parts.clock.millis(), free, lanes.busy(nowNs)));
    List<DueLetter> placed =
        due.stream().filter(letter -> lanes.enter(letter.lane(), nowNs)).toList();
    if (placed.isEmpty()) {
      return 0;
    }
    List<DueLetter> claimed = claim(placed);
    placed.stream()
        .filter(letter -> claimed.stream().noneMatch(mine -> mine.id().equals(letter.id())))
        .forEach(letter -> lanes.leave(letter.lane(), false, nowNs));
    claimed.forEach(letter -> couriers.execute(() -> deliver(letter)));
    return claimed.size();
  }

  private List<DueLetter> claim(List<DueLetter> placed) {
    try {
      return parts.database.write(handle -> OutboxRows.claim(handle, placed, parts.clock.millis()));
    } catch (RuntimeException e) {
      placed.forEach(letter -> lanes.leave(letter.lane(), false, System.nanoTime()));
      throw e;
    }
  }

  private void deliver(DueLetter letter) {
    Outcome outcome = tried(letter);
    boolean trouble = outcome instanceof Outcome.Later later && later.lane();
    try {
      parts.database.write(
          handle -> {
            OutboxRows.finish(handle, letter, outcome, parts.clock.millis(), parts.random);
            return null;
          });
      tell(letter, outcome);
    } catch (RuntimeException e) {
      log.warn("Letter {} is sent again: what became of it could not be noted", letter.id(), e);
    } finally {
      lanes.leave(letter.lane(), trouble, System.nanoTime());
      news.release();
    }
  }

  private Outcome tried(DueLetter due) {
    if (due.letter().isEmpty()) {
      return new Outcome.Never("its row cannot be read", OptionalInt.empty());
    }
    try {
      return switch (due.letter().get()) {
        case MailLetter mail ->
            parts.mail().map(it -> it.deliver(due.id(), mail)).orElseGet(Postman::noMailServer);
        case WebhookLetter webhook -> parts.webhooks().deliver(due.id(), webhook);
      };
    } catch (RuntimeException e) {
      log.error("Letter {} could not be delivered", due.id(), e);
      return new Outcome.Later(
          "a fault of this server", OptionalInt.empty(), false, Optional.empty());
    }
  }

  /** Mail that was written while there was a server waits for the next one. */
  private static Outcome noMailServer() {
    return new Outcome.Later(
        "no mail server is configured", OptionalInt.empty(), true, Optional.empty());
  }

  private static void tell(DueLetter letter, Outcome outcome) {
    switch (outcome) {
      case Outcome.Delivered delivered -> log.debug("Letter {} arrived", letter.id());
      case Outcome.Later later ->
          log.info("Letter {}, try {}: {}", letter.id(), letter.tries(), later.reason());
      case Outcome.Never never -> log.warn("Letter {} failed: {}", letter.id(), never.reason());
      case Outcome.Gone gone ->
          log.warn("Endpoint {} is switched off: {}", letter.lane(), gone.reason());
    }
  }

  @Override
  public void close() {
    stopping = true;
    news.release();
    try {
      thread.join(STOP_BOUND);
      couriers.shutdown();
      if (!couriers.awaitTermination(STOP_BOUND.toMillis(), TimeUnit.MILLISECONDS)) {
        log.info("Letters on their way are tried again after the next start");
        couriers.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
