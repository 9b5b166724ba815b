package io.plenum.sfu.publish;

/**
 * Collapses everybody's wish for a keyframe of one stream into few requests (PLI, RFC 4585, section
 * 6.3.1): the first at once, then at most one per {@link #MIN_INTERVAL_NS}, repeated until a
 * keyframe comes.
 *
 * <pre>
 *  content → wanted      want(): due at once, or MIN_INTERVAL_NS after the last request
 *  wanted  → wanted      a request was sent: due again after the interval
 *  wanted  → content     keyframe()
 * </pre>
 *
 * <p>Pure. Confined to the room's loop.
 */
public final class KeyframeRequests {
  /**
   * Keyframes cost a publisher five to ten ordinary frames; libwebrtc's encoder limits to 300 ms.
   */
  public static final long MIN_INTERVAL_NS = 300_000_000L;

  /** Requests without an answer before the pace slows down to {@link #SLOW_INTERVAL_NS}. */
  public static final int PATIENT_TRIES = 20;

  /** Pace for a publisher that does not answer, for example a camera that gives no frames. */
  public static final long SLOW_INTERVAL_NS = 3_000_000_000L;

  private boolean wanted;
  private boolean sentBefore;
  private long lastSentNs;
  private int unanswered;

  /** Somebody cannot go on without a keyframe. */
  public void want() {
    wanted = true;
  }

  /** The first packet of a keyframe came: nobody waits any longer. */
  public void keyframe() {
    wanted = false;
    unanswered = 0;
  }

  /** Nobody is there any more who waits for a keyframe. */
  public void forget() {
    wanted = false;
  }

  /** Whether a request must be sent now; if so it counts as sent. */
  public boolean due(long nowNs) {
    if (nowNs < nextDeadlineNs()) {
      return false;
    }
    sentBefore = true;
    lastSentNs = nowNs;
    unanswered++;
    return true;
  }

  /**
   * When {@link #due} will say yes; {@link Long#MIN_VALUE} for at once, {@link Long#MAX_VALUE} if
   * nobody wants one.
   */
  public long nextDeadlineNs() {
    if (!wanted) {
      return Long.MAX_VALUE;
    }
    if (!sentBefore) {
      return Long.MIN_VALUE;
    }
    return lastSentNs + (unanswered < PATIENT_TRIES ? MIN_INTERVAL_NS : SLOW_INTERVAL_NS);
  }
}
