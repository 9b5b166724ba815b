package io.plenum.sfu.publish;

/**
 * Finds the holes in one RTP stream and says which packets to ask for again, and when (RFC 4585,
 * section 6.2.1).
 *
 * <p>Numbers are unwrapped sequence numbers. A hole is first asked for after {@link
 * #REORDERING_NS}, then once per round trip, until it is filled, was asked for {@link #MAX_TRIES}
 * times, or is older than {@link #MAX_AGE_NS}; then it is abandoned and the caller needs a
 * keyframe.
 *
 * <p>Pure and bounded: holds at most {@link #MAX_MISSING} holes. Confined to the room's loop.
 */
public final class NackGenerator {
  /** Holes remembered at once; one more means that the stream cannot be repaired. */
  public static final int MAX_MISSING = 512;

  /** Times that one packet is asked for; libwebrtc's receiver uses 10 as well. */
  public static final int MAX_TRIES = 10;

  /** A packet that is this late is of no use to a live picture. */
  public static final long MAX_AGE_NS = 3_000_000_000L;

  /** How long a hole may be mere reordering. */
  public static final long REORDERING_NS = 10_000_000L;

  /** Spare time on top of a round trip before asking again. */
  private static final long SLACK_NS = 20_000_000L;

  private final long[] missing = new long[MAX_MISSING];
  private final long[] foundNs = new long[MAX_MISSING];
  private final long[] askedNs = new long[MAX_MISSING];
  private final long[] dueNs = new long[MAX_MISSING];
  private final int[] tries = new int[MAX_MISSING];
  private int count;

  private long highest = Long.MIN_VALUE;
  private long answerNs = -1;

  /** What a packet meant for the list of holes. */
  public enum Arrival {
    /** The newest packet; the holes before it, if any, are now on the list. */
    NEW,
    /** It filled a hole. */
    FILLED,
    /** Seen before, or abandoned long ago. */
    OLD,
    /** The newest packet after a gap too large to repair: only a keyframe helps. */
    BEYOND_REPAIR
  }

  /** Takes note of packet {@code sequence} (unwrapped), received directly or by retransmission. */
  public Arrival received(long sequence, long nowNs) {
    answerNs = -1;
    if (highest == Long.MIN_VALUE) {
      highest = sequence;
      return Arrival.NEW;
    }
    if (sequence <= highest) {
      return fill(sequence, nowNs);
    }
    long gap = sequence - highest - 1;
    if (gap + count > MAX_MISSING) {
      count = 0;
      highest = sequence;
      return Arrival.BEYOND_REPAIR;
    }
    for (long hole = highest + 1; hole < sequence; hole++) {
      add(hole, nowNs);
    }
    highest = sequence;
    return Arrival.NEW;
  }

  /**
   * How long the answer to a single request took, when the last {@link #received} packet filled a
   * hole asked for exactly once; else -1.
   */
  public long answerNs() {
    return answerNs;
  }

  /**
   * Collects the packets to ask for now, in order, and drops those given up.
   *
   * @param roundTripNs the present estimate of the publisher's round trip
   * @param ask filled from index 0 on; must have room for {@link #MAX_MISSING}
   * @return what to do
   */
  public Due due(long nowNs, long roundTripNs, long[] ask) {
    int asked = 0;
    int kept = 0;
    int abandoned = 0;
    for (int i = 0; i < count; i++) {
      if (dueNs[i] <= nowNs) {
        if (tries[i] >= MAX_TRIES || nowNs - foundNs[i] >= MAX_AGE_NS) {
          abandoned++;
          continue;
        }
        ask[asked++] = missing[i];
        tries[i]++;
        askedNs[i] = nowNs;
        dueNs[i] = nowNs + roundTripNs + SLACK_NS;
      }
      move(i, kept++);
    }
    count = kept;
    return new Due(asked, abandoned);
  }

  /** When {@link #due} has something to say next; {@link Long#MAX_VALUE} without holes. */
  public long nextDeadlineNs() {
    long next = Long.MAX_VALUE;
    for (int i = 0; i < count; i++) {
      next = Math.min(next, dueNs[i]);
    }
    return next;
  }

  /** Holes on the list. */
  public int missing() {
    return count;
  }

  /** Forgets all holes: a keyframe made them irrelevant, or the source is muted. */
  public void clear() {
    count = 0;
  }

  private void add(long hole, long nowNs) {
    missing[count] = hole;
    foundNs[count] = nowNs;
    dueNs[count] = nowNs + REORDERING_NS;
    tries[count] = 0;
    count++;
  }

  private Arrival fill(long sequence, long nowNs) {
    for (int i = 0; i < count; i++) {
      if (missing[i] == sequence) {
        answerNs = tries[i] == 1 ? nowNs - askedNs[i] : -1;
        count--;
        for (int j = i; j < count; j++) {
          move(j + 1, j);
        }
        return Arrival.FILLED;
      }
    }
    return Arrival.OLD;
  }

  private void move(int from, int to) {
    missing[to] = missing[from];
    foundNs[to] = foundNs[from];
    askedNs[to] = askedNs[from];
    dueNs[to] = dueNs[from];
    tries[to] = tries[from];
  }

  /**
   * The outcome of {@link NackGenerator#due}.
   *
   * @param asked packets to ask for now
   * @param abandoned packets given up: their frames stay incomplete
   */
  public record Due(int asked, int abandoned) {}
}
