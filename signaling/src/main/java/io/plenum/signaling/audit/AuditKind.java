package io.plenum.signaling.audit;

import java.util.Locale;
import java.util.Optional;

/**
 * What can be in the audit log. Stored by its text, so a name that was released never changes its
 * meaning; docs/audit.md says what each holds.
 */
public enum AuditKind {
  // Getting in and out of an account.
  SIGN_IN,
  SIGN_IN_FAILED,
  SIGN_OUT,
  REFRESH_TOKEN_REUSED,

  // Accounts, people, settings.
  ACCOUNT_CREATED,
  ACCOUNT_CHANGED,
  ACCOUNT_ENDED,
  USER_ADDED,
  USER_CHANGED,
  USER_REMOVED,
  PASSWORD_CHANGED,
  PASSWORD_RESET,
  ROLE_ASSUMED,
  ROLE_GIVEN_BACK,
  PERSON_ERASED,
  PERSON_EXPORTED,

  // Machine clients, and how people come from elsewhere.
  API_CLIENT_CREATED,
  API_CLIENT_SECRET_REPLACED,
  API_CLIENT_DELETED,
  API_CLIENT_TOKEN_ISSUED,
  SIGN_ON_PROVIDER_CHANGED,
  SIGN_ON_PROVIDER_REMOVED,
  SIGN_ON_DOMAIN_CLAIMED,
  SIGN_ON_DOMAIN_PROVEN,
  SIGN_ON_DOMAIN_REMOVED,
  SIGN_ON_REFUSED,

  // Meetings.
  MEETING_CREATED,
  MEETING_CHANGED,
  MEETING_HANDED_OVER,
  MEETING_DELETED,
  INVITE_SENT,
  INVITE_REMOVED,
  CALENDAR_FEED_RENEWED,
  CALENDAR_FEED_ENDED,
  STREAM_KEY_MADE,
  STREAM_KEY_ENDED,

  // Webhooks.
  WEBHOOK_ADDED,
  WEBHOOK_CHANGED,
  WEBHOOK_SECRET_CHANGED,
  WEBHOOK_DELETED,

  // Live sessions.
  SESSION_STARTED,
  SESSION_ENDED,
  SESSION_LOCKED,
  SESSION_UNLOCKED,
  SEAT_WAITING,
  SEAT_ADMITTED,
  SEAT_REFUSED,
  SEAT_REMOVED,
  SEAT_LEFT,
  SEAT_MUTED,
  MEDIA_CONNECTED,
  TRACE_TAKEN,

  // Chat.
  CHAT_SENT,
  CHAT_EDITED,
  CHAT_DELETED,
  CHAT_SWEPT,

  // Files.
  FILE_ADDED,
  FILE_FETCHED,
  FILE_DELETED,

  // The log itself, and the server.
  LOG_EXPORTED,
  LOG_PRUNED,
  NODE_STARTED,
  NODE_STOPPED,
  CONFIGURATION_CHANGED;

  private final String text = name().toLowerCase(Locale.ROOT).replace('_', '-');

  /** As it is stored and sent: {@code sign-in}, {@code seat-admitted}. */
  public String text() {
    return text;
  }

  /** The kind with this text. */
  public static Optional<AuditKind> of(String text) {
    for (AuditKind kind : values()) {
      if (kind.text.equals(text)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
