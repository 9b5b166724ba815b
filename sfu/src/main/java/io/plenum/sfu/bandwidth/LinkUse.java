package io.plenum.sfu.bandwidth;

/** What the delay says about the bottleneck's queue (draft-ietf-rmcat-gcc-02, section 5.4). */
public enum LinkUse {
  /** It neither grows nor shrinks. */
  NORMAL,
  /** It grows: more is sent than passes. */
  OVER,
  /** It shrinks: it is being emptied. */
  UNDER
}
