package io.plenum.signaling.post;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Rows of webhook endpoints. Every method runs inside a transaction of its caller. */
final class EndpointRows {
  private EndpointRows() {}

  static void insert(Handle handle, Endpoint endpoint, String secret) {
    handle.execute(
        """
        INSERT INTO webhook_endpoint (id, account_id, url, events, secret, enabled, created_at,
          version)
        VALUES (?, ?, ?, ?, ?, 1, ?, ?)\
        """,
        endpoint.id(),
        endpoint.accountId(),
        endpoint.url(),
        text(endpoint.events()),
        secret,
        endpoint.createdAt().toEpochMilli(),
        endpoint.version());
  }

  static int count(Handle handle, String accountId) {
    return handle
        .createQuery("SELECT count(*) FROM webhook_endpoint WHERE account_id = ?")
        .bind(0, accountId)
        .mapTo(Integer.class)
        .one();
  }

  /** Oldest first. */
  static List<Endpoint> ofAccount(Handle handle, String accountId) {
    return handle
        .createQuery("SELECT * FROM webhook_endpoint WHERE account_id = ? ORDER BY created_at, id")
        .bind(0, accountId)
        .map((row, context) -> read(row))
        .list();
  }

  static Optional<Endpoint> find(Handle handle, String accountId, String id) {
    return handle
        .createQuery("SELECT * FROM webhook_endpoint WHERE id = ? AND account_id = ?")
        .bind(0, id)
        .bind(1, accountId)
        .map((row, context) -> read(row))
        .findOne();
  }

  private static Endpoint read(ResultSet row) throws SQLException {
    long since = row.getLong("failing_since");
    Optional<Instant> failing =
        row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(since));
    return new Endpoint(
        row.getString("id"),
        row.getString("account_id"),
        row.getString("url"),
        events(row.getString("events")),
        row.getInt("enabled") == 1,
        failing,
        Instant.ofEpochMilli(row.getLong("created_at")),
        row.getLong("version"));
  }

  /** Types that a later version knew are left out. */
  static List<EventType> events(String text) {
    return Arrays.stream(text.split(" ", -1)).flatMap(one -> EventType.of(one).stream()).toList();
  }

  private static String text(List<EventType> events) {
    return events.stream().map(EventType::text).distinct().collect(Collectors.joining(" "));
  }

  static void change(Handle handle, Endpoint changed) {
    handle.execute(
        """
        UPDATE webhook_endpoint SET url = ?, events = ?, enabled = ?, failing_since = NULL,
          version = ?
        WHERE id = ?\
        """,
        changed.url(),
        text(changed.events()),
        changed.enabled() ? 1 : 0,
        changed.version(),
        changed.id());
  }

  static void rotate(Handle handle, String id, String secret, long oldUntilMs) {
    handle.execute(
        """
        UPDATE webhook_endpoint SET old_secret = secret, old_until = ?, secret = ?,
          version = version + 1
        WHERE id = ?\
        """,
        oldUntilMs,
        secret,
        id);
  }

  static void delete(Handle handle, String id) {
    handle.execute("DELETE FROM webhook_endpoint WHERE id = ?", id);
  }

  static void deleteAllOf(Handle handle, String accountId) {
    handle.execute("DELETE FROM webhook_endpoint WHERE account_id = ?", accountId);
  }

  /** Where a letter goes and what signs it; empty: nowhere any more. */
  static Optional<Addressee> addressee(Handle handle, String id) {
    return handle
        .createQuery(
            """
            SELECT url, secret, old_secret, old_until FROM webhook_endpoint
            WHERE id = ? AND enabled = 1\
            """)
        .bind(0, id)
        .map(
            (row, context) ->
                new Addressee(
                    row.getString(1),
                    row.getString(2),
                    Optional.ofNullable(row.getString(3)),
                    row.getLong(4)))
        .findOne();
  }

  static void arrived(Handle handle, DueLetter letter) {
    handle.execute(
        "UPDATE webhook_endpoint SET failing_since = NULL WHERE id = ? AND failing_since IS NOT"
            + " NULL",
        letter.lane());
  }

  /** Notes a failure; after days of nothing else the endpoint is switched off. */
  static void failed(Handle handle, DueLetter letter, long nowMs) {
    if (letter.isMail()) {
      return;
    }
    handle.execute(
        "UPDATE webhook_endpoint SET failing_since = ? WHERE id = ? AND failing_since IS NULL",
        nowMs,
        letter.lane());
    boolean hopeless =
        handle
                .createQuery(
                    "SELECT count(*) FROM webhook_endpoint WHERE id = ? AND failing_since <= ?")
                .bind(0, letter.lane())
                .bind(1, nowMs - Patience.FAILING_LIMIT.toMillis())
                .mapTo(Integer.class)
                .one()
            > 0;
    if (hopeless) {
      disable(handle, letter.lane(), nowMs, "the endpoint took nothing for days");
    }
  }

  /** Switches an endpoint off and gives up what waits for it. */
  static void disable(Handle handle, String id, long nowMs, String reason) {
    handle.execute(
        """
        UPDATE webhook_endpoint SET enabled = 0, version = version + 1
        WHERE id = ? AND enabled = 1\
        """,
        id);
    handle.execute(
        """
        UPDATE outbox SET state = 'failed', done_at = ?, reason = ?
        WHERE endpoint_id = ? AND state = 'waiting'\
        """,
        nowMs,
        "switched off: " + reason,
        id);
  }

  /** Switches off every endpoint for which more than this many letters wait. */
  static int disableOverfull(Handle handle, int limit, long nowMs) {
    List<String> full =
        handle
            .createQuery(
                """
                SELECT lane FROM outbox WHERE state = 'waiting' AND kind = 'webhook'
                GROUP BY lane HAVING count(*) > ?\
                """)
            .bind(0, limit)
            .mapTo(String.class)
            .list();
    full.forEach(id -> disable(handle, id, nowMs, "more than " + limit + " events waited"));
    return full.size();
  }
}
