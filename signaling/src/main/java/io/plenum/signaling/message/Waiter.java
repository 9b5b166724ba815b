package io.plenum.signaling.message;

import java.time.Instant;

/**
 * Somebody in the waiting room as registered users in the session see them.
 *
 * @param signedIn true for users of another account and for users who were removed before
 */
public record Waiter(String seat, String name, String note, Instant since, boolean signedIn) {}
