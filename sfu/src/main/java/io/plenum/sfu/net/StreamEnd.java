package io.plenum.sfu.net;

/** Why a TCP connection was closed by us; each is counted in {@link EdgeCounters}. */
public enum StreamEnd {
  /** Announced a packet longer than any of ours: another protocol, or garbage. */
  TOO_LONG,
  /** Its first packet was for nobody here. */
  STRANGER,
  /** Passed no check in {@link StreamEdge#FIRST_CHECK_NS}. */
  NO_CHECK,
  /** Waited longest of too many that have passed no check yet. */
  CROWDED_OUT,
  /** Takes none of what waits for it for {@link StreamEdge#STUCK_NS}. */
  STUCK,
  /** Nothing came for {@link StreamEdge#IDLE_NS}: the peer is gone without a word. */
  IDLE,
  /** The peer has as many ways to it as it may, and used this one least. */
  UNUSED,
  /** Whoever it belonged to has left. */
  LEFT
}
