package io.plenum.signaling.identity.oauth;

import io.plenum.signaling.access.Scope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** Rows of machine clients. Every method runs inside a transaction of its caller. */
final class ApiClientRows {
  private static final String SELECT =
      "SELECT c.id, c.account_id, c.name, c.user_id, u.name, c.scopes, c.created_at, c.used_at FROM"
          + " api_client c JOIN account_user u ON u.id = c.user_id ";

  private ApiClientRows() {}

  static void insert(Handle handle, ApiClient client) {
    handle.execute(
        "INSERT INTO api_client (id, account_id, user_id, name, scopes, created_at) VALUES (?, ?,"
            + " ?, ?, ?, ?)",
        client.id(),
        client.accountId(),
        client.userId(),
        client.name(),
        client.scopes().stream().map(Scope::text).sorted().collect(Collectors.joining(" ")),
        client.createdAt().toEpochMilli());
  }

  static int count(Handle handle, String accountId) {
    return handle
        .createQuery("SELECT count(*) FROM api_client WHERE account_id = ?")
        .bind(0, accountId)
        .mapTo(Integer.class)
        .one();
  }

  /** Oldest first. */
  static List<ApiClient> ofAccount(Handle handle, String accountId) {
    return handle
        .createQuery(SELECT + "WHERE c.account_id = ? ORDER BY c.created_at, c.id")
        .bind(0, accountId)
        .map(ApiClientRows::read)
        .list();
  }

  static Optional<ApiClient> ofAccount(Handle handle, String accountId, String id) {
    return handle
        .createQuery(SELECT + "WHERE c.id = ? AND c.account_id = ?")
        .bind(0, id)
        .bind(1, accountId)
        .map(ApiClientRows::read)
        .findOne();
  }

  /** The client whose secret this is, if it has not expired. */
  static Optional<ApiClient> bySecret(Handle handle, String id, byte[] secretHash, Instant now) {
    return handle
        .createQuery(
            SELECT
                + "JOIN api_client_secret s ON s.client_id = c.id WHERE c.id = ? AND s.hash = ?"
                + " AND (s.expires_at IS NULL OR s.expires_at > ?)")
        .bind(0, id)
        .bind(1, secretHash)
        .bind(2, now.toEpochMilli())
        .map(ApiClientRows::read)
        .findOne();
  }

  static void addSecret(Handle handle, String id, byte[] hash) {
    handle.execute("INSERT INTO api_client_secret (hash, client_id) VALUES (?, ?)", hash, id);
  }

  /** The secrets until now end then; those that an earlier change left end at once. */
  static void endSecrets(Handle handle, String id, Instant then) {
    handle.execute(
        "DELETE FROM api_client_secret WHERE client_id = ? AND expires_at IS NOT NULL", id);
    handle.execute(
        "UPDATE api_client_secret SET expires_at = ? WHERE client_id = ?", then.toEpochMilli(), id);
  }

  static void used(Handle handle, String id, Instant now) {
    handle.execute("UPDATE api_client SET used_at = ? WHERE id = ?", now.toEpochMilli(), id);
  }

  static void delete(Handle handle, String id) {
    handle.execute("DELETE FROM api_client WHERE id = ?", id);
  }

  /** The sign-ins of a client that still stand, oldest first. */
  static List<String> standing(Handle handle, String id, Instant now) {
    return handle
        .createQuery(
            "SELECT s.id FROM api_client_token t JOIN sign_in s ON s.id = t.sign_in_id WHERE"
                + " t.client_id = ? AND s.revoked_at IS NULL AND s.expires_at > ? ORDER BY"
                + " s.created_at, s.id")
        .bind(0, id)
        .bind(1, now.toEpochMilli())
        .mapTo(String.class)
        .list();
  }

  /** The client that a sign-in was made for. */
  static Optional<String> clientOf(Handle handle, String signInId) {
    return handle
        .createQuery("SELECT client_id FROM api_client_token WHERE sign_in_id = ?")
        .bind(0, signInId)
        .mapTo(String.class)
        .findOne();
  }

  private static ApiClient read(ResultSet row, StatementContext context) throws SQLException {
    long usedAtMs = row.getLong(8);
    return new ApiClient(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        scopes(row.getString(6)),
        Instant.ofEpochMilli(row.getLong(7)),
        usedAtMs == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(usedAtMs)));
  }

  private static Set<Scope> scopes(String text) {
    return Arrays.stream(text.split(" "))
        .flatMap(one -> Scope.of(one).stream())
        .collect(Collectors.toUnmodifiableSet());
  }
}
