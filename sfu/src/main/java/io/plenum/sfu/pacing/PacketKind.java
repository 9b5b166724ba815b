package io.plenum.sfu.pacing;

/** What a packet is to the pacer; the order is that of leaving. */
public enum PacketKind {
  /** Sound: never held. */
  AUDIO,
  /** Video asked for again: somebody waits for it. */
  RETRANSMISSION,
  /** Video. */
  VIDEO,
  /** Nothing: sent to see whether it passes. */
  PADDING
}
