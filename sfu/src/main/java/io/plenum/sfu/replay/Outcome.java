package io.plenum.sfu.replay;

import io.plenum.sfu.trace.TraceRecord;
import java.util.List;
import java.util.Optional;

/**
 * What became of one receiver.
 *
 * @param name of the participant
 * @param records that it has in the trace
 * @param compared of them, records that were decided once more
 * @param difference the first at which the decisions differ
 * @param limit why not all was decided once more; empty: all was
 * @param fault of the code, met on the way
 * @param decisions what was decided at the time, in order
 */
public record Outcome(
    String name,
    int records,
    int compared,
    Optional<Difference> difference,
    Optional<String> limit,
    Optional<String> fault,
    List<TraceRecord> decisions) {
  /** Copies the list. */
  public Outcome {
    decisions = List.copyOf(decisions);
  }

  /** Whether all that was decided once more was decided alike, without a fault. */
  public boolean same() {
    return difference.isEmpty() && fault.isEmpty();
  }

  /**
   * Where a replay goes another way.
   *
   * @param record its place in the trace, from 0
   * @param then what was decided at the time
   * @param now what is decided now; empty: nothing
   */
  public record Difference(int record, TraceRecord then, Optional<TraceRecord> now) {}
}
