package io.plenum.signaling.invite;

import io.plenum.signaling.audit.Actor;
import io.plenum.signaling.audit.AuditEvent;
import io.plenum.signaling.audit.AuditKind;
import io.plenum.signaling.audit.AuditLog;
import io.plenum.signaling.meeting.Meeting;
import io.plenum.signaling.meeting.MeetingSettings;
import io.plenum.signaling.meeting.Recurrence;
import io.plenum.signaling.meeting.Schedule;
import io.plenum.signaling.post.EventType;
import io.plenum.signaling.post.WebhookEvent;
import io.plenum.signaling.post.Webhooks;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Tells the audit log and the webhooks what organizers did. Any thread may call, last in the
 * transaction that makes it true.
 */
final class MeetingNotices {
  private final AuditLog audit;
  private final Webhooks webhooks;

  MeetingNotices(AuditLog audit, Webhooks webhooks) {
    this.audit = audit;
    this.webhooks = webhooks;
  }

  void created(Handle handle, Actor actor, Meeting meeting) {
    tell(handle, EventType.MEETING_CREATED, meeting);
    append(handle, AuditKind.MEETING_CREATED, actor, meeting, facts(meeting), name(meeting));
  }

  void changed(Handle handle, Actor actor, Meeting before, Meeting after) {
    tell(handle, EventType.MEETING_CHANGED, after);
    Map<String, Object> facts = Map.of("before", facts(before), "after", facts(after));
    append(handle, AuditKind.MEETING_CHANGED, actor, after, facts, name(after));
  }

  void handedOver(Handle handle, Actor actor, Meeting before, Meeting after) {
    tell(handle, EventType.MEETING_CHANGED, after);
    Map<String, Object> facts = Map.of("from", before.organizerId(), "to", after.organizerId());
    append(handle, AuditKind.MEETING_HANDED_OVER, actor, after, facts, name(after));
  }

  void deleted(Handle handle, Actor actor, Meeting meeting, int invites) {
    tell(handle, EventType.MEETING_DELETED, meeting);
    append(
        handle,
        AuditKind.MEETING_DELETED,
        actor,
        meeting,
        Map.of("invites", invites),
        name(meeting));
  }

  void invited(Handle handle, Actor actor, Meeting meeting, Invite invite) {
    invite(handle, AuditKind.INVITE_SENT, actor, meeting, invite);
  }

  void uninvited(Handle handle, Actor actor, Meeting meeting, Invite invite) {
    invite(handle, AuditKind.INVITE_REMOVED, actor, meeting, invite);
  }

  private void invite(Handle handle, AuditKind kind, Actor actor, Meeting meeting, Invite invite) {
    AuditEvent event =
        new AuditEvent(
            meeting.accountId(),
            kind,
            actor,
            Optional.of(meeting.id()),
            Map.of("invite", invite.id(), "role", invite.role().text()),
            Map.of("name", invite.name(), "email", invite.email()));
    audit.append(handle, event.to(invite.userId().orElse(invite.id())));
  }

  private void tell(Handle handle, EventType type, Meeting meeting) {
    webhooks.tell(
        handle,
        meeting.accountId(),
        new WebhookEvent.OfMeeting(type, meeting.id(), meeting.organizerId()));
  }

  private void append(
      Handle handle,
      AuditKind kind,
      Actor actor,
      Meeting meeting,
      Map<String, Object> facts,
      Map<String, String> personal) {
    audit.append(
        handle,
        new AuditEvent(
            meeting.accountId(), kind, actor, Optional.of(meeting.id()), facts, personal));
  }

  /** A name may tell whom a meeting is about. */
  private static Map<String, String> name(Meeting meeting) {
    return Map.of("meetingName", meeting.name());
  }

  private static Map<String, Object> facts(Meeting meeting) {
    MeetingSettings settings = meeting.settings();
    Map<String, Object> facts = new HashMap<>();
    facts.put("inviteOnly", settings.inviteOnly());
    facts.put("muteOnEntry", settings.muteOnEntry());
    facts.put("guestsSeeChatFrom", settings.guestsSeeChatFrom().text());
    facts.put("phonesWait", settings.phonesWait());
    facts.put("lockedAtStart", settings.lockedAtStart());
    meeting.schedule().ifPresent(schedule -> addTime(facts, schedule));
    return facts;
  }

  private static void addTime(Map<String, Object> facts, Schedule schedule) {
    facts.put("start", schedule.start().toString());
    facts.put("minutes", schedule.duration().toMinutes());
    facts.put("zone", schedule.zone().getId());
    schedule.recurrence().map(Recurrence::text).ifPresent(rule -> facts.put("recurrence", rule));
  }
}
