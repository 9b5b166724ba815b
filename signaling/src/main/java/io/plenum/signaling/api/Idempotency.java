package io.plenum.signaling.api;

import io.plenum.signaling.identity.RandomId;
import io.plenum.storage.crypto.Sha256;
import io.plenum.storage.database.Companion;
import io.plenum.storage.database.Database;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.Location;
import io.vertx.openapi.contract.Operation;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what is asked under an Idempotency-Key once (draft-ietf-httpapi-idempotency-key-header), so
 * that a client that heard nothing can ask again. Any thread may call; calls block.
 *
 * <p>The key is a row before the operation runs; the operation's own transactions mark it as having
 * written, and undo themselves when another run took the key over. So after a crash at any moment
 * the next request with the key knows whether anything was done.
 *
 * <pre>
 * (no row) → held → answered          replayed until it is KEPT_FOR old
 *            held → (no row)          the operation refused
 *            held, HELD_FOR passed    nothing written: run again; else ANSWER_LOST
 * </pre>
 */
public final class Idempotency {
  private static final Logger log = LoggerFactory.getLogger(Idempotency.class);

  static final String HEADER = "Idempotency-Key";

  /** As openapi.yaml says. */
  static final Duration KEPT_FOR = Duration.ofHours(24);

  /** Longer than any operation takes, so that whoever held a key this long has stopped. */
  static final Duration HELD_FOR = Duration.ofMinutes(1);

  /** Keys of one user that are kept: seven a minute, all day. */
  static final int KEYS_PER_USER = 10_000;

  private static final Duration ASK_AGAIN = Duration.ofSeconds(1);

  private final Database database;
  private final InstantSource clock;
  private final RandomGenerator random;

  /** `random` must be a secure source. */
  public Idempotency(Database database, InstantSource clock, RandomGenerator random) {
    this.database = database;
    this.clock = clock;
    this.random = random;
  }

  /** Whether an operation's contract has the header. */
  static boolean takenBy(Operation operation) {
    return operation.getParameters().stream()
        .anyMatch(
            parameter ->
                parameter.getIn() == Location.HEADER
                    && parameter.getName().equalsIgnoreCase(HEADER));
  }

  /** Which request it is, and who answers it. */
  private record Held(
      String principal, String key, String requestHash, String run, AnswerSeal seal) {}

  /** What is known of a key. */
  private record Known(
      String requestHash, long heldUntil, boolean written, Optional<KeptAnswer> answer) {}

  /**
   * Does the work, or gives the answer that it had.
   *
   * @param key the client's
   * @param named method and path
   * @throws Refusal when the key is held, was used for another request, or its answer is lost
   */
  Answer once(String key, String named, Request request, Supplier<Answer> work) {
    Held held =
        new Held(
            request.who().userId(),
            Sha256.hex(key),
            Sha256.hex(
                named + "\n" + request.ifMatch().orElse("") + "\n" + request.body().encode()),
            RandomId.next(random),
            new AnswerSeal(request.who().userId(), key));
    Optional<KeptAnswer> before = database.write(handle -> hold(handle, held));
    return before.map(KeptAnswer::read).orElseGet(() -> run(held, work));
  }

  private Answer run(Held held, Supplier<Answer> work) {
    Answer answer;
    try {
      answer = Companion.along(handle -> markWritten(handle, held), work);
    } catch (RuntimeException e) {
      // What refuses has made nothing, whatever it counted or noted; after a fault nobody knows.
      boolean refused = Problems.expected(e).isPresent();
      afterwards(handle -> release(handle, held, refused));
      throw e;
    }
    String sealed = held.seal().seal(KeptAnswer.of(answer).json().encode(), random);
    afterwards(handle -> keep(handle, held, answer.status(), sealed));
    return answer;
  }

  /** What happened has happened: that it cannot be noted changes no answer. */
  private void afterwards(Database.Work<Void> note) {
    try {
      database.write(note);
    } catch (RuntimeException e) {
      log.warn("The outcome of a request with a key could not be noted: {}", e.toString());
    }
  }

