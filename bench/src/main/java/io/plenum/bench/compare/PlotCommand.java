package io.plenum.bench.compare;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Draws what results hold. */
@Command(name = "plot", description = "Draws the rows of results.", mixinStandardHelpOptions = true)
final class PlotCommand implements Callable<Integer> {
  @Option(names = "--to", required = true, description = "folder of cost.svg and delay.svg")
  private Path to;

  @Parameters(arity = "1..*", description = "results")
  private List<Path> results;

  @Override
  public Integer call() throws IOException {
    List<ResultPlot.Bar> cost = new ArrayList<>();
    List<ResultPlot.Bar> delay = new ArrayList<>();
    for (Path file : results) {
      JsonObject result = new JsonObject(Files.readString(file));
      String profile = result.getJsonObject("profile").getString("name");
      JsonArray rows = result.getJsonArray("rows");
      for (int i = 0; i < rows.size(); i++) {
        JsonObject row = rows.getJsonObject(i);
        if (row.containsKey("refused") || !row.containsKey("cpuNsPerPacket")) {
          continue; // it says nothing of the server
        }
        String failed = row.containsKey("failure") ? " (failed)" : "";
        String label = profile + ", " + row.getString("system") + failed;
        cost.add(new ResultPlot.Bar(label, row.getLong("cpuNsPerPacket") / 1e3));
        delay.add(new ResultPlot.Bar(label, row.getDouble("delayMsP99")));
      }
    }
    Files.createDirectories(to);
    Files.writeString(
        to.resolve("cost.svg"), ResultPlot.svg("CPU of a forwarded packet", "µs", cost));
    Files.writeString(
        to.resolve("delay.svg"), ResultPlot.svg("Delay added, 99th percentile", "ms", delay));
    return CommandLine.ExitCode.OK;
  }
}
