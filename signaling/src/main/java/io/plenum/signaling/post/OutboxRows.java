package io.plenum.signaling.post;

import io.vertx.core.json.JsonObject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rows of the outbox as the delivery sees them. Any thread may call, each method inside a
 * transaction of its caller.
 *
 * <pre>
 * waiting ─ claim ─► waiting, due again when the claim runs out ─┬─ delivered ──────────► sent
 *    ▲                                                           ├─ refused, given up ──► failed
 *    └──────────────── later, or the process died ───────────────┘
 * </pre>
 *
 * A claim counts as a try and moves the time at which the letter is due, so that nobody else takes
 * it meanwhile; the number of tries tells whose claim still holds. A letter is sent again when a
 * process dies between sending it and saying so: at least once, under the same id.
 */
public final class OutboxRows {
  private static final Logger log = LoggerFactory.getLogger(OutboxRows.class);

  /** Longer than any try takes (its time-outs together are below 45 s). */
  public static final Duration CLAIMED_FOR = Duration.ofMinutes(2);

  /** How long an admin can see what was delivered or not, and have it delivered again. */
  public static final Duration KEPT_FOR = Duration.ofDays(7);

  private static final int REASON_LIMIT = 300;

  private OutboxRows() {}

  /**
   * Letters that are due, the longest waiting first. To be claimed before they are sent.
   *
   * @param busy lanes to leave out
   */
  public static List<DueLetter> due(Handle handle, long nowMs, int limit, Set<String> busy) {
    String others = busy.isEmpty() ? "" : " AND lane NOT IN (<busy>)";
    Query query =
        handle
            .createQuery(
                "SELECT id, account_id, kind, lane, endpoint_id, event_id, event, content, tries,"
                    + " created_at FROM outbox WHERE state = 'waiting' AND due_at <= :now"
                    + others
                    + " ORDER BY due_at LIMIT :limit")
            .bind("now", nowMs)
            .bind("limit", limit);
    if (!busy.isEmpty()) {
      query.bindList("busy", new ArrayList<>(busy));
    }
    return query.map((row, context) -> read(row)).list();
  }

  private static DueLetter read(ResultSet row) throws SQLException {
    return new DueLetter(
        row.getString("id"),
        row.getString("lane"),
        letter(row),
        row.getInt("tries"),
        row.getLong("created_at"));
  }

  /** One row that cannot be read must not keep the others waiting. */
  private static Optional<Letter> letter(ResultSet row) throws SQLException {
    String account = row.getString("account_id");
    try {
      JsonObject content = new JsonObject(row.getString("content"));
      return Optional.of(
          row.getString("kind").equals("mail")
              ? MailJson.read(account, content)
              : new WebhookLetter(
                  account,
                  row.getString("endpoint_id"),
                  row.getString("event_id"),
                  row.getString("event"),
                  content));
    } catch (RuntimeException e) {
      log.error("Letter {} cannot be read", row.getString("id"), e);
      return Optional.empty();
    }
  }

  /**
   * Takes the letters for this node, with the try counted; those that another took are left out.
   */
  public static List<DueLetter> claim(Handle handle, List<DueLetter> letters, long nowMs) {
    List<DueLetter> claimed = new ArrayList<>();
    for (DueLetter due : letters) {
      int mine =
          handle.execute(
              """
              UPDATE outbox SET tries = tries + 1, tried_at = ?, due_at = ?
              WHERE id = ? AND state = 'waiting' AND tries = ?\
              """,
              nowMs,
              nowMs + CLAIMED_FOR.toMillis(),
              due.id(),
              due.tries());
      if (mine == 1) {
        claimed.add(
            new DueLetter(due.id(), due.lane(), due.letter(), due.tries() + 1, due.createdAtMs()));
      }
    }
    return claimed;
  }

  /**
   * Makes due at once what a run that died had claimed. To be called before this run claims: one
   * server at a time uses a database (storage's ServerClaim, or the lock on the data folder), so at
   * its start no claim is anybody's.
   *
   * @return how many letters
   */
  public static int release(Handle handle, long nowMs) {
    return handle.execute(
        "UPDATE outbox SET due_at = ? WHERE state = 'waiting' AND due_at = tried_at + ?",
        nowMs,
        CLAIMED_FOR.toMillis());
  }

