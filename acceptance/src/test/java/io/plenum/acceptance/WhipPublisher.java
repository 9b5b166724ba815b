package io.plenum.acceptance;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** GStreamer, publishing by WHIP in a process of its own. Confined to one thread. */
final class WhipPublisher implements AutoCloseable {
  /** What it sends, pixels. */
  static final int WIDTH = 640;

  static final int HEIGHT = 360;

  private static final String SCRIPT = "/gstreamer/whip-publisher.py";

  /** One that hangs is ended after this, so that a read from it cannot block for ever. */
  private static final int LIFE_SECONDS = 120;

  private static final int END_SECONDS = 15;

  private final Path script;
  private final Process process;
  private final BufferedReader out;

  /** Starts it; its errors go to {@code target/logs/gstreamer.log}. */
  WhipPublisher(String url, String key, String codec) throws IOException {
    Path log = Files.createDirectories(Path.of("target", "logs")).resolve("gstreamer.log");
    script = Files.createTempFile("whip-publisher", ".py");
    try (InputStream text = WhipPublisher.class.getResourceAsStream(SCRIPT)) {
      Files.write(script, text.readAllBytes());
    }
    process =
        new ProcessBuilder(Tool.SYSTEM_PYTHON.toString(), script.toString(), url, key, codec)
            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    out = process.inputReader();
    process
        .onExit()
        .orTimeout(LIFE_SECONDS, TimeUnit.SECONDS)
        .exceptionally(_ -> process.destroyForcibly());
  }

  /** Waits for what the POST of its offer was answered with. */
  int answered() {
    return next("answered").get("answered").getAsInt();
  }

  /** Waits until its connection is in this state. */
  void isConnection(String state) {
    while (!next("connection").get("connection").getAsString().equals(state)) {
      // an earlier one
    }
  }

  /** Ends it as its user does; what its DELETE was answered with. */
  int end() throws InterruptedException {
    process.toHandle().destroy(); // Process.destroy closes what it still has to say
    int status = next("deleted").get("deleted").getAsInt();
    process.waitFor(END_SECONDS, TimeUnit.SECONDS);
    return status;
  }

  /** Ends it as a power cut does. */
  void kill() {
    process.destroyForcibly();
  }

  private JsonObject next(String kind) {
    try {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        JsonObject said = JsonParser.parseString(line).getAsJsonObject();
        if (said.has(kind)) {
          return said;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw new AssertionError("GStreamer ended before it said: " + kind);
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    Files.deleteIfExists(script);
  }
}
