package io.plenum.signaling.message;

/** Which source an m-line of an offer carries. */
public record Track(String mid, MediaSource source) {}
