package io.plenum.rtc.peer;

/** Why a peer is gone. */
public enum DisconnectReason {
  /** No valid ICE check came for 30 s (RFC 7675), after media had flowed. */
  CONSENT_EXPIRED,
  /** 30 s passed without ICE and DTLS both being completed. */
  NEVER_CONNECTED,
  /** The handshake failed, or the certificate is not the announced one. */
  DTLS_FAILED
}
