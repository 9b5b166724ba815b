package io.plenum.bench.compare;

import io.plenum.bench.load.LoadLoop;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The same load for one server after the other, and again. */
@Command(
    name = "compare",
    description = "Measures servers under the same load, one after the other and again.",
    mixinStandardHelpOptions = true)
final class CompareCommand implements Callable<Integer> {
  @Mixin private Ground ground;

  @Option(names = "--profile", required = true, description = "${COMPLETION-CANDIDATES}")
  private Profile profile;

  @Option(names = "--systems", split = ",", description = "in this order: ${COMPLETION-CANDIDATES}")
  private List<Contender> contenders =
      List.of(Contender.PLENUM, Contender.JANUS, Contender.BASELINE);

  @Option(names = "--times", description = "how often all are measured")
  private int times = 2;

  @Override
  public Integer call() throws IOException, InterruptedException {
    JsonObject machine = Ground.machine();
    JsonObject told =
        new JsonObject().put("name", profile.name()).put("room", profile.room(0).told());
    JsonArray rows = new JsonArray();
    boolean refused = false;
    for (int time = 0; time < times; time++) {
      for (Contender contender : contenders) {
        Outcome outcome = measure(contender);
        refused |= outcome.refusal().isPresent();
        rows.add(outcome.row());
        System.out.println(outcome.row().encode());
        ground.keep(machine, told.copy(), rows); // what comes may fail
      }
    }
    return refused ? CommandLine.ExitCode.SOFTWARE : CommandLine.ExitCode.OK;
  }

  private Outcome measure(Contender contender) throws IOException, InterruptedException {
    try (MeasuredServer server = ground.start(contender);
        LoadLoop load = ground.load(profile.video())) {
      Trial trial = new Trial(server, load, ground.warmUpSeconds(), ground.seconds());
      for (RoomPlan room : profile.plans()) {
        server.fill(room, load);
      }
      return trial.run(profile.plans());
    }
  }
}
