package io.plenum.signaling.session;

/**
 * The way that a peer's media takes, for the audit log.
 *
 * @param local address and port of the media node
 * @param remote address and port that the peer is reached at
 * @param transport {@code udp} or {@code tcp}
 */
public record NetworkPath(String local, String remote, String transport) {}
