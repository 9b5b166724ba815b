package io.plenum.signaling.search;

/**
 * A chat message that was found.
 *
 * @param messageId counts the meeting's messages
 */
public record ChatHit(String meetingId, long messageId) {}
