package io.plenum.signaling.removal;

import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Rows of what is being removed, and of what names somebody who is. Every method runs inside a
 * transaction of its caller.
 */
final class RemovalRows {
  private RemovalRows() {}

  /** What is being removed. */
  enum Kind {
    USER("user"),
    ACCOUNT("account");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    static Kind of(String text) {
      return text.equals(USER.text) ? USER : ACCOUNT;
    }
  }

  /** One that is not done yet; {@code id} is the user's or the account's. */
  record Removal(String id, Kind kind) {}

  static void begin(Handle handle, String id, Kind kind, long nowMs) {
    handle.execute(
        "INSERT INTO removal (id, kind, begun_at) VALUES (?, ?, ?)", id, kind.text, nowMs);
  }

  /** The oldest first. */
  static List<Removal> open(Handle handle, int limit) {
    return handle
        .createQuery("SELECT id, kind FROM removal ORDER BY begun_at, id LIMIT ?")
        .bind(0, limit)
        .map((row, context) -> new Removal(row.getString(1), Kind.of(row.getString(2))))
        .list();
  }

  static void done(Handle handle, String id) {
    handle.execute("DELETE FROM removal WHERE id = ?", id);
  }

  /** Everybody of an account that is left, also those who acted there for a partner. */
  static List<String> users(Handle handle, String accountId, int limit) {
    return handle
        .createQuery("SELECT id FROM account_user WHERE account_id = ? ORDER BY id LIMIT ?")
        .bind(0, accountId)
        .bind(1, limit)
        .mapTo(String.class)
        .list();
  }

  static List<String> meetings(Handle handle, String organizerId) {
    return handle
        .createQuery("SELECT id FROM meeting WHERE organizer_id = ? ORDER BY id")
        .bind(0, organizerId)
        .mapTo(String.class)
        .list();
  }

  /** Takes the name off some of the messages that a user sent; returns of how many. */
  static int unnameMessages(Handle handle, String userId, int limit) {
    return handle.execute(
        """
        UPDATE chat_message SET name = '' WHERE (meeting_id, id) IN
          (SELECT meeting_id, id FROM chat_message WHERE user_id = ? AND name <> '' LIMIT ?)\
        """,
        userId,
        limit);
  }

  /** Takes the name off some of the replies that quote a user; returns of how many. */
  static int unnameQuotes(Handle handle, String userId, int limit) {
    return handle.execute(
        """
        UPDATE chat_message SET quote_name = NULL WHERE (meeting_id, id) IN
          (SELECT meeting_id, id FROM chat_message
           WHERE quote_user_id = ? AND quote_name IS NOT NULL LIMIT ?)\
        """,
        userId,
        limit);
  }

  /** Takes the name off some of the files that a user added; returns of how many. */
  static int unnameFiles(Handle handle, String userId, int limit) {
    return handle.execute(
        """
        UPDATE meeting_file SET author = '' WHERE id IN
          (SELECT id FROM meeting_file WHERE user_id = ? AND author <> '' LIMIT ?)\
        """,
        userId,
        limit);
  }

  /** Forgets the answers that were kept for a user who repeats a request. */
  static void forgetAnswers(Handle handle, String userId) {
    handle.execute("DELETE FROM idempotent_request WHERE principal = ?", userId);
  }

  /** Takes the name off some of the seats that a user sat in; returns of how many. */
  static int unnameSeats(Handle handle, String userId, int limit) {
    return handle.execute(
        """
        UPDATE seat SET name = '' WHERE id IN
          (SELECT id FROM seat WHERE user_id = ? AND name <> '' AND gone_at IS NOT NULL LIMIT ?)\
        """,
        userId,
        limit);
  }

  /** Takes the name off the users who stood for a partner admin in customer accounts. */
  static void unnameStandIns(Handle handle, String userId) {
    handle.execute("UPDATE account_user SET name = '' WHERE stands_for = ?", userId);
  }

  static void deleteUser(Handle handle, String userId) {
    handle.execute("DELETE FROM account_user WHERE id = ?", userId);
  }

  /** The row stays, because the audit log outlives the account; it no longer says whose it was. */
  static void emptyAccount(Handle handle, String accountId) {
    handle.execute(
        "UPDATE account SET name = '', settings = '{}', managed_by = NULL WHERE id = ?", accountId);
  }
}
