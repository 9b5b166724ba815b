package io.plenum.rtc.srtp;

/** What became of one packet. Anything but {@link #OK} leaves packet and state untouched. */
public enum SrtpStatus {
  /** Protected or unprotected in place. */
  OK,
  /** Not an RTP or RTCP packet, too short, too long, or without room for the tag. */
  MALFORMED,
  /** The tag is wrong: forged, damaged, or under other keys. */
  AUTHENTICATION_FAILED,
  /** Received: seen before. Sent: this index already served, and a nonce must not serve twice. */
  REPLAYED,
  /** Older than the replay window. */
  TOO_OLD,
  /** One SSRC more than {@link SourceTable#MAX_SOURCES}. */
  TOO_MANY_SOURCES,
  /** Every index of this SSRC is used up; only new keys help (RFC 3711 section 9.2). */
  KEYS_EXHAUSTED
}
