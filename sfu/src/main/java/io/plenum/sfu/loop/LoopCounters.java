package io.plenum.sfu.loop;

import io.plenum.sfu.net.EdgeCounters;
import java.util.Map;

/**
 * What one loop refused or survived since its start. Confined to the loop; others see snapshots.
 */
final class LoopCounters {
  /** Datagrams from addresses and with fragments that belong to nobody here. */
  long strangers;

  /** Exceptions that cost a participant its connection: bugs. */
  long faults;

  /** All rejects of the loop and its sockets, by name. */
  Map<String, Long> rejected(EdgeCounters edge) {
    return Map.of(
        "stranger",
        strangers,
        "fault",
        faults,
        "oversized",
        edge.oversized(),
        "unsent",
        edge.unsent());
  }
}
