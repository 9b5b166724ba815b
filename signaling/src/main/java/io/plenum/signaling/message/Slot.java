package io.plenum.signaling.message;

/**
 * What a receive slot (an m-line of the client's offer) shows at the moment.
 *
 * @param paused whether it is a picture that the client's link does not take at present
 */
public record Slot(String mid, String seat, MediaSource source, boolean paused) {}
