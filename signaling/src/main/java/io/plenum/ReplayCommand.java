package io.plenum;

import io.plenum.sfu.replay.DecisionWords;
import io.plenum.sfu.replay.Outcome;
import io.plenum.sfu.replay.Replay;
import io.plenum.sfu.trace.TraceFile;
import io.plenum.sfu.trace.TraceParse;
import io.plenum.sfu.trace.TraceRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** `replay`: decides once more what a room's media decided, and says in words what it was. */
@Command(
    name = "replay",
    description =
        "Runs the trace of a room through the same code and says what was decided for each"
            + " receiver. Exit code 0: all that could be replayed was decided alike; 1: something"
            + " was decided otherwise, or met a fault; 2: the trace cannot be read, or nothing of"
            + " it replayed.",
    mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {
  private static final int ALIKE = 0;
  private static final int DIFFERENT = 1;
  private static final int NOT_READ = 2;

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");

  @Parameters(paramLabel = "TRACE", description = "A file from GET /meetings/{id}/trace.")
  private Path file;

  @Option(names = "--participant", paramLabel = "SEAT", description = "Only this one's decisions.")
  private String participant;

  @Option(names = "--zone", paramLabel = "ZONE", description = "Time zone of the times; else UTC.")
  private ZoneId zone = ZoneId.of("UTC");

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public Integer call() {
    try (InputStream in = Files.newInputStream(file)) {
      // One byte more than a trace may have: then it is refused, and no more is read.
      return switch (TraceFile.parse(in.readNBytes(TraceFile.MAX_BYTES + 1))) {
        case TraceParse.Rejected rejected ->
            refuse(rejected.reason() + " (byte " + rejected.offset() + ").");
        case TraceParse.Parsed parsed -> replay(parsed.shards());
      };
    } catch (IOException unreadable) {
      return refuse(unreadable.getMessage());
    }
  }

  private int refuse(String why) {
    spec.commandLine().getErr().println("The trace cannot be replayed: " + why);
    return NOT_READ;
  }

  private int replay(List<TraceFile> shards) {
    PrintWriter out = spec.commandLine().getOut();
    List<Outcome> outcomes = new ArrayList<>();
    for (int i = 0; i < shards.size(); i++) {
      TraceFile shard = shards.get(i);
      List<Outcome> its =
          Replay.of(shard).stream()
              .filter(outcome -> participant == null || participant.equals(outcome.name()))
              .toList();
      if (shards.size() > 1 && !its.isEmpty()) {
        out.printf("Shard %d of %d:%n", i + 1, shards.size());
      }
      its.forEach(outcome -> tell(out, shard, outcome));
      outcomes.addAll(its);
    }
    if (outcomes.isEmpty()) {
      return refuse(participant == null ? "nobody is in it." : participant + " is not in it.");
    }
    long decided = outcomes.stream().filter(outcome -> outcome.compared() > 0).count();
    if (decided == 0) {
      return refuse("what was known of its receivers is no longer in it.");
    }
    boolean same = outcomes.stream().allMatch(Outcome::same);
    out.printf(
        "%d of %d receivers were decided once more, %s%n",
        decided, outcomes.size(), same ? "all alike." : "NOT ALL ALIKE.");
    return same ? ALIKE : DIFFERENT;
  }

  private void tell(PrintWriter out, TraceFile trace, Outcome outcome) {
    out.printf(
        "%s: %d records, %d decided once more%n",
        outcome.name(), outcome.records(), outcome.compared());
    outcome.limit().ifPresent(why -> out.println("  not replayed from there on: " + why));
    DecisionWords words = new DecisionWords();
    for (TraceRecord decision : outcome.decisions()) {
      for (String line : words.of(decision)) {
        out.println("  " + time(trace, decision) + " " + line);
      }
    }
    outcome
        .difference()
        .ifPresent(
            difference -> {
              out.printf(
                  "  DIFFERS at record %d, %s%n",
                  difference.record(), time(trace, difference.then()));
              out.println("    then: " + difference.then().what());
              out.println(
                  "    now:  "
                      + difference.now().map(now -> now.what().toString()).orElse("nothing"));
            });
  }

  private String time(TraceFile trace, TraceRecord record) {
    return TIME.format(Instant.ofEpochMilli(trace.wallMs(record)).atZone(zone));
  }
}
