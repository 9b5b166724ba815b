package io.plenum.signaling.audit;

import java.util.Map;
import java.util.Optional;

/**
 * Something that happened in an account, as the part of the server that made it true tells it.
 * Immutable.
 *
 * @param accountId whose log it belongs to; {@link AuditLog#SERVER} for what concerns no account
 * @param meetingId the meeting that it happened in or to
 * @param subject to whom it was done (a user's or a seat's id), when that is not the actor
 * @param facts what stays for ever: names of letters and digits to strings, integers, truth values,
 *     and lists and maps of these. Nothing that tells who a person is; no chat text, no secrets
 * @param personal what can be erased: names, e-mail addresses, telephone numbers, of the subject,
 *     or of the actor where there is no subject
 */
public record AuditEvent(
    String accountId,
    AuditKind kind,
    Actor actor,
    Optional<String> meetingId,
    Optional<String> subject,
    Map<String, Object> facts,
    Map<String, String> personal) {
  public AuditEvent {
    facts = Map.copyOf(facts);
    personal = Map.copyOf(personal);
  }

  /** Of the actor alone. */
  public AuditEvent(
      String accountId,
      AuditKind kind,
      Actor actor,
      Optional<String> meetingId,
      Map<String, Object> facts,
      Map<String, String> personal) {
    this(accountId, kind, actor, meetingId, Optional.empty(), facts, personal);
  }

  /** The same, done to this person, whose the personal fields are. */
  public AuditEvent to(String person) {
    return new AuditEvent(accountId, kind, actor, meetingId, Optional.of(person), facts, personal);
  }
}
