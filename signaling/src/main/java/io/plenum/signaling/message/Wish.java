package io.plenum.signaling.message;

/**
 * A picture that a client shows, in the size (pixels) that it shows it at.
 *
 * @param pinned whether the person chose it before all others
 */
public record Wish(String seat, MediaSource source, int width, int height, boolean pinned) {}
