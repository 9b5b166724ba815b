package io.plenum.signaling.identity;

import io.plenum.signaling.access.Role;
import java.time.Instant;
import java.util.Optional;

/**
 * A registered user of an account.
 *
 * @param mustChangePassword the password was made by somebody else; nothing goes before it is
 *     changed
 * @param disabled may not sign in until an admin says so
 * @param muteOnEntry whether the microphone is off when they enter a live session (W-5)
 * @param standsFor the partner admin (a user of another account) who acts here as this user; empty:
 *     a person of this account
 */
public record User(
    String id,
    String accountId,
    String accountName,
    String name,
    String email,
    Role role,
    boolean mustChangePassword,
    boolean disabled,
    boolean muteOnEntry,
    Optional<String> standsFor,
    Instant createdAt) {

  /** The same, in another role: what a partner admin assumed. */
  User in(Role assumed) {
    return new User(
        id,
        accountId,
        accountName,
        name,
        email,
        assumed,
        mustChangePassword,
        disabled,
        muteOnEntry,
        standsFor,
        createdAt);
  }
}