  /** Takes the key for this run; present: it was answered before. */
  private Optional<KeptAnswer> hold(Handle handle, Held held) {
    long now = clock.millis();
    handle.execute(
        "DELETE FROM idempotent_request WHERE principal = ? AND key = ? AND created_at <= ?",
        held.principal(),
        held.key(),
        now - KEPT_FOR.toMillis());
    Optional<Known> known = find(handle, held);
    if (known.isEmpty()) {
      insert(handle, held, now);
      return Optional.empty();
    }
    if (!known.get().requestHash().equals(held.requestHash())) {
      throw new Refusal(Problem.of(ErrorCode.KEY_REUSED));
    }
    if (known.get().answer().isEmpty()) {
      takeOver(handle, held, known.get(), now);
    }
    return known.get().answer();
  }

  private static Optional<Known> find(Handle handle, Held held) {
    return handle
        .createQuery(
            """
            SELECT request_hash, held_until, written, status, answer FROM idempotent_request
            WHERE principal = ? AND key = ?\
            """)
        .bind(0, held.principal())
        .bind(1, held.key())
        .map(
            (row, context) ->
                new Known(
                    row.getString(1),
                    row.getLong(2),
                    row.getInt(3) == 1,
                    keptAnswer(held, row.getInt(4), row.getString(5))))
        .findOne();
  }

  private static Optional<KeptAnswer> keptAnswer(Held held, int status, String sealed) {
    return Optional.ofNullable(sealed)
        .map(text -> new KeptAnswer(status, new JsonObject(held.seal().open(text))));
  }

  private static void insert(Handle handle, Held held, long now) {
    int kept =
        handle
            .createQuery("SELECT count(*) FROM idempotent_request WHERE principal = ?")
            .bind(0, held.principal())
            .mapTo(Integer.class)
            .one();
    if (kept >= KEYS_PER_USER) {
      throw new Refusal(Problem.tooMany("Too many keys in a day.", Duration.ofHours(1)));
    }
    handle.execute(
        """
        INSERT INTO idempotent_request
          (principal, key, request_hash, run, held_until, written, created_at)
        VALUES (?, ?, ?, ?, ?, 0, ?)\
        """,
        held.principal(),
        held.key(),
        held.requestHash(),
        held.run(),
        now + HELD_FOR.toMillis(),
        now);
  }

  private static void takeOver(Handle handle, Held held, Known known, long now) {
    if (known.heldUntil() > now) {
      throw new Refusal(Problem.of(ErrorCode.KEY_IN_USE).after(ASK_AGAIN));
    }
    if (known.written()) {
      throw new Refusal(
          ErrorCode.ANSWER_LOST,
          "The server stopped after it had begun to write and before it could answer. Look whether"
              + " what you asked for is there.");
    }
    handle.execute(
        "UPDATE idempotent_request SET run = ?, held_until = ? WHERE principal = ? AND key = ?",
        held.run(),
        now + HELD_FOR.toMillis(),
        held.principal(),
        held.key());
  }

  /** Joins each transaction of the operation; what lost its key must not write. */
  private static Void markWritten(Handle handle, Held held) {
    int mine =
        handle.execute(
            "UPDATE idempotent_request SET written = 1 WHERE principal = ? AND key = ? AND run = ?",
            held.principal(),
            held.key(),
            held.run());
    if (mine != 1) {
      throw new Refusal(Problem.of(ErrorCode.KEY_IN_USE));
    }
    return null;
  }

  private static Void release(Handle handle, Held held, boolean refused) {
    handle.execute(
        """
        DELETE FROM idempotent_request
        WHERE principal = ? AND key = ? AND run = ? AND written <= ?\
        """,
        held.principal(),
        held.key(),
        held.run(),
        refused ? 1 : 0);
    return null;
  }

  private static Void keep(Handle handle, Held held, int status, String sealed) {
    handle.execute(
        """
        UPDATE idempotent_request SET status = ?, answer = ?
        WHERE principal = ? AND key = ? AND run = ?\
        """,
        status,
        sealed,
        held.principal(),
        held.key(),
        held.run());
    return null;
  }

  /** Forgets what is too old to be replayed; returns how many. */
  public int sweep() {
    long before = clock.millis() - KEPT_FOR.toMillis();
    return database.write(
        handle -> handle.execute("DELETE FROM idempotent_request WHERE created_at <= ?", before));
  }
}
