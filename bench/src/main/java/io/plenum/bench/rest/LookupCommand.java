package io.plenum.bench.rest;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How long it takes to list, open and search among many meetings and messages. */
@Command(
    name = "lookup",
    description = "Times of listing, opening and searching among many meetings.",
    mixinStandardHelpOptions = true)
final class LookupCommand implements Callable<Integer> {
  private static final long LONGEST_US = TimeUnit.MINUTES.toMicros(1);

  /** Nobody asks one after the other so fast as this does. */
  private static final Map<String, String> NO_QUOTA =
      Map.of("PLENUM_HTTP_REQUESTS_PER_MINUTE", "1000000");

  @Mixin private final Filled filled = new Filled();
  @Mixin private Report report;

  @Option(names = "--samples", description = "requests of each kind that count")
  private int samples = 300;

  @Option(names = "--warm-up", description = "requests of each kind before them")
  private int warmUp = 100;

  private final Vocabulary vocabulary = new Vocabulary(Corpus.SEED);

  @Override
  public Integer call() throws IOException {
    try (filled) {
      filled.prepare(report.distribution());
      report.begin();
      List<JsonObject> rows = new ArrayList<>();
      try (PlenumServer server = filled.start(report.distribution(), NO_QUOTA, report.core());
          HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
        Corpus corpus = filled.corpus();
        for (int viewer : List.of(0, 1, corpus.last())) {
          User user =
              User.stranger(http, server.origin()).signIn(Corpus.email(viewer), Corpus.PASSWORD);
          rows.addAll(measure(user));
        }
        JsonObject profile =
            new JsonObject()
                .put("corpus", filled.describe())
                .put("asked", "one request after the other, from sending to the answer's end")
                .put("warmUp", warmUp)
                .put("serverRssMb", server.memory().rssMb());
        report.end(profile, rows);
      }
    }
    return 0;
  }

  private List<JsonObject> measure(User user) throws IOException {
    List<String> meetings = new ArrayList<>();
    String page = "meetings?limit=200";
    while (page != null) {
      JsonObject answer = User.ok(user.get(page));
      answer.getJsonArray("items").forEach(it -> meetings.add(((JsonObject) it).getString("id")));
      String next = answer.getString("next");
      page = next == null ? null : "meetings?limit=200&cursor=" + Mix.encoded(next);
    }
    Map<String, Function<Random, String>> kinds = new LinkedHashMap<>();
    kinds.put("list", _ -> "meetings?limit=50");
    kinds.put("open", random -> "meetings/" + any(meetings, random));
    kinds.put("chat", random -> "meetings/" + any(meetings, random) + "/messages");
    kinds.put("word", random -> search(vocabulary.word(random)));
    kinds.put("prefix", random -> search(vocabulary.prefix(random)));
    kinds.put("substring", random -> search(vocabulary.substring(random)));
    kinds.put("han", random -> search(vocabulary.han(random)));
    kinds.put(
        "two words", random -> search(vocabulary.word(random) + " " + vocabulary.word(random)));
    List<JsonObject> rows = new ArrayList<>();
    for (var kind : kinds.entrySet()) {
      rows.add(
          new JsonObject()
              .put("kind", kind.getKey())
              .put("meetingsOnList", meetings.size())
              .mergeIn(Times.of(times(user, kind.getValue()))));
    }
    return rows;
  }

  private static String any(List<String> from, Random random) {
    return from.get(random.nextInt(from.size()));
  }

  private static String search(String text) {
    return "search/meetings?text=" + Mix.encoded(text);
  }

  private Histogram times(User user, Function<Random, String> path) throws IOException {
    Random random = new Random(Corpus.SEED);
    Histogram timesUs = new Histogram(LONGEST_US, 3);
    for (int i = 0; i < warmUp + samples; i++) {
      String asked = path.apply(random);
      long beganNs = System.nanoTime();
      HttpResponse<String> answer = user.get(asked);
      long tookUs = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - beganNs);
      if (answer.statusCode() != 200) {
        throw new IOException(asked + ": " + answer.statusCode() + " " + answer.body());
      }
      if (i >= warmUp) {
        timesUs.recordValue(Math.min(tookUs, LONGEST_US));
      }
    }
    return timesUs;
  }
}
