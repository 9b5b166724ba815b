package io.plenum.bench.rest;

import io.plenum.bench.ProcessFigures;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * How long the server takes to be ready, and how much memory it has then: the first time, when keys
 * and tables are made, and again.
 */
@Command(
    name = "start",
    description = "Time from start to readiness, first and again, and memory two seconds later.",
    mixinStandardHelpOptions = true)
final class StartCommand implements Callable<Integer> {
  private static final long SETTLED_S = 2;

  @Mixin private Report report;

  @Option(names = "--runs", description = "how often")
  private int runs = 5;

  @Override
  public Integer call() throws IOException, InterruptedException {
    report.begin();
    List<JsonObject> rows = new ArrayList<>();
    for (int run = 0; run < runs; run++) {
      Path home = Files.createTempDirectory("plenum-bench");
      try {
        rows.add(measure(home).put("data", "none yet"));
        rows.add(measure(home).put("data", "kept from the run before"));
      } finally {
        Filled.delete(home);
      }
    }
    boolean prepared = Files.exists(report.distribution().resolve("plenum.jsa"));
    report.end(new JsonObject().put("settledSeconds", SETTLED_S).put("prepared", prepared), rows);
    return 0;
  }

  private JsonObject measure(Path home) throws IOException, InterruptedException {
    Map<String, String> environment = Map.of("PLENUM_DATA_DIR", home.resolve("data").toString());
    try (PlenumServer server =
        PlenumServer.start(report.distribution(), home, environment, report.core())) {
      TimeUnit.SECONDS.sleep(SETTLED_S);
      ProcessFigures.Memory memory = server.memory();
      return new JsonObject()
          .put("readyMs", TimeUnit.NANOSECONDS.toMillis(server.readyAfterNs()))
          .put("cpuMs", TimeUnit.NANOSECONDS.toMillis(server.cpuNs()))
          .put("rssMb", memory.rssMb());
    }
  }
}
