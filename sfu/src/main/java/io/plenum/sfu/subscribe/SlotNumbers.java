package io.plenum.sfu.subscribe;

import io.plenum.rtc.seq.Wrapping;

/**
 * The sequence numbers and timestamps of one slot: continuous, whichever source fills it.
 *
 * <p>While a source holds the slot both differ from the source's by a constant, so holes stay holes
 * and late packets find their place. A switch starts right after the newest packet sent.
 *
 * <p>Pure. Confined to the room's loop.
 */
public final class SlotNumbers {
  private long next;
  private long lastTimestamp;
  private boolean sent;
  private long firstOfSource = Long.MAX_VALUE;
  private long sequenceOffset;
  private long timestampOffset;

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
    firstOfSource = sourceSequence;
    sequenceOffset = next - sourceSequence;
    timestampOffset = timestamp - sourceTimestamp;
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
    return sourceSequence >= firstOfSource;
  }

  /** The slot's unwrapped number for the source's. */
  public long sequence(long sourceSequence) {
    return sourceSequence + sequenceOffset;
  }

  /** The slot's timestamp, 0 to 2^32 - 1, for the source's. */
  public long timestamp(long sourceTimestamp) {
    return Wrapping.BITS_32.wrap(sourceTimestamp + timestampOffset);
  }

  /** Takes note that slot packet {@code sequence} with {@code timestamp} went out. */
  public void sent(long sequence, long timestamp) {
    if (sequence >= next) {
      next = sequence + 1;
      lastTimestamp = timestamp;
      sent = true;
    }
  }

  /** The source is gone: nothing of it is accepted any more. */
  public void release() {
    firstOfSource = Long.MAX_VALUE;
  }

  /** The number after the newest one sent, unwrapped. */
  public long next() {
    return next;
  }
}
