package io.plenum.signaling.invite;

import io.plenum.node.TestMeetings;
import io.plenum.signaling.access.Role;
import io.plenum.signaling.api.MeetingParts;
import io.plenum.signaling.identity.Principal;
import io.plenum.signaling.meeting.MeetingDeletion.Step;
import io.plenum.signaling.meeting.MeetingDraft;
import io.plenum.signaling.meeting.MeetingSettings;
import io.plenum.signaling.meeting.Schedule;
import io.plenum.signaling.search.ChatIndex;
import io.plenum.storage.database.Database;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** Two companies on one database: Acme with Ann, Bob and Cleo, and Other with Olaf. */
public final class Acme {
  public static final String SOURCE = "192.0.2.1:50000";
  public static final Principal ANN = user("ann", "acme");
  public static final Principal BOB = user("bob", "acme");
  public static final Principal CLEO = user("cleo", "acme");
  public static final Principal OLAF = user("olaf", "other");

  final Database database;

  /** A millisecond later each time somebody looks. */
  final AtomicLong nowMs = new AtomicLong(Instant.parse("2026-03-01T12:00:00Z").toEpochMilli());

  final InstantSource clock = () -> Instant.ofEpochMilli(nowMs.incrementAndGet());
  public final MeetingParts meetings;

  /** With their accounts and users. */
  public Acme(Database database, Step... steps) {
    this.database = database;
    this.meetings = TestMeetings.on(database, clock, steps);
    database.write(
        handle -> {
          for (String account : List.of("acme", "other")) {
            handle.execute(
                "INSERT INTO account (id, name, created_at) VALUES (?, ?, 0)"
                    + " ON CONFLICT DO NOTHING",
                account,
                account);
          }
          for (Principal one : List.of(ANN, BOB, CLEO, OLAF)) {
            handle.execute(
                "INSERT INTO account_user (id, account_id, name, email, role, password_hash,"
                    + " created_at) VALUES (?, ?, ?, ?, 'user', '', 0) ON CONFLICT DO NOTHING",
                one.userId(),
                one.accountId(),
                one.name(),
                one.userId() + "@" + one.accountId() + ".test");
          }
          return null;
        });
  }

  private static Principal user(String id, String account) {
    String name = Character.toUpperCase(id.charAt(0)) + id.substring(1);
    return new Principal(
        id, account, name, Role.USER, "sign-in-" + id, Optional.empty(), false, Set.of());
  }

  /** Every Monday at nine in Berlin. */
  public static MeetingDraft weekly(String name) {
    return new MeetingDraft(
        name,
        Optional.of(
            Schedule.parse(
                "2026-03-02T09:00", 45, "Europe/Berlin", Optional.of("FREQ=WEEKLY;BYDAY=MO"))),
        MeetingSettings.STANDARD);
  }

  static MeetingDraft inviteOnly(String name) {
    return new MeetingDraft(
        name,
        Optional.empty(),
        new MeetingSettings(true, false, MeetingSettings.GuestsSeeChatFrom.BEGINNING, true, false));
  }

  /** Somebody by address. */
  public static Invitee mail(String address) {
    return new Invitee(
        Optional.empty(), Optional.of(address), Optional.empty(), Invite.Role.REQUIRED);
  }

  static Invitee user(Principal who) {
    return new Invitee(
        Optional.of(who.userId()), Optional.empty(), Optional.empty(), Invite.Role.OPTIONAL);
  }

  /** All mails that wait, the first first. */
  List<JsonObject> mails() {
    return database.read(
        handle ->
            handle
                .createQuery("SELECT content FROM outbox WHERE kind = 'mail' ORDER BY created_at")
                .mapTo(String.class)
                .map(JsonObject::new)
                .list());
  }

  /** Kinds of the account's audit entries, the first first. */
  List<String> audit(String account) {
    return database.read(
        handle ->
            handle
                .createQuery("SELECT kind FROM audit_entry WHERE account_id = ? ORDER BY seq")
                .bind(0, account)
                .mapTo(String.class)
                .list());
  }

  long rows(String table) {
    return database.read(
        handle -> handle.createQuery("SELECT count(*) FROM " + table).mapTo(Long.class).one());
  }

  void say(String meetingId, long id, Principal who, String text) {
    database.write(
        handle -> {
          handle.execute(
              "INSERT INTO chat_message (meeting_id, id, user_id, name, kind, text, sent_at)"
                  + " VALUES (?, ?, ?, ?, 'registered', ?, ?)",
              meetingId,
              id,
              who.userId(),
              who.name(),
              text,
              clock.millis());
          ChatIndex.of(database.dialect()).put(handle, meetingId, id, text);
          return null;
        });
  }
}
