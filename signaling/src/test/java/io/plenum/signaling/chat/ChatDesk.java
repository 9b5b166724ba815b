package io.plenum.signaling.chat;

import io.plenum.signaling.audit.Actor;
import io.plenum.signaling.audit.AuditKind;
import io.plenum.signaling.audit.AuditLog;
import io.plenum.signaling.message.Attachment.FileCard;
import io.plenum.signaling.message.ChatAuthor;
import io.plenum.signaling.message.ChatDraft;
import io.plenum.signaling.message.ChatMessage;
import io.plenum.signaling.message.SeatKind;
import io.plenum.signaling.search.ChatIndex;
import io.plenum.signaling.search.SearchText;
import io.plenum.signaling.space.SpaceFeed;
import io.plenum.storage.database.Database;
import io.plenum.storage.testkit.TestDatabase;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A chat on a real database with two meetings of one account, and a clock that is put forward. */
final class ChatDesk implements AutoCloseable {
  final Database database;
  final SpaceFeed feed;
  final Chat chat;
  boolean changeable = true;
  Instant now = Instant.parse("2026-11-21T09:00:00Z");

  ChatDesk(TestDatabase store) {
    SecureRandom random = new SecureRandom();
    database = store.open();
    database.write(
        handle -> {
          handle.execute("INSERT INTO account (id, name, created_at) VALUES ('acme', 'Acme', 0)");
          for (String user : List.of("ann", "bob")) {
            handle.execute(
                "INSERT INTO account_user"
                    + " (id, account_id, name, email, role, password_hash, created_at)"
                    + " VALUES (?, 'acme', ?, ?, 'user', '', 0)",
                user,
                user,
                user);
          }
          for (String meeting : List.of("m1", "m2")) {
            handle.execute("INSERT INTO access_code (code) VALUES (?)", meeting);
            handle.execute(
                "INSERT INTO meeting"
                    + " (id, account_id, organizer_id, name, access_code, created_at)"
                    + " VALUES (?, 'acme', 'ann', 'Weekly', ?, 0)",
                meeting,
                meeting);
          }
          return null;
        });
    feed = Chat.feed(database);
    chat =
        new Chat(
            database,
            feed,
            () -> now,
            new AuditLog(() -> now, random, "test"),
            new Chat.Rules(
                account -> changeable,
                (handle, meeting, file) ->
                    file.equals("f1")
                        ? Optional.of(new FileCard("f1", "plan.pdf", 7, "application/pdf"))
                        : Optional.empty(),
                new ChatLimits(100_000, 1)));
  }

  static Participant user(String id) {
    return user(id, "m1");
  }

  static Participant user(String id, String meeting) {
    return new Participant(
        "acme",
        meeting,
        new ChatAuthor(null, id, id, SeatKind.REGISTERED),
        Instant.EPOCH,
        Actor.of(id, id, "192.0.2.1:5"));
  }

  /** A guest in a seat who sees the chat from a moment on. */
  static Participant guest(String seat, Instant from) {
    return new Participant(
        "acme",
        "m1",
        new ChatAuthor(seat, null, "Zoe", SeatKind.GUEST),
        from,
        Actor.of(seat, "Zoe", "192.0.2.2:5"));
  }

  ChatMessage say(String user, String text) {
    return chat.post(user(user), ChatDraft.of(text));
  }

  ChatMessage reply(Participant who, long to, String text) {
    return chat.post(who, new ChatDraft(text, to, null, null));
  }

  /** How many messages are found by a word, if all meetings are on one's list. */
  int found(String word) {
    return database.write(
        handle -> {
          handle.execute(
              "INSERT INTO home_entry (user_id, meeting_id, organized, listed_at)"
                  + " SELECT 'ann', id, 1, 0 FROM meeting WHERE TRUE ON CONFLICT DO NOTHING");
          return ChatIndex.of(database.dialect())
              .find(handle, "ann", SearchText.terms(word), 10)
              .size();
        });
  }

  /** How often the audit log tells of this. */
  int logged(AuditKind kind) {
    return database.read(
        handle ->
            handle
                .createQuery("SELECT count(*) FROM audit_entry WHERE kind = ?")
                .bind(0, kind.text())
                .mapTo(Integer.class)
                .one());
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  /** The message as it is read now. */
  ChatMessage read(long id) {
    return chat.tail("m1", 1_000).newest().stream()
        .filter(message -> message.id() == id)
        .findFirst()
        .orElseThrow();
  }

  @Override
  public void close() {
    database.close();
  }
}
