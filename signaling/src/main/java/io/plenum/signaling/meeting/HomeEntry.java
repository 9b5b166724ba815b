package io.plenum.signaling.meeting;

import java.time.Instant;

/**
 * A meeting on somebody's list, and why it is there.
 *
 * @param attended whether they were in a live session of it
 * @param hidden whether they took it off their list
 * @param listedAt when it came onto the list
 */
public record HomeEntry(
    Meeting meeting,
    boolean organized,
    boolean invited,
    boolean attended,
    boolean hidden,
    Instant listedAt) {}
