package io.plenum.signaling.message;

/** What a receive slot (an m-line of the client's offer) shows at the moment. */
public record Slot(String mid, String seat, MediaSource source) {}
