package io.plenum.signaling.meeting;

import io.plenum.signaling.audit.AuditEvent;
import io.plenum.signaling.audit.AuditKind;
import io.plenum.signaling.audit.AuditLog;
import io.plenum.signaling.identity.Principal;
import io.plenum.signaling.identity.RandomId;
import io.plenum.signaling.page.Page;
import io.plenum.signaling.page.PageRequest;
import io.plenum.signaling.page.Place;
import io.plenum.storage.database.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * The meetings of all accounts. Any thread may call; calls block on the database. Nothing here asks
 * who may: callers do.
 */
public final class Meetings {
  /**
   * With 9 × 10^8 codes a second draw is rare and a tenth means that the random source is broken.
   */
  private static final int DRAW_LIMIT = 10;

  private static final String SELECT =
      "SELECT m.id, m.account_id, m.name, m.organizer_id, u.name, m.access_code, m.created_at"
          + " FROM meeting m JOIN account_user u ON u.id = m.organizer_id ";

  private static final Place AFTER_ALL = new Place(Long.MAX_VALUE, "");

  private final Database database;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final AuditLog audit;

  /** `random` must be a secure source. */
  public Meetings(Database database, InstantSource clock, RandomGenerator random, AuditLog audit) {
    this.database = database;
    this.clock = clock;
    this.random = random;
    this.audit = audit;
  }

  /**
   * Makes an ad hoc meeting of the organizer's account.
   *
   * @param source address and port of the organizer, for the audit log
   */
  public Meeting create(Principal organizer, String name, String source) {
    String id = RandomId.next(random);
    Instant now = Instant.ofEpochMilli(clock.millis());
    return database.write(
        handle -> {
          String code = newCode(handle);
          handle.execute(
              "INSERT INTO meeting (id, account_id, organizer_id, name, access_code, created_at)"
                  + " VALUES (?, ?, ?, ?, ?, ?)",
              id,
              organizer.accountId(),
              organizer.userId(),
              name,
              code,
              now.toEpochMilli());
          audit.append(
              handle,
              new AuditEvent(
                  organizer.accountId(),
                  AuditKind.MEETING_CREATED,
                  organizer.actor(source),
                  Optional.of(id),
                  Map.of(),
                  Map.of("meetingName", name)));
          return new Meeting(
              id, organizer.accountId(), name, organizer.userId(), organizer.name(), code, now);
        });
  }

  /** A code that was never given out, now marked as given out. */
  private String newCode(Handle handle) {
    for (int i = 0; i < DRAW_LIMIT; i++) {
      String code = AccessCode.draw(random);
      if (handle.execute("INSERT INTO access_code (code) VALUES (?) ON CONFLICT DO NOTHING", code)
          == 1) {
        return code;
      }
    }
    throw new IllegalStateException("no free access code in " + DRAW_LIMIT + " draws");
  }

  /** The meeting with this access code, as somebody typed it (spaces and dashes allowed). */
  public Optional<Meeting> byCode(String code) {
    return AccessCode.parse(code)
        .flatMap(
            digits ->
                database.read(
                    handle ->
                        handle
                            .createQuery(SELECT + "WHERE m.access_code = ?")
                            .bind(0, digits)
                            .map(Meetings::read)
                            .findOne()));
  }

  /** The meeting with this id, if it belongs to the account. */
  public Optional<Meeting> byId(String accountId, String id) {
    return database.read(
        handle ->
            handle
                .createQuery(SELECT + "WHERE m.id = ? AND m.account_id = ?")
                .bind(0, id)
                .bind(1, accountId)
                .map(Meetings::read)
                .findOne());
  }

  /** The meetings that a user organizes, newest first. */
  public Page<Meeting> organizedBy(String userId, PageRequest wanted) {
    Place after = wanted.after().orElse(AFTER_ALL);
    List<Meeting> rows =
        database.read(
            handle ->
                handle
                    .createQuery(
                        SELECT
                            + "WHERE m.organizer_id = ? AND (m.created_at, m.id) < (?, ?)"
                            + " ORDER BY m.created_at DESC, m.id DESC LIMIT ?")
                    .bind(0, userId)
                    .bind(1, after.number())
                    .bind(2, after.id())
                    .bind(3, wanted.rows())
                    .map(Meetings::read)
                    .list());
    return Page.of(
        rows, wanted, meeting -> new Place(meeting.createdAt().toEpochMilli(), meeting.id()));
  }

  private static Meeting read(ResultSet row, StatementContext context) throws SQLException {
    return new Meeting(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        Instant.ofEpochMilli(row.getLong(7)));
  }
}
