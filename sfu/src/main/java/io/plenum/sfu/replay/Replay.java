package io.plenum.sfu.replay;

import io.plenum.sfu.trace.TraceFile;
import io.plenum.sfu.trace.TraceRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A trace, decided once more: per receiver, congestion control and the sharing of the link.
 *
 * <p>Replayed, and compared record by record: which packets leave at once and which are held, and
 * when those leave ({@code Pacer}); the estimate after each report, what delay and loss say, what
 * silence costs ({@code BandwidthEstimator}); probes; the budget and which layer of each picture is
 * sent, reduced or paused ({@code Allocator}). Their inputs are taken from the trace: sizes, kinds
 * and times of packets, reports, wishes, measured layers, what sound takes, deadlines.
 *
 * <p>Not replayed: what needs payloads or keys, or is decided for the whole room (switching of
 * layers at keyframes, repair, who speaks, seats), and how layers were measured. A receiver whose
 * way out began before the trace cannot be replayed: its state at the first record is not known.
 */
public final class Replay {
  private final TraceFile file;
  private final Map<Integer, String> names = new HashMap<>();
  private final Map<Integer, ReplayedReceiver> open = new HashMap<>();
  private final List<Outcome> outcomes = new ArrayList<>();

  private Replay(TraceFile file) {
    this.file = file;
  }

  /** Replays {@code file}: what became of each receiver, in the order in which they leave. */
  public static List<Outcome> of(TraceFile file) {
    return new Replay(file).run();
  }

  private List<Outcome> run() {
    try {
      for (int i = 0; i < file.records().size(); i++) {
        take(i, file.records().get(i));
      }
      List.copyOf(open.keySet()).stream().sorted().forEach(this::end);
      return outcomes;
    } finally {
      open.values().forEach(ReplayedReceiver::close);
    }
  }

  private void take(int number, TraceRecord record) {
    int who = record.participant();
    switch (record.what()) {
      case TraceRecord.Joined joined -> {
        end(who);
        names.put(who, joined.name());
      }
      case TraceRecord.Left _ -> {
        end(who);
        names.remove(who);
      }
      case TraceRecord.Began began -> {
        end(who);
        open.put(who, ReplayedReceiver.begun(name(who), began, record.atNs()));
      }
      case TraceRecord.Checkpoint checkpoint when waits(who) -> {
        end(who);
        names.put(who, checkpoint.name());
        open.put(who, ReplayedReceiver.restored(checkpoint, record.atNs()));
      }
      default ->
          open.computeIfAbsent(who, _ -> ReplayedReceiver.unknown(name(who))).take(number, record);
    }
  }

  private boolean waits(int who) {
    return !open.containsKey(who) || open.get(who).waits();
  }

  private String name(int who) {
    return names.getOrDefault(who, "participant " + who);
  }

  private void end(int who) {
    ReplayedReceiver receiver = open.remove(who);
    if (receiver != null) {
      outcomes.add(receiver.outcome());
      receiver.close();
    }
  }
}
