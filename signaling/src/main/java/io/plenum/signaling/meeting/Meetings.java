package io.plenum.signaling.meeting;

import io.plenum.signaling.identity.Principal;
import io.plenum.signaling.identity.RandomId;
import io.plenum.storage.database.Database;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;

/**
 * The meetings of all accounts. Any thread may call; calls block on the database. Methods that take
 * a handle run in the caller's transaction. What follows from a change (letters, audit) is not
 * written here: {@code MeetingDesk} is whom organizers ask.
 */
public final class Meetings {
  private final Database database;
  private final InstantSource clock;
  private final RandomGenerator random;

  /** `random` must be a secure source. */
  public Meetings(Database database, InstantSource clock, RandomGenerator random) {
    this.database = database;
    this.clock = clock;
    this.random = random;
  }

  /** The names of a meeting that is about to be made, drawn before the transaction begins. */
  public record Fresh(String id, List<String> codes) {}

  /** Draws the names of a meeting. */
  public Fresh fresh() {
    return new Fresh(RandomId.next(random), AccessCode.candidates(random));
  }

  /** Makes a meeting of the organizer's account, and puts it on the organizer's list. */
  public Meeting create(Handle handle, Fresh fresh, Principal organizer, MeetingDraft draft) {
    Instant now = Instant.ofEpochMilli(clock.millis());
    String code =
        MeetingRows.claimCode(handle, fresh.codes())
            .orElseThrow(() -> new IllegalStateException("no free access code"));
    Meeting meeting =
        new Meeting(
            fresh.id(),
            organizer.accountId(),
            draft.name(),
            MeetingRows.person(handle, organizer.userId()).orElseThrow(MeetingRefused::notFound),
            code,
            now,
            draft.schedule(),
            draft.settings(),
            1,
            0);
    MeetingRows.insert(handle, meeting);
    HomeRows.organized(handle, meeting.organizerId(), meeting.id(), now);
    return meeting;
  }

  /** Makes an ad hoc meeting, in a transaction of its own. */
  public Meeting create(Principal organizer, String name) {
    Fresh fresh = fresh();
    return database.write(handle -> create(handle, fresh, organizer, MeetingDraft.named(name)));
  }

  /**
   * The meeting becomes what the draft says.
   *
   * @return as it is now; the same object when nothing changes
   */
  public Meeting change(Handle handle, Meeting before, MeetingDraft draft) {
    if (draft.equals(before.draft())) {
      return before;
    }
    boolean inCalendars =
        !draft.name().equals(before.name()) || !draft.schedule().equals(before.schedule());
    Meeting after = before.as(draft).changed(inCalendars);
    MeetingRows.save(handle, after);
    return after;
  }

  /**
   * Takes the next number of the meeting's iCalendar object: each letter about a change has one.
   */
  public Meeting nextSequence(Handle handle, Meeting before) {
    Meeting after = before.nextSequence();
    MeetingRows.save(handle, after);
    return after;
  }

  /** The meeting now belongs to another user of its account. */
  public Meeting handOver(Handle handle, Meeting before, String toUserId) {
    Meeting after =
        before
            .by(MeetingRows.person(handle, toUserId).orElseThrow(MeetingRefused::notFound))
            .changed(true);
    MeetingRows.save(handle, after);
    HomeRows.organized(handle, toUserId, after.id(), Instant.ofEpochMilli(clock.millis()));
    HomeRows.organizedNoMore(handle, before.organizerId(), after.id());
    return after;
  }

  /** The meetings that a user organizes, also those on no list any more. */
  public List<Meeting> organizedBy(Handle handle, String userId) {
    return handle
        .createQuery(MeetingRows.SELECT + "m.organizer_id = ? ORDER BY m.created_at, m.id")
        .bind(0, userId)
        .map((row, context) -> MeetingRows.read(row))
        .list();
  }

  /** The meeting with this access code, as somebody typed it (spaces and dashes allowed). */
  public Optional<Meeting> byCode(String code) {
    return AccessCode.parse(code)
        .flatMap(digits -> database.read(handle -> MeetingRows.byCode(handle, digits)));
  }

  /** The meeting with this id, if it belongs to the account. */
  public Optional<Meeting> byId(String accountId, String id) {
    return database.read(handle -> byId(handle, accountId, id));
  }

  /** The same, in the caller's transaction. */
  public Optional<Meeting> byId(Handle handle, String accountId, String id) {
    return MeetingRows.byId(handle, id).filter(meeting -> meeting.accountId().equals(accountId));
  }

  /** The meeting with this id, of whatever account. */
  public Optional<Meeting> byId(String id) {
    return database.read(handle -> MeetingRows.byId(handle, id));
  }

  /**
   * Whether somebody may enter the meeting's space, and its live session without waiting
   * (REQUIREMENTS W-1, M-7): a user of its account, and if it is for invited people only, its
   * organizer or one of the invited. Everybody else is a guest there.
   */
  public boolean mayEnter(Meeting meeting, Principal who) {
    return isOpen(meeting, who) || database.read(handle -> mayEnter(handle, meeting, who));
  }

  /** The same, in the caller's transaction. */
  public boolean mayEnter(Handle handle, Meeting meeting, Principal who) {
    return isOpen(meeting, who)
        || (isOwn(meeting, who) && invited(handle, meeting.id(), who.userId()));
  }

  /**
   * A meeting whose space somebody may enter: to another account's people it does not exist, a
   * colleague who is not invited hears so.
   *
   * @throws MeetingRefused when there is none in their account, or they are not invited
   */
  public Meeting entered(Principal who, String id) {
    return database.read(handle -> entered(handle, who, id));
  }

  /** The same, in the caller's transaction. */
  public Meeting entered(Handle handle, Principal who, String id) {
    Meeting meeting = byId(handle, who.accountId(), id).orElseThrow(MeetingRefused::notFound);
    if (!mayEnter(handle, meeting, who)) {
      throw new MeetingRefused(
          MeetingRefused.Reason.NOT_INVITED, "This meeting is for invited people only.");
    }
    return meeting;
  }

  private static boolean isOwn(Meeting meeting, Principal who) {
    return who.accountId().equals(meeting.accountId());
  }

  private static boolean isOpen(Meeting meeting, Principal who) {
    boolean organizes = who.userId().equals(meeting.organizerId());
    return isOwn(meeting, who) && (organizes || !meeting.settings().inviteOnly());
  }

  /** By the address too: who was invited before they became a user is invited all the same. */
  private static boolean invited(Handle handle, String meetingId, String userId) {
    return handle
        .createQuery(
            """
            SELECT EXISTS (SELECT 1 FROM invite i JOIN account_user u ON u.id = ?
              WHERE i.meeting_id = ? AND (i.user_id = u.id OR i.email = u.email))\
            """)
        .bind(0, userId)
        .bind(1, meetingId)
        .mapTo(Boolean.class)
        .one();
  }
}
