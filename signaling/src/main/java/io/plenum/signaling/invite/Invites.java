package io.plenum.signaling.invite;

import io.plenum.signaling.identity.Principal;
import io.plenum.signaling.identity.RandomId;
import io.plenum.signaling.meeting.HomeRows;
import io.plenum.signaling.meeting.Meeting;
import io.plenum.signaling.page.Page;
import io.plenum.signaling.page.PageRequest;
import io.plenum.signaling.page.Place;
import io.plenum.storage.database.Database;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;

/**
 * Who is invited to which meeting (REQUIREMENTS M-8). Any thread may call; calls block on the
 * database. Methods that take a handle run in the caller's transaction, and write no letters:
 * {@link MeetingDesk} does.
 */
public final class Invites {
  /** People invited to one meeting; larger audiences get its address. */
  public static final int PER_MEETING = 500;

  private static final Place BEFORE_ALL = new Place(Long.MIN_VALUE, "");

  private final Database database;
  private final InstantSource clock;
  private final RandomGenerator random;

  /** `random` must be a secure source. */
  public Invites(Database database, InstantSource clock, RandomGenerator random) {
    this.database = database;
    this.clock = clock;
    this.random = random;
  }

  /** A page of those invited to a meeting, who was invited first first. */
  public Page<Invite> page(String meetingId, PageRequest wanted) {
    Place after = wanted.after().orElse(BEFORE_ALL);
    List<Invite> rows =
        database.read(
            handle ->
                InviteRows.page(handle, meetingId, after.number(), after.id(), wanted.rows()));
    return Page.of(
        rows, wanted, invite -> new Place(invite.invitedAt().toEpochMilli(), invite.id()));
  }

  /** Everybody who is invited to a meeting, {@link #PER_MEETING} at most. */
  List<Invite> all(Handle handle, String meetingId) {
    return InviteRows.ofMeeting(handle, meetingId);
  }

  /** An id for an invite, drawn before the transaction begins. */
  String freshId() {
    return RandomId.next(random);
  }

  /**
   * Invites somebody, or changes how somebody is invited.
   *
   * @param freshId of {@link #freshId}; not used where they are invited already
   * @throws InviteRefused when they cannot be
   */
  Invite put(Handle handle, Meeting meeting, Principal by, Invitee invitee, String freshId) {
    Optional<InviteRows.Known> user = user(handle, meeting.accountId(), invitee);
    String email = user.map(InviteRows.Known::email).or(invitee::email).map(Invites::normal).get();
    if (email.equals(normal(meeting.organizer().email()))) {
      throw new InviteRefused(InviteRefused.Reason.ORGANIZER, "The organizer needs no invitation.");
    }
    Optional<Invite> before = InviteRows.byEmail(handle, meeting.id(), email);
    if (before.isEmpty() && InviteRows.count(handle, meeting.id()) >= PER_MEETING) {
      throw new InviteRefused(
          InviteRefused.Reason.TOO_MANY, "A meeting has at most " + PER_MEETING + " invitations.");
    }
    Instant now = Instant.ofEpochMilli(clock.millis());
    Invite invite =
        new Invite(
            before.map(Invite::id).orElse(freshId),
            meeting.id(),
            user.map(InviteRows.Known::id),
            email,
            invitee.name().or(() -> user.map(InviteRows.Known::name)).orElse(""),
            invitee.role(),
            before.map(Invite::invitedBy).orElse(by.userId()),
            before.map(Invite::invitedAt).orElse(now));
    InviteRows.put(handle, invite);
    invite.userId().ifPresent(id -> HomeRows.invited(handle, id, meeting.id(), now));
    return invite;
  }

  private static Optional<InviteRows.Known> user(Handle handle, String account, Invitee invitee) {
    if (invitee.userId().isPresent()) {
      return Optional.of(
          InviteRows.user(handle, account, invitee.userId().get())
              .orElseThrow(
                  () ->
                      new InviteRefused(
                          InviteRefused.Reason.NO_SUCH_USER, "There is no such user.")));
    }
    return invitee.email().flatMap(it -> InviteRows.userByEmail(handle, account, normal(it)));
  }

  Optional<Invite> byId(Handle handle, String meetingId, String id) {
    return InviteRows.byId(handle, meetingId, id);
  }

  /** Somebody is invited no more. */
  void remove(Handle handle, Invite invite) {
    InviteRows.delete(handle, invite.id());
    invite.userId().ifPresent(id -> HomeRows.invitedNoMore(handle, id, invite.meetingId()));
  }

  /**
   * Somebody became a user of an account: what they were invited to by address is on their list
   * from now on. To be called in the transaction that makes the user.
   */
  public void claim(Handle handle, String accountId, String userId, String email) {
    Instant now = Instant.ofEpochMilli(clock.millis());
    for (Invite invite : InviteRows.unclaimed(handle, accountId, normal(email))) {
      InviteRows.claim(handle, invite.id(), userId);
      HomeRows.invited(handle, userId, invite.meetingId(), now);
    }
  }

  /** Addresses are compared without case, as every mail provider in use does. */
  private static String normal(String email) {
    return email.strip().toLowerCase(Locale.ROOT);
  }
}
