package io.plenum.bench.rest;

import io.plenum.storage.database.Database;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * A data folder (and database) filled with a corpus, and the servers that are started on it.
 * Options of the command line; one thread may use it. Closing deletes what was temporary.
 */
final class Filled implements AutoCloseable {
  /** Beside the data: what they were filled with. */
  private static final String NOTE = "corpus.json";

  @Mixin private Ground ground;

  @Option(names = "--users", description = "of the account, 3 or more")
  private int users = 50;

  @Option(names = "--meetings", description = "of the account")
  private int meetings = 10_000;

  @Option(names = "--messages", description = "of all meetings together")
  private int messages = 1_000_000;

  private Path home;
  private Path folder;
  private JsonObject note;

  /** Makes and fills the data if they are not there already. */
  void prepare(Path distribution) throws IOException {
    home = Files.createTempDirectory("plenum-bench");
    folder = ground.folder(home);
    Path kept = folder.resolveSibling(folder.getFileName() + "." + NOTE);
    if (Files.exists(kept)) {
      note = new JsonObject(Files.readString(kept));
      return;
    }
    addUsers(distribution);
    long beganNs = System.nanoTime();
    try (Database database = ground.open(folder)) {
      new Filling(database, corpus()).run();
    }
    long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - beganNs);
    note = corpus().toJson().put("filledInSeconds", seconds);
    Files.writeString(kept, note.encodePrettily());
  }

  private void addUsers(Path distribution) throws IOException {
    try (PlenumServer server = start(distribution, Map.of(), OptionalInt.empty());
        HttpClient http = HttpClient.newHttpClient()) {
      User admin = User.stranger(http, server.origin()).setUp();
      for (int user = 1; user < users; user++) {
        admin.add(user);
      }
    }
  }

  /** What it was filled with, and how long that took. */
  JsonObject describe() {
    return note.copy().put("database", ground.kind.name().toLowerCase(java.util.Locale.ROOT));
  }

  Corpus corpus() {
    return note == null
        ? new Corpus(users, meetings, messages)
        : new Corpus(
            note.getInteger("users"), note.getInteger("meetings"), note.getInteger("messages"));
  }

  /** Starts a server on the data. */
  PlenumServer start(Path distribution, Map<String, String> more, OptionalInt core)
      throws IOException {
    Map<String, String> environment = new HashMap<>(ground.environment(folder));
    environment.putAll(more);
    return PlenumServer.start(distribution, home, environment, core);
  }

  @Override
  public void close() throws IOException {
    ground.close();
    if (home != null) {
      delete(home);
    }
  }

  /** Deletes a folder with all that is in it. */
  static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
