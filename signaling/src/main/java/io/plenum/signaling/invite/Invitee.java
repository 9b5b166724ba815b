package io.plenum.signaling.invite;

import java.util.Optional;

/**
 * Somebody whom somebody wants to invite: a user of the account by id, or anybody by address.
 *
 * @param name how to address them; empty: as the user is called, or not at all
 */
public record Invitee(
    Optional<String> userId, Optional<String> email, Optional<String> name, Invite.Role role) {}
