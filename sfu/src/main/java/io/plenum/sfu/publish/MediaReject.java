package io.plenum.sfu.publish;

/** Why an authentic RTP packet of a publisher was dropped; each is counted. */
public enum MediaReject {
  /** Belongs to no track: no known SSRC, MID or unmistakable payload type. */
  UNKNOWN_STREAM,
  /**
   * One SSRC more than {@link StreamDirectory#MAX_SSRCS}, or a track changed its SSRC too often.
   */
  TOO_MANY_STREAMS,
  /** A payload type that was not negotiated for its track. */
  UNKNOWN_PAYLOAD_TYPE,
  /** Larger than {@link Publisher#MAX_PAYLOAD_BYTES}. */
  TOO_LARGE,
  /** Redundant audio that is cut off, or carries something else than its codec. */
  MALFORMED_REDUNDANCY,
  /** A jump in sequence numbers that is not confirmed yet. */
  IMPLAUSIBLE_SEQUENCE,
  /** A retransmission without content, sent to probe for bandwidth; no harm. */
  PROBE,
  /** Received before, or given up long ago. */
  DUPLICATE,
  /** More than {@link Publisher#PACKETS_PER_SECOND}. */
  FLOOD,
  /** The source is muted. */
  NOT_ALLOWED
}
