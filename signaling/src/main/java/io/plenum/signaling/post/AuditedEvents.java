package io.plenum.signaling.post;

import io.plenum.signaling.audit.AuditEvent;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Tells webhooks of people, live sessions and chat what the audit log is told of them, in the same
 * transaction: so nothing that happens there can be audited and not told. Meetings and files tell
 * their own events. Any thread may call.
 */
public final class AuditedEvents {
  private final Webhooks webhooks;

  public AuditedEvents(Webhooks webhooks) {
    this.webhooks = webhooks;
  }

  /** Tells the account's webhooks, if the event is one that they can hear of. */
  public void tell(Handle handle, AuditEvent audited) {
    of(audited).ifPresent(event -> webhooks.tell(handle, audited.accountId(), event));
  }

  static Optional<WebhookEvent> of(AuditEvent audited) {
    return Optional.ofNullable(
        switch (audited.kind()) {
          case USER_ADDED -> user(EventType.USER_CREATED, audited);
          case SESSION_STARTED ->
              new WebhookEvent.SessionStarted(meeting(audited), session(audited));
          case SESSION_ENDED ->
              new WebhookEvent.SessionEnded(
                  meeting(audited), session(audited), text(audited, "reason").orElseThrow());
          case SEAT_WAITING -> participant(EventType.PARTICIPANT_WAITING, audited);
          case SEAT_ADMITTED -> participant(EventType.PARTICIPANT_JOINED, audited);
          case SEAT_LEFT, SEAT_REMOVED -> left(audited);
          case CHAT_SENT -> chat(audited);
          default -> null;
        });
  }

  private static WebhookEvent user(EventType type, AuditEvent audited) {
    return new WebhookEvent.OfUser(type, audited.subject().orElseThrow());
  }

  /** Who was never let in does not leave. */
  private static WebhookEvent left(AuditEvent audited) {
    return Boolean.TRUE.equals(audited.facts().get("admitted"))
        ? participant(EventType.PARTICIPANT_LEFT, audited)
        : null;
  }

  private static WebhookEvent participant(EventType type, AuditEvent audited) {
    String seat = text(audited, "seat").orElseThrow();
    Optional<String> person = audited.subject().or(() -> audited.actor().id());
    return new WebhookEvent.OfParticipant(
        type,
        meeting(audited),
        session(audited),
        seat,
        text(audited, "kind"),
        // Of somebody without an account here the log knows the seat only.
        person.filter(id -> !id.equals(seat)));
  }

  private static WebhookEvent chat(AuditEvent audited) {
    return audited.facts().get("message") instanceof Number number
        ? new WebhookEvent.ChatWritten(meeting(audited), number.longValue())
        : null;
  }

  private static String meeting(AuditEvent audited) {
    return audited.meetingId().orElseThrow();
  }

  private static String session(AuditEvent audited) {
    return text(audited, "session").orElseThrow();
  }

  private static Optional<String> text(AuditEvent audited, String fact) {
    Map<String, Object> facts = audited.facts();
    return Optional.ofNullable((String) facts.get(fact));
  }
}
