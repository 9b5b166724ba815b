package io.plenum.signaling.session;

import java.time.Instant;

/**
 * When a command is handled.
 *
 * @param nowNs monotonic nanoseconds, for deadlines
 * @param wallClock for what people read and for what outlives the process
 */
public record Moment(long nowNs, Instant wallClock) {}
