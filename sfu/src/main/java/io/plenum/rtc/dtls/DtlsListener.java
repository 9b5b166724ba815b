package io.plenum.rtc.dtls;

import io.plenum.rtc.srtp.SrtpKeys;

/**
 * What a handshake tells its owner, always on the handshake's thread; an implementation only posts
 * to its own loop. Legal order: any number of {@code send}, then either {@code failed}, or {@code
 * completed} and later {@code closed}; {@code send} may come until the last call.
 */
public interface DtlsListener {
  /** A datagram for the peer, at most {@link DtlsHandshake#MTU_BYTES}; the callee may keep it. */
  void send(byte[] datagram);

  /** The peer is who its fingerprint says, and both sides have these keys. */
  void completed(SrtpKeys keys);

  /** No session, and none will come. */
  void failed(String reason);

  /**
   * The session is over: the peer said close_notify, or {@link DtlsHandshake#close()} was called.
   */
  void closed();
}
