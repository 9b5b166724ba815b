package io.plenum.signaling.api;

import io.plenum.signaling.access.RateLimit;

/**
 * What every call is held to, whatever it asks.
 *
 * @param limit of tries to get in
 * @param requestsPerMinute of one signed-in caller
 */
public record CallRules(
    Caller caller, RateLimit limit, Idempotency idempotency, int requestsPerMinute) {}
