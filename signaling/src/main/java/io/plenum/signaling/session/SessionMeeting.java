package io.plenum.signaling.session;

/** What a live session must know of its meeting. */
public record SessionMeeting(
    String id, String accountId, String name, String organizerId, String accessCode) {}