  /** Records what became of a claimed letter; nothing, when the claim does not hold any more. */
  public static void finish(
      Handle handle, DueLetter letter, Outcome outcome, long nowMs, RandomGenerator random) {
    switch (outcome) {
      case Outcome.Delivered delivered -> {
        close(handle, letter, "sent", null, outcome, nowMs);
        EndpointRows.arrived(handle, letter);
      }
      case Outcome.Later later -> {
        Duration age = Duration.ofMillis(nowMs - letter.createdAtMs());
        if (Patience.isOver(letter.tries(), age)) {
          close(handle, letter, "failed", "given up: " + later.reason(), outcome, nowMs);
        } else {
          putOff(handle, letter, later, nowMs, random);
        }
        EndpointRows.failed(handle, letter, nowMs);
      }
      case Outcome.Never never -> {
        close(handle, letter, "failed", never.reason(), outcome, nowMs);
        EndpointRows.failed(handle, letter, nowMs);
      }
      case Outcome.Gone gone -> {
        close(handle, letter, "failed", gone.reason(), outcome, nowMs);
        EndpointRows.disable(handle, letter.lane(), nowMs, gone.reason());
      }
    }
  }

  /** What a mail said is not kept: it may hold a password. */
  private static void close(
      Handle handle, DueLetter letter, String state, String reason, Outcome outcome, long nowMs) {
    handle.execute(
        """
        UPDATE outbox SET state = ?, done_at = ?, status = ?, reason = ?,
          content = CASE WHEN kind = 'mail' THEN NULL ELSE content END
        WHERE id = ? AND state = 'waiting' AND tries = ?\
        """,
        state,
        nowMs,
        status(outcome),
        cut(reason),
        letter.id(),
        letter.tries());
  }

  private static void putOff(
      Handle handle, DueLetter letter, Outcome.Later later, long nowMs, RandomGenerator random) {
    Duration wait = Patience.after(letter.tries(), random);
    Duration asked = later.askedFor().orElse(Duration.ZERO);
    long dueAt = nowMs + (wait.compareTo(asked) > 0 ? wait : asked).toMillis();
    handle.execute(
        """
        UPDATE outbox SET due_at = ?, status = ?, reason = ?
        WHERE id = ? AND state = 'waiting' AND tries = ?\
        """,
        dueAt,
        status(later),
        cut(later.reason()),
        letter.id(),
        letter.tries());
  }

  private static Integer status(Outcome outcome) {
    return outcome.status().isPresent() ? outcome.status().getAsInt() : null;
  }

  private static String cut(String reason) {
    return Optional.ofNullable(reason)
        .map(text -> text.substring(0, Math.min(text.length(), REASON_LIMIT)))
        .orElse(null);
  }

  /** Deletes what was done long ago, or for an account that ended; returns how many rows. */
  public static int sweep(Handle handle, long nowMs) {
    int old = handle.execute("DELETE FROM outbox WHERE done_at <= ?", nowMs - KEPT_FOR.toMillis());
    return old
        + handle.execute(
            """
            DELETE FROM outbox WHERE done_at IS NOT NULL AND account_id IN
              (SELECT id FROM account WHERE ended_at IS NOT NULL)\
            """);
  }

  /**
   * Deletes the letters of an account that ended. What its end itself has to say, that its meetings
   * are cancelled, still goes out; {@link #sweep} deletes it then.
   */
  static void endAccount(Handle handle, String accountId) {
    handle.execute(
        """
        DELETE FROM outbox WHERE account_id = ? AND (done_at IS NOT NULL
          OR created_at < (SELECT ended_at FROM account WHERE id = ?))\
        """,
        accountId,
        accountId);
  }

  /** Letters that wait. For metrics. */
  public static int waiting(Handle handle) {
    return handle
        .createQuery("SELECT count(*) FROM outbox WHERE state = 'waiting'")
        .mapTo(Integer.class)
        .one();
  }
}
