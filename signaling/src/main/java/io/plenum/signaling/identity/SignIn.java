package io.plenum.signaling.identity;

import java.time.Instant;

/**
 * One sign-in of a user, as their list of devices shows it.
 *
 * @param device what it was made with, and where that was last used from
 * @param usedAt when it last got new tokens
 */
public record SignIn(String id, Device device, Instant createdAt, Instant usedAt) {}
