package io.plenum.bench.rest;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** How much memory uploads take, and how long. */
@Command(
    name = "upload",
    description = "Memory of the server while files of 1 MB to 1 GB are uploaded.",
    mixinStandardHelpOptions = true)
final class UploadCommand implements Callable<Integer> {
  private static final List<Integer> SIZES_MB = List.of(1, 10, 100, 1_000);
  private static final Duration LIMIT = Duration.ofMinutes(3);

  /** Small, so that what is held shows. */
  private static final String JVM = "-Xmx128m";

  @Mixin private Report report;

  @Override
  public Integer call() throws IOException {
    report.begin();
    Path home = Files.createTempDirectory("plenum-bench");
    Map<String, String> environment =
        Map.of("PLENUM_DATA_DIR", home.resolve("data").toString(), "JAVA_OPTS", JVM);
    try (PlenumServer server =
            PlenumServer.start(report.distribution(), home, environment, report.core());
        HttpClient http = HttpClient.newHttpClient()) {
      User user = User.stranger(http, server.origin()).setUp();
      JsonObject wish = new JsonObject().put("name", "Files");
      String meeting = User.ok(user.send("POST", "meetings", wish)).getString("id");
      upload(user, meeting, 1); // what any upload needs for the first time
      List<JsonObject> rows = new ArrayList<>();
      for (int sizeMb : SIZES_MB) {
        rows.add(measure(server, user, meeting, sizeMb));
      }
      report.end(new JsonObject().put("serverJvm", JVM), rows);
    } finally {
      Filled.delete(home);
    }
    return 0;
  }

  private static JsonObject measure(PlenumServer server, User user, String meeting, int sizeMb)
      throws IOException {
    server.forgetPeak();
    long rssBefore = server.memory().rssMb();
    long beganNs = System.nanoTime();
    upload(user, meeting, sizeMb);
    double seconds = (System.nanoTime() - beganNs) / 1e9;
    return new JsonObject()
        .put("sizeMb", sizeMb)
        .put("rssMbBefore", rssBefore)
        .put("rssMbPeak", server.memory().peakMb())
        .put("seconds", Math.round(seconds * 100) / 100.0);
  }

  private static void upload(User user, String meeting, int sizeMb) throws IOException {
    HttpRequest request =
        user.request("meetings/" + meeting + "/files?name=file&kind=file")
            .timeout(LIMIT)
            .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new Noise(sizeMb * 1_000_000L)))
            .build();
    HttpResponse<String> answer = user.send(request);
    if (User.ok(answer).getLong("sizeBytes") != sizeMb * 1_000_000L) {
      throw new IOException(answer.body());
    }
  }

  /** So many bytes. */
  private static final class Noise extends InputStream {
    private static final int PIECE = 1 << 16;

    private final byte[] piece = new byte[PIECE];
    private long left;

    Noise(long count) {
      new Random(Corpus.SEED).nextBytes(piece);
      this.left = count;
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      int count = (int) Math.min(left, Math.min(length, PIECE));
      System.arraycopy(piece, 0, into, offset, count);
      left -= count;
      return count == 0 ? -1 : count;
    }
  }
}
