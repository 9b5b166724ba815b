package io.plenum.bench.rest;

import io.plenum.bench.ProcessFigures;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How long requests take at a fixed rate. */
@Command(
    name = "rate",
    description = "Times of requests at a fixed rate, four reads to one durable write.",
    mixinStandardHelpOptions = true)
final class RateCommand implements Callable<Integer> {
  /** Beyond this share of failures the times are of something else. */
  private static final double FEW = 0.001;

  @Mixin private final Filled filled = new Filled();
  @Mixin private Report report;

  @Option(names = "--rate", description = "requests a second")
  private int rate = 500;

  @Option(
      names = "--warm-up",
      description = "seconds before anything is measured; the rate rises for half of them")
  private int warmUpSeconds = 60;

  @Option(names = "--seconds", description = "seconds to measure")
  private int seconds = 60;

  @Option(names = "--seed", description = "of what is asked when")
  private long seed = 1;

  @Override
  public Integer call() throws IOException {
    try (filled) {
      filled.prepare(report.distribution());
      report.begin();
      try (PlenumServer server = filled.start(report.distribution(), Map.of(), report.core());
          HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
        Mix mix = new Mix(signedIn(http, server));
        new OpenLoad(new Random(seed), rate).run(warmUpSeconds / 2, warmUpSeconds, mix::draw);
        measure(server, mix);
      }
    }
    return 0;
  }

  /** All but Olga, whose list is longer than anybody's. */
  private List<User> signedIn(HttpClient http, PlenumServer server) throws IOException {
    List<User> users = new ArrayList<>();
    for (int user = 1; user < filled.corpus().users(); user++) {
      users.add(User.stranger(http, server.origin()).signIn(Corpus.email(user), Corpus.PASSWORD));
    }
    return users;
  }

  private void measure(PlenumServer server, Mix mix) throws IOException {
    Busy busyBefore = Busy.now();
    long serverBefore = server.cpuNs();
    long loadBefore = ProcessFigures.cpuNs(ProcessHandle.current());
    OpenLoad.Outcome outcome = new OpenLoad(new Random(seed + 1), rate).run(0, seconds, mix::draw);
    double wallNs = seconds * 1e9;
    JsonObject profile =
        new JsonObject()
            .put("corpus", filled.describe())
            .put("mixPerThousand", new JsonObject(Map.copyOf(Mix.SHARES)))
            .put("arrivals", "open loop, Poisson; a time runs from when its request was due")
            .put("warmUpSeconds", warmUpSeconds)
            .put("seconds", seconds)
            .put("requestsPerSecond", hundredths(outcome.answered() / (double) seconds))
            .put("errors", new JsonObject(Map.copyOf(outcome.errors())))
            .put("coresBusyWithServer", hundredths((server.cpuNs() - serverBefore) / wallNs))
            .put(
                "coresBusyWithLoad",
                hundredths((ProcessFigures.cpuNs(ProcessHandle.current()) - loadBefore) / wallNs))
            .put("busy", Busy.now().since(busyBefore))
            .put("loadLateMs", Times.of(outcome.lateUs()))
            .put("serverRssMb", server.memory().rssMb());
    if (outcome.failed() > FEW * outcome.answered()) {
      throw new IOException("too many failed: " + profile.encode());
    }
    report.end(profile, rows(outcome.timesUs()));
  }

  private static List<JsonObject> rows(Map<String, Histogram> timesUs) {
    List<JsonObject> rows = new ArrayList<>();
    rows.add(row("all", timesUs.values().stream().toList()));
    rows.add(row("reads", chosen(timesUs, false)));
    rows.add(row("writes", chosen(timesUs, true)));
    timesUs.forEach((kind, times) -> rows.add(row(kind, List.of(times))));
    return rows;
  }

  private static List<Histogram> chosen(Map<String, Histogram> timesUs, boolean writes) {
    return timesUs.entrySet().stream()
        .filter(entry -> Mix.WRITES.contains(entry.getKey()) == writes)
        .map(Map.Entry::getValue)
        .toList();
  }

  private static JsonObject row(String kind, List<Histogram> times) {
    return new JsonObject().put("kind", kind).mergeIn(Times.of(times));
  }

  private static double hundredths(double value) {
    return Math.round(value * 100) / 100.0;
  }
}
