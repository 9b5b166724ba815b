package io.plenum.sfu.layer;

import io.plenum.rtc.seq.Wrapping;

/**
 * The sequence numbers and timestamps of one slot: continuous, whichever source fills it and
 * whatever of it is left out.
 *
 * <p>Holes of a source stay holes and late packets find their place, those of the former source
 * too; of a source before that, holes stay. A switch starts right after the newest packet sent.
 *
 * <p>Pure. Confined to the room's loop.
 */
public final class SlotNumbers {
  /** Stands for a number that does not exist. */
  public static final long NONE = -1;

  private SourceNumbers source = new SourceNumbers();
  private SourceNumbers former = new SourceNumbers();
  private long next;
  private long lastTimestamp;
  private boolean sent;

  /**
   * Numbers that begin at {@code firstSequence}; random ones make keystream reuse and guessing
   * harder (RFC 3550, section 5.1).
   */
  public SlotNumbers(int firstSequence) {
    // One cycle up, so that unwrapped numbers of late packets stay positive.
    this.next = (1L << 16) + (firstSequence & 0xFFFF);
  }

  /**
   * Another source begins with packet {@code sourceSequence} (unwrapped).
   *
   * @param slotTimestamp what its {@code sourceTimestamp} is on the slot's own clock
   * @param minStep timestamps advance by at least this much, should the clocks disagree
   */
  public void switchTo(long sourceSequence, long sourceTimestamp, long slotTimestamp, int minStep) {
    long timestamp = slotTimestamp;
    if (ahead(timestamp) < minStep) {
      timestamp = lastTimestamp + minStep;
    }
    SourceNumbers freed = former;
    former = source;
    former.endBefore(next);
    source = freed;
    source.begin(sourceSequence, next, sourceTimestamp, timestamp);
  }

  /**
   * How far {@code slotTimestamp} lies ahead of the newest one sent; {@link Long#MAX_VALUE} before
   * the first.
   */
  public long ahead(long slotTimestamp) {
    return sent ? Wrapping.BITS_32.distance(lastTimestamp, slotTimestamp) : Long.MAX_VALUE;
  }

  /** Whether the packet belongs into the slot: the source's first one or a later one. */
  public boolean accepts(long sourceSequence) {
    return source.accepts(sourceSequence);
  }

  /** The slot's unwrapped number for the source's; {@link #NONE} if that was left out. */
  public long sequence(long sourceSequence) {
    return source.sequence(sourceSequence);
  }

  /**
   * The slot's number that was kept free for a packet of the source before this one; {@link #NONE}
   * if there is none.
   */
  public long formerSequence(long formerSequence) {
    return former.accepts(formerSequence) && formerSequence < former.newest()
        ? former.sequence(formerSequence)
        : NONE;
  }

  /** The slot's timestamp, 0 to 2^32 - 1, for the source's. */
  public long timestamp(long sourceTimestamp) {
    return source.timestamp(sourceTimestamp);
  }

  /** The slot's timestamp, 0 to 2^32 - 1, for one of the source before this one. */
  public long formerTimestamp(long formerTimestamp) {
    return former.timestamp(formerTimestamp);
  }

  /** The newest of the source's packets that was sent or left out, unwrapped. */
  public long newestOfSource() {
    return source.newest();
  }

  /**
   * Leaves out the source's packets {@code first} to {@code last}, none of which the slot has
   * passed yet: what follows closes up.
   */
  public void leaveOut(long first, long last) {
    source.leaveOut(first, last);
  }

  /**
   * Takes note that the source's packet went out.
   *
   * @param sequence its number in the slot, unwrapped
   * @param timestamp its timestamp in the slot
   */
  public void sent(long sourceSequence, long sequence, long timestamp) {
    source.passed(sourceSequence);
    if (sequence >= next) {
      next = sequence + 1;
      lastTimestamp = timestamp;
      sent = true;
    }
  }

  /**
   * What was sent from number {@code sequence} on never left, and never will: the next source
   * begins with it. To be followed by {@link #switchTo}, or after {@link #release}.
   */
  public void takeBack(long sequence) {
    next = Math.min(next, sequence);
  }

  /** The source is gone: nothing of it, or of the one before, is accepted any more. */
  public void release() {
    source.end();
    former.end();
  }

  /** The number after the newest one sent, unwrapped. */
  public long next() {
    return next;
  }
}
