package io.plenum.rtc.rtp;

/** Why bytes are not an RTP packet (RFC 3550, section 5.1 and appendix A.1). */
public enum RtpReject {
  /** Not rejected: the packet is well formed. */
  NONE,
  /** Fewer than the 12 bytes of a fixed header. */
  TOO_SHORT,
  /** The version is not 2. */
  WRONG_VERSION,
  /** The list of contributing sources passes the end. */
  TRUNCATED_SOURCES,
  /** The header extension passes the end. */
  TRUNCATED_EXTENSION,
  /** The padding count is zero or larger than what follows the header. */
  WRONG_PADDING
}
