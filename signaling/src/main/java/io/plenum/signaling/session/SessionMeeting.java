package io.plenum.signaling.session;

/** What a live session must know of its meeting. */
public record SessionMeeting(
    String id,
    String accountId,
    String name,
    String organizerId,
    String accessCode,
    SessionSettings settings) {
  /** The same with other settings. */
  SessionMeeting with(SessionSettings changed) {
    return new SessionMeeting(id, accountId, name, organizerId, accessCode, changed);
  }
}
