package io.plenum.signaling.identity.remote;

/** What another machine answered. */
public record RemoteAnswer(int status, String contentType, String body) {}
