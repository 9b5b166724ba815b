package io.plenum.signaling.invite;

import io.plenum.signaling.audit.Actor;
import io.plenum.signaling.audit.AuditLog;
import io.plenum.signaling.identity.Principal;
import io.plenum.signaling.meeting.Meeting;
import io.plenum.signaling.meeting.MeetingDeletion;
import io.plenum.signaling.meeting.MeetingDraft;
import io.plenum.signaling.meeting.MeetingRefused;
import io.plenum.signaling.meeting.Meetings;
import io.plenum.signaling.post.Outbox;
import io.plenum.signaling.post.Webhooks;
import io.plenum.storage.database.Database;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;

/**
 * Where organizers make, change, hand over and delete meetings, and where people are invited: each
 * in one transaction with the letters, the webhooks and the audit that follow from it. Any thread
 * may call; calls block on the database.
 */
public final class MeetingDesk {
  private final Database database;
  private final Meetings meetings;
  private final Invites invites;
  private final MeetingDeletion deletion;
  private final InvitationPost post;
  private final MeetingNotices notices;
  private final List<Consumer<Meeting>> changeListeners = new CopyOnWriteArrayList<>();
  private final List<Consumer<Invited>> inviteListeners = new CopyOnWriteArrayList<>();

  /** A desk made of these parts. */
  public MeetingDesk(Parts parts) {
    this.database = parts.database();
    this.meetings = parts.meetings();
    this.invites = parts.invites();
    this.deletion = parts.deletion();
    InvitationCalendar calendar = new InvitationCalendar(parts.clock());
    this.post = new InvitationPost(parts.outbox(), new InvitationLetters(calendar, parts.links()));
    this.notices = new MeetingNotices(parts.audit(), parts.webhooks());
  }

  /** What a desk needs of the server. */
  public record Parts(
      Database database,
      Meetings meetings,
      Invites invites,
      MeetingDeletion deletion,
      Outbox outbox,
      Webhooks webhooks,
      AuditLog audit,
      InstantSource clock,
      MeetingLinks.Of links) {}

  /**
   * Somebody invited people.
   *
   * @param by the name of who did
   */
  public record Invited(Meeting meeting, String by, List<Invite> invites) {}

  /** Asks to be told of every meeting that changed, after the transaction. Must not block. */
  public void onChanged(Consumer<Meeting> listener) {
    changeListeners.add(listener);
  }

  /** Asks to be told of invitations, after the transaction. Must not block. */
  public void onInvited(Consumer<Invited> listener) {
    inviteListeners.add(listener);
  }

  /** Whether people are written to: a mail server is configured. */
  public boolean sendsMail() {
    return post.sends();
  }

  /** Makes a meeting with the caller as organizer. */
  public Meeting create(Principal who, String source, MeetingDraft draft) {
    Meetings.Fresh fresh = meetings.fresh();
    return database.write(
        handle -> {
          Meeting meeting = meetings.create(handle, fresh, who, draft);
          notices.created(handle, who.actor(source), meeting);
          return meeting;
        });
  }

  /**
   * Changes a meeting that the caller organizes, and tells those who are invited.
   *
   * @param expected called with the present version; throws when the caller read another
   * @param change from how it is to how it shall be
   * @throws MeetingRefused when there is none, or it is somebody else's
   */
  public Meeting change(
      Principal who,
      String source,
      String meetingId,
      LongConsumer expected,
      UnaryOperator<MeetingDraft> change) {
    Meeting changed =
        database.write(
            handle -> {
              Meeting before = organized(handle, who, meetingId);
              expected.accept(before.version());
              Meeting after = meetings.change(handle, before, change.apply(before.draft()));
              if (after.version() != before.version()) {
                post.changed(handle, before, after, invites.all(handle, meetingId));
                notices.changed(handle, who.actor(source), before, after);
              }
              return after;
            });
    changeListeners.forEach(listener -> listener.accept(changed));
    return changed;
  }

  /**
   * Deletes a meeting that the caller organizes, for ever: when this returns it is there for nobody
   * any more, and what is left of it goes, after a crash too.
   *
   * @throws MeetingRefused when there is none, or it is somebody else's
   */
  public void delete(Principal who, String source, String meetingId) {
    database.write(
        handle -> {
          beginDeletion(handle, who.actor(source), organized(handle, who, meetingId));
          return null;
        });
    deletion.finish(meetingId);
  }

