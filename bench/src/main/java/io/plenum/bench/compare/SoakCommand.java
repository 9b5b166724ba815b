package io.plenum.bench.compare;

import io.plenum.bench.ProcessFigures;
import io.plenum.bench.ServerProcess;
import io.plenum.bench.load.LoadLoop;
import io.plenum.bench.load.LoadPeer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Whether our server keeps anything of those who have left: rooms of ten, and people who change.
 */
@Command(
    name = "soak",
    description = "Runs for --seconds with people who come and go, and watches memory.",
    mixinStandardHelpOptions = true)
final class SoakCommand implements Callable<Integer> {
  private static final Profile PROFILE = Profile.ROOM_OF_10;

  /** Between two rooms that fill: one that is cold, or just fills, may refuse another. */
  private static final int PAUSE_SECONDS = 3;

  @Mixin private Ground ground;

  @Option(names = "--rooms", description = "rooms of ten")
  private int rooms = 2;

  @Option(names = "--churn", description = "seconds until the next one is replaced by another")
  private int churnSeconds = 2;

  @Option(names = "--sample", description = "seconds between two looks at the server's memory")
  private int sampleSeconds = 30;

  private final SplittableRandom random = new SplittableRandom(11);
  private final JsonArray samples = new JsonArray();
  private final List<RoomPlan> plans = new ArrayList<>();
  private final List<List<LoadPeer>> present = new ArrayList<>();

  @Override
  public Integer call() throws IOException, InterruptedException {
    JsonObject machine = Ground.machine();
    try (PlenumServer server = ground.plenum();
        LoadLoop load = ground.load(PROFILE.video())) {
      for (int i = 0; i < rooms; i++) {
        enterAll(server, load, PROFILE.room(i));
        TimeUnit.SECONDS.sleep(i == 0 ? ground.warmUpSeconds() : PAUSE_SECONDS);
      }
      TimeUnit.SECONDS.sleep(ground.warmUpSeconds());
      Trial trial = new Trial(server, load, 0, ground.seconds());
      Outcome outcome = trial.run(plans, () -> churn(server, load));
      JsonObject row = outcome.row(outcome.failureUnderChurn()).put("samples", samples);
      JsonObject told = new JsonObject().put("name", "SOAK").put("churnSeconds", churnSeconds);
      ground.keep(machine, told, new JsonArray().add(row));
      return outcome.refusal().isPresent()
          ? CommandLine.ExitCode.SOFTWARE
          : CommandLine.ExitCode.OK;
    }
  }

  private void enterAll(PlenumServer server, LoadLoop load, RoomPlan room)
      throws IOException, InterruptedException {
    List<LoadPeer> peers = new ArrayList<>();
    for (int i = 0; i < room.people(); i++) {
      peers.add(server.enter(room, i, load));
    }
    for (int i = 0; i < room.people(); i++) {
      server.begin(room, i, peers.get(i), load);
    }
    plans.add(room);
    present.add(peers);
  }

  private void churn(PlenumServer server, LoadLoop load) throws IOException, InterruptedException {
    long startNs = System.nanoTime();
    long endNs = startNs + TimeUnit.SECONDS.toNanos(ground.seconds());
    long sampleNs = startNs;
    for (long nowNs = startNs; nowNs < endNs; nowNs = System.nanoTime()) {
      if (nowNs >= sampleNs) {
        samples.add(sample(server, (nowNs - startNs) / 1_000_000_000));
        System.out.println(samples.getJsonObject(samples.size() - 1).encode());
        sampleNs += TimeUnit.SECONDS.toNanos(sampleSeconds);
      }
      replaceSomebody(server, load);
      TimeUnit.SECONDS.sleep(churnSeconds);
    }
  }

  private void replaceSomebody(PlenumServer server, LoadLoop load)
      throws IOException, InterruptedException {
    int room = random.nextInt(plans.size());
    int person = random.nextInt(plans.get(room).people());
    List<LoadPeer> peers = present.get(room);
    server.leave(plans.get(room), peers.get(person), load);
    peers.set(person, server.enter(plans.get(room), person, load));
    server.begin(plans.get(room), person, peers.get(person), load);
  }

  private static JsonObject sample(PlenumServer server, long second) throws IOException {
    ServerProcess.Heap heap = server.heap();
    long pid = server.process().pid();
    long rssBytes = ProcessFigures.memory(pid).rssBytes();
    try (Stream<Path> descriptors = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
      return new JsonObject()
          .put("second", second)
          .put("heapUsedKb", heap.usedBytes() / 1_000)
          .put("rssMb", Math.round(rssBytes / 1e6))
          .put("fileDescriptors", descriptors.count());
    }
  }
}
