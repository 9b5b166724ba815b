package io.plenum.rtc.peer;

import io.plenum.rtc.srtp.SrtpStatus;

/** Why a datagram was dropped; each is counted in {@link PeerCounters}. */
public enum PeerReject {
  /** Neither STUN nor DTLS, RTP or RTCP by its first bytes (RFC 7983). */
  UNKNOWN_KIND,
  /** STUN that is no valid check of this peer's. */
  INVALID_CHECK,
  /** More valid checks than {@link Peer#CHECKS_PER_SECOND}. */
  CHECK_FLOOD,
  /** Anything but STUN on a flow that has passed no check. */
  UNVERIFIED_ADDRESS,
  /** Media before the handshake was completed. */
  NO_KEYS,
  /** SRTP or SRTCP too short or long, or with a broken header. */
  SRTP_MALFORMED,
  /** Forged or damaged. */
  SRTP_FORGED,
  /** Seen before, or too old to tell. */
  SRTP_REPLAYED,
  /** More SSRCs than a peer may have, or all their packet indexes used. */
  SRTP_EXHAUSTED,
  /** Authentic, but no RTP. */
  RTP_MALFORMED,
  /** Authentic, but no RTCP. */
  RTCP_MALFORMED,
  /** More RTCP than {@link Peer#RTCP_PER_SECOND}. */
  RTCP_FLOOD,
  /** To be sent, but the peer has no flow or keys yet, or no more. */
  NOT_SENDABLE;

  static PeerReject of(SrtpStatus status) {
    return switch (status) {
      case MALFORMED -> SRTP_MALFORMED;
      case AUTHENTICATION_FAILED -> SRTP_FORGED;
      case REPLAYED, TOO_OLD -> SRTP_REPLAYED;
      case TOO_MANY_SOURCES, KEYS_EXHAUSTED -> SRTP_EXHAUSTED;
      case OK -> throw new IllegalArgumentException("not a reject");
    };
  }
}
