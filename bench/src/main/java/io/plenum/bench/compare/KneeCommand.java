package io.plenum.bench.compare;

import io.plenum.bench.load.LoadLoop;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * How much one server carries: rooms come one by one until it loses 0.1 %, or a packet in a hundred
 * takes 10 ms, or the load itself is at its limit (the last row says which).
 */
@Command(
    name = "knee",
    description = "Adds rooms of ten until the server, or the load, cannot go on.",
    mixinStandardHelpOptions = true)
final class KneeCommand implements Callable<Integer> {
  private static final Profile PROFILE = Profile.ROOM_OF_10;

  @Mixin private Ground ground;

  @Option(names = "--system", description = "${COMPLETION-CANDIDATES}")
  private Contender contender = Contender.PLENUM;

  @Option(names = "--from", description = "rooms to begin with")
  private int from = 1;

  @Option(names = "--to", description = "rooms to end with at the latest")
  private int to = 30;

  @Option(
      names = "--settle",
      description = "seconds after a room has come: what its links carry is found out by then")
  private int settleSeconds = 10;

  @Option(names = "--step", description = "seconds that each number of rooms is measured")
  private int stepSeconds = 5;

  @Override
  public Integer call() throws IOException, InterruptedException {
    JsonObject machine = Ground.machine();
    JsonArray rows = new JsonArray();
    try (MeasuredServer server = ground.start(contender);
        LoadLoop load = ground.load(PROFILE.video())) {
      Trial trial = new Trial(server, load, settleSeconds, stepSeconds);
      List<RoomPlan> rooms = new ArrayList<>();
      boolean carried = true;
      while (carried && rooms.size() < to) {
        rooms.add(PROFILE.room(rooms.size()));
        try {
          server.fill(rooms.getLast(), load);
        } catch (IOException refused) { // a server may take no other room before it is full
          rows.add(noMore(rooms.size(), refused));
          break;
        }
        if (rooms.size() < from) {
          TimeUnit.SECONDS.sleep(settleSeconds);
        } else if (rooms.size() == from) {
          TimeUnit.SECONDS.sleep(ground.warmUpSeconds());
        }
        if (rooms.size() >= from) {
          Outcome outcome = trial.run(List.copyOf(rooms));
          carried = outcome.failure().isEmpty() && outcome.refusal().isEmpty();
          rows.add(outcome.row());
          System.out.println(outcome.row().encode());
        }
      }
    }
    JsonObject told = new JsonObject().put("name", "KNEE").put("room", PROFILE.room(0).told());
    ground.keep(
        machine, told.put("settleSeconds", settleSeconds).put("stepSeconds", stepSeconds), rows);
    return CommandLine.ExitCode.OK;
  }

  private JsonObject noMore(int room, IOException why) {
    return new JsonObject()
        .put("system", contender.toString())
        .put("rooms", room)
        .put("failure", "room " + room + " was not taken: " + why.getMessage());
  }
}