  private void beginDeletion(Handle handle, Actor actor, Meeting meeting) {
    List<Invite> invited = invites.all(handle, meeting.id());
    if (!invited.isEmpty()) {
      Meeting last = meetings.nextSequence(handle, meeting);
      post.cancelled(handle, last, invited, "A meeting that you are invited to was deleted.");
    }
    invited.forEach(invite -> invites.remove(handle, invite));
    deletion.begin(handle, meeting.id());
    notices.deleted(handle, actor, meeting, invited.size());
  }

  /**
   * Hands over all meetings that a user organizes, and tells those who are invited. In the caller's
   * transaction: the one that ends the user.
   *
   * @param toUserId another user of the same account
   * @return how many
   */
  public int handOver(Handle handle, Actor actor, String fromUserId, String toUserId) {
    List<Meeting> all = meetings.organizedBy(handle, fromUserId);
    for (Meeting before : all) {
      Meeting after = meetings.handOver(handle, before, toUserId);
      List<Invite> invited = new ArrayList<>(invites.all(handle, after.id()));
      invited.stream()
          .filter(invite -> invite.userId().filter(toUserId::equals).isPresent())
          .forEach(invite -> invites.remove(handle, invite));
      invited.removeIf(invite -> invite.userId().filter(toUserId::equals).isPresent());
      post.changed(handle, before, after, invited);
      notices.handedOver(handle, actor, before, after);
    }
    return all.size();
  }

  /**
   * Marks all meetings that a user organizes as deleted. In the caller's transaction: the one that
   * ends the user or the account.
   *
   * @return their ids, for {@link MeetingDeletion#finish} after it
   */
  public List<String> deleteAll(Handle handle, Actor actor, String organizerId) {
    List<Meeting> all = meetings.organizedBy(handle, organizerId);
    all.forEach(meeting -> beginDeletion(handle, actor, meeting));
    return all.stream().map(Meeting::id).toList();
  }

  /**
   * Invites people to a meeting that the caller may enter, during a live session too.
   *
   * @throws MeetingRefused when there is none, or the caller may not enter it
   * @throws InviteRefused when one of them cannot be invited; then nobody is
   */
  public List<Invite> invite(Principal who, String source, String meetingId, List<Invitee> wanted) {
    List<String> ids = wanted.stream().map(one -> invites.freshId()).toList();
    Invited done =
        database.write(
            handle -> {
              Meeting meeting = meetings.entered(handle, who, meetingId);
              List<Invite> invited = new ArrayList<>();
              for (int i = 0; i < wanted.size(); i++) {
                Invite invite = invites.put(handle, meeting, who, wanted.get(i), ids.get(i));
                post.invited(handle, meeting, invite, who.name());
                invited.add(invite);
              }
              invited.forEach(
                  invite -> notices.invited(handle, who.actor(source), meeting, invite));
              return new Invited(meeting, who.name(), List.copyOf(invited));
            });
    inviteListeners.forEach(listener -> listener.accept(done));
    return done.invites();
  }

  /**
   * Takes an invitation back, and says so to whom it was sent. The organizer may, and who sent it.
   *
   * @throws MeetingRefused when there is none, or it is another's to take back
   */
  public void uninvite(Principal who, String source, String meetingId, String inviteId) {
    database.write(
        handle -> {
          Meeting meeting = meetings.entered(handle, who, meetingId);
          Invite invite =
              invites.byId(handle, meetingId, inviteId).orElseThrow(MeetingRefused::notFound);
          boolean own = invite.invitedBy().equals(who.userId());
          if (!own && !meeting.organizerId().equals(who.userId())) {
            throw notOrganizer("Only the organizer and who sent it take an invitation back.");
          }
          Meeting after = meetings.nextSequence(handle, meeting);
          invites.remove(handle, invite);
          post.cancelled(handle, after, List.of(invite), "You are no longer invited to a meeting.");
          notices.uninvited(handle, who.actor(source), after, invite);
          return null;
        });
  }

  private Meeting organized(Handle handle, Principal who, String meetingId) {
    Meeting meeting = meetings.entered(handle, who, meetingId);
    if (!meeting.organizerId().equals(who.userId())) {
      throw notOrganizer("Only the organizer may do this.");
    }
    return meeting;
  }

  private static MeetingRefused notOrganizer(String message) {
    return new MeetingRefused(MeetingRefused.Reason.NOT_ORGANIZER, message);
  }
}
