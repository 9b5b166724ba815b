package io.plenum.sfu.layer;

import io.plenum.rtc.seq.Wrapping;

/**
 * How one source's numbers become a slot's: timestamps differ by a constant, sequence numbers by a
 * constant plus what was left out before. Part of {@link SlotNumbers}.
 */
final class SourceNumbers {
  private final DropRuns dropped = new DropRuns();
  private long first = Long.MAX_VALUE;
  private long newest;
  private long sequenceOffset;
  private long timestampOffset;
  private long end;

  /** A source of which nothing is accepted. */
  SourceNumbers() {}

  void begin(long sequence, long slotSequence, long timestamp, long slotTimestamp) {
    first = sequence;
    end = Long.MAX_VALUE;
    newest = sequence - 1;
    sequenceOffset = slotSequence - sequence;
    timestampOffset = slotTimestamp - timestamp;
    dropped.clear();
  }

  /** Another source goes on with slot packet {@code slotSequence}. */
  void endBefore(long slotSequence) {
    end = slotSequence;
  }

  /** Nothing of it is accepted any more. */
  void end() {
    first = Long.MAX_VALUE;
  }

  boolean accepts(long sequence) {
    return sequence >= first;
  }

  /** The slot's number, or {@link SlotNumbers#NONE} if it was left out or comes too late. */
  long sequence(long sequence) {
    long left = dropped.before(sequence);
    long number = sequence + sequenceOffset - left;
    return left == DropRuns.NONE || number >= end ? SlotNumbers.NONE : number;
  }

  long timestamp(long timestamp) {
    return Wrapping.BITS_32.wrap(timestamp + timestampOffset);
  }

  void leaveOut(long from, long to) {
    dropped.add(from, to);
    newest = to;
  }

  void passed(long sequence) {
    newest = Math.max(newest, sequence);
  }

  /** The newest that was sent or left out. */
  long newest() {
    return newest;
  }
}
