package io.plenum.signaling.invite;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * Somebody who is invited to a meeting.
 *
 * @param userId of the meeting's account; empty: known by the address only
 * @param email lower case
 * @param name empty where nobody said one
 * @param invitedBy a user's id; that user may be gone
 */
public record Invite(
    String id,
    String meetingId,
    Optional<String> userId,
    String email,
    String name,
    Role role,
    String invitedBy,
    Instant invitedAt) {

  /** How much somebody is wanted there (RFC 5545 section 3.2.16). It gives no rights. */
  public enum Role {
    REQUIRED,
    OPTIONAL;

    /** As it is stored and sent. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The role with this text.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static Role of(String text) {
      return valueOf(text.toUpperCase(Locale.ROOT));
    }
  }
}
