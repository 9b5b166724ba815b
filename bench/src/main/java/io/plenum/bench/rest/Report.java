package io.plenum.bench.rest;

import io.plenum.bench.Machine;
import io.plenum.node.Version;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalInt;
import picocli.CommandLine.Option;

/**
 * What all these measurements share: what is measured, and where the result goes. Options of the
 * command line; one thread may use it.
 */
final class Report {
  @Option(
      names = "--name",
      description = "of the result: its file is FOLDER/NAME.json",
      required = true)
  private String name;

  @Option(names = "--folder", description = "where the result is kept")
  private Path folder = Path.of("bench/results");

  @Option(names = "--commit", description = "what was measured")
  private String commit = "unknown";

  @Option(names = "--distribution", description = "the server's folder")
  private Path distribution = Path.of("signaling/target/plenum");

  @Option(names = "--server-core", description = "core of the server; not pinned if absent")
  private Integer serverCore;

  private JsonObject machine;

  /** Looks at the machine before anything runs. */
  void begin() throws IOException {
    machine = Machine.describe();
  }

  Path distribution() {
    return distribution;
  }

  OptionalInt core() {
    return serverCore == null ? OptionalInt.empty() : OptionalInt.of(serverCore);
  }

  /** Keeps a result and prints its rows. */
  void end(JsonObject profile, List<JsonObject> rows) throws IOException {
    JsonObject versions =
        new JsonObject()
            .put("plenum", Version.text())
            .put("commit", commit)
            .put("java", Runtime.version().toString());
    profile.put("serverCore", serverCore == null ? "not pinned" : serverCore.toString());
    JsonObject result =
        new JsonObject()
            .put("name", name)
            .put("date", LocalDate.now(ZoneOffset.UTC).toString())
            .put("machine", machine)
            .put("versions", versions)
            .put("profile", profile)
            .put("rows", new JsonArray(List.copyOf(rows)));
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(name + ".json"), result.encodePrettily() + '\n');
    System.out.println(profile.encode());
    rows.forEach(row -> System.out.println(row.encode()));
  }
}
