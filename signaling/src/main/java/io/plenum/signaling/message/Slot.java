package io.plenum.signaling.message;

/**
 * What a receive slot (an m-line of the client's offer) shows at the moment.
 *
 * @param paused why it is a picture that is not sent at present
 */
public record Slot(String mid, String seat, MediaSource source, PausedBy paused) {}
