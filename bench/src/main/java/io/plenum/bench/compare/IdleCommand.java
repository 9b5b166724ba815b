package io.plenum.bench.compare;

import io.plenum.bench.load.LoadLoop;
import io.plenum.bench.load.VideoShape;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * What people cost our server who are connected and neither send nor get anything: they renew their
 * consent and report, as browsers do.
 */
@Command(
    name = "idle",
    description = "Measures CPU and memory of people who are only there.",
    mixinStandardHelpOptions = true)
final class IdleCommand implements Callable<Integer> {
  private static final int ROOM = 100;

  /** Places of either kind that each asks for, as a page of nine pictures does. */
  private static final int PLACES = 9;

  @Mixin private Ground ground;

  @Option(names = "--people", description = "how many, a multiple of 100")
  private int people = 1_000;

  @Override
  public Integer call() throws IOException, InterruptedException {
    JsonObject machine = Ground.machine();
    try (PlenumServer server = ground.plenum();
        LoadLoop load = ground.load(VideoShape.HD)) {
      Trial trial = new Trial(server, load, ground.warmUpSeconds(), ground.seconds());
      long heapBytes = server.heap().usedBytes();
      List<RoomPlan> rooms = new ArrayList<>();
      for (int i = 0; i < people / ROOM; i++) {
        rooms.add(new RoomPlan("idle" + i, ROOM, 0, 0, PLACES));
        server.fill(rooms.getLast(), load);
      }
      Outcome outcome = trial.run(rooms);
      JsonObject row =
          outcome
              .row()
              .put("serverCoreShare", Math.round(outcome.serverCores() * 1e4) / 1e4)
              .put(
                  "heapKbPerParticipant", (server.heap().usedBytes() - heapBytes) / 1_000 / people);
      ground.keep(machine, new JsonObject().put("name", "IDLE"), new JsonArray().add(row));
      System.out.println(row.encodePrettily());
      return outcome.refusal().isPresent()
          ? CommandLine.ExitCode.SOFTWARE
          : CommandLine.ExitCode.OK;
    }
  }
}
