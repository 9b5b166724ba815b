package io.plenum.bench.compare;

import io.plenum.bench.ProcessEnd;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Debian's Janus with a configuration of its own in a temporary folder: what the release has as
 * defaults, but for the few things written here. One thread may use it.
 */
final class JanusProcess implements AutoCloseable {
  private static final Path PROGRAM = Path.of("/usr/bin/janus");
  private static final long START_SECONDS = 10;
  private static final Duration STOP_LIMIT = Duration.ofSeconds(5);
  private static final long LOOK_MS = 50;

  private final Options options;
  private final Path folder;
  private final Process process;
  private final int port;

  /**
   * How it runs.
   *
   * @param core that it has for itself; empty: it is not pinned
   * @param eventLoops threads that all peer connections share; 0: one for each (the default)
   * @param within words before the command, which run it in a network namespace, for example
   * @param address of its sockets
   */
  record Options(OptionalInt core, int eventLoops, List<String> within, InetAddress address) {}

  private JanusProcess(Options options, Path folder, Process process, int port) {
    this.options = options;
    this.folder = folder;
    this.process = process;
    this.port = port;
  }

  /**
   * What {@code janus --version} says.
   *
   * @throws IOException if there is none; the message says how to get it
   */
  static String version() throws IOException {
    if (!Files.isExecutable(PROGRAM)) {
      throw new IOException(
          PROGRAM + " is missing: apt-get install janus (Debian 12 has 1.1.2), or leave janus out");
    }
    Process asked = new ProcessBuilder(PROGRAM.toString(), "--version").start();
    String said = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return said.lines().map(String::strip).filter(line -> !line.isEmpty()).findFirst().orElse("");
  }

  /** Starts one and waits until it listens. */
  static JanusProcess start(Options options) throws IOException {
    version();
    Path folder = Files.createTempDirectory("bench-janus");
    int port = freePort();
    for (Config config : configs(options, port)) {
      Files.writeString(folder.resolve(config.file()), config.text());
    }
    List<String> command = new ArrayList<>(options.within());
    if (options.core().isPresent()) {
      command.addAll(List.of("taskset", "-c", Integer.toString(options.core().getAsInt())));
    }
    command.addAll(List.of(PROGRAM.toString(), "-F", folder.toString()));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    JanusProcess janus = new JanusProcess(options, folder, process, port);
    try {
      janus.awaitReady();
      return janus;
    } catch (IOException failure) {
      janus.close();
      throw failure;
    }
  }

  /** A file of the configuration. */
  record Config(String file, String text) {}

  /** All files that differ from the defaults. */
  static List<Config> configs(Options options, int port) {
    String address = options.address().getHostAddress();
    String loops = options.eventLoops() > 0 ? "event_loops = " + options.eventLoops() : "";
    return List.of(
        new Config(
            "janus.jcfg",
            """
            general: {
              debug_level = 4
              debug_colors = false
              %s
            }
            media: { ipv6 = false }
            nat: {
              ice_lite = true
              ice_enforce_list = "%s"
            }
            plugins: { disable = "libjanus_audiobridge.so,libjanus_duktape.so,libjanus_echotest.so,\
            libjanus_lua.so,libjanus_nosip.so,libjanus_recordplay.so,libjanus_sip.so,\
            libjanus_streaming.so,libjanus_textroom.so,libjanus_videocall.so,libjanus_voicemail.so" }
            transports: { disable = "libjanus_http.so,libjanus_mqtt.so,libjanus_nanomsg.so,\
            libjanus_pfunix.so,libjanus_rabbitmq.so" }
            """
                .formatted(loops, address)),
        new Config(
            "janus.transport.websockets.jcfg",
            """
            general: { ws = true
              ws_port = %d
              ws_ip = "%s"
              wss = false }
            admin: { admin_ws = false }
            """
                .formatted(port, address)),
        new Config("janus.plugin.videoroom.jcfg", "general: { }\n"));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private void awaitReady() throws IOException {
    long endNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (System.nanoTime() < endNs && process.isAlive()) {
      try {
        JanusApi.connect(api()).close();
        return;
      } catch (IOException notYet) {
        sleep();
      }
    }
    throw new IOException("Janus did not start:\n" + Files.readString(folder.resolve("log")));
  }

  private static void sleep() throws IOException {
    try {
      TimeUnit.MILLISECONDS.sleep(LOOK_MS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted");
    }
  }

  /** Where its API is. */
  URI api() {
    return URI.create("ws://" + options.address().getHostAddress() + ':' + port);
  }

  Options options() {
    return options;
  }

  ProcessHandle process() {
    return process.toHandle();
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    ProcessEnd.await(process, STOP_LIMIT);
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
