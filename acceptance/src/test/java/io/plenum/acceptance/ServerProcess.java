package io.plenum.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The server as a user runs it: the distribution's launcher in a process of its own, with a data
 * folder and ports of its own. Its log is kept in {@code target/logs}. {@link #close} always ends
 * it and deletes its data. Not thread-safe.
 */
final class ServerProcess implements AutoCloseable {
  /** Holder of this may make the first account. */
  static final String SETUP_TOKEN = "acceptance-set-up-token-0123456789";

  /** The time a server may take to answer; two loaded cores need several seconds for a JVM. */
  private static final Duration READY_LIMIT = Duration.ofSeconds(60);

  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

  /** Media ports are one for each loop; more loops than this is no machine that runs tests. */
  private static final int MEDIA_PORTS = 8;

  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

  private final Path home;
  private final Path log;
  private final Map<String, String> settings;
  private final int httpPort;
  private final int mediaPort;
  private Process process;

  private ServerProcess(String name, String publicAddress, Map<String, String> more)
      throws IOException {
    this.home = Files.createTempDirectory("plenum-" + name);
    this.log = Files.createDirectories(Path.of("target", "logs")).resolve(name + ".log");
    this.httpPort = FreePorts.tcp();
    this.mediaPort = FreePorts.media(MEDIA_PORTS);
    this.settings = new HashMap<>(more);
    settings.putAll(
        Map.of(
            "JAVA_HOME", System.getProperty("java.home"),
            "PLENUM_DATA_DIR", home.resolve("data").toString(),
            "PLENUM_HTTP_PORT", Integer.toString(httpPort),
            "PLENUM_MEDIA_PORT", Integer.toString(mediaPort),
            "PLENUM_PUBLIC_ADDRESS", publicAddress,
            "PLENUM_SETUP_TOKEN", SETUP_TOKEN));
    Files.deleteIfExists(log);
  }

  /**
   * Starts a server on loopback and waits until it is ready.
   *
   * @param name of the log file
   * @throws IOException when it cannot be started
   */
  static ServerProcess start(String name) throws IOException {
    return start(name, InetAddress.getLoopbackAddress().getHostAddress());
  }

  /** As {@link #start(String)}, with candidates that name another address of this machine. */
  static ServerProcess start(String name, String publicAddress) throws IOException {
    return start(name, publicAddress, Map.of());
  }

  /** As {@link #start(String)}, with more variables in the process's environment. */
  static ServerProcess start(String name, Map<String, String> more) throws IOException {
    return start(name, InetAddress.getLoopbackAddress().getHostAddress(), more);
  }

  /** All of it. */
  static ServerProcess start(String name, String publicAddress, Map<String, String> more)
      throws IOException {
    ServerProcess server = new ServerProcess(name, publicAddress, more);
    try {
      server.launch();
      return server;
    } catch (IOException | RuntimeException | Error e) {
      server.close();
      throw e;
    }
  }

  /** {@code http://localhost:port}, without a slash at the end: a page there may use the camera. */
  String origin() {
    return "http://localhost:" + httpPort;
  }

  /** The TCP port of pages, REST and WebSockets. */
  int httpPort() {
    return httpPort;
  }

  /** The UDP port of the first media loop. */
  int mediaPort() {
    return mediaPort;
  }

  /** Whether it may use {@code port} for media: one for each of its loops. */
  boolean isMediaPort(int port) {
    return port >= mediaPort && port < mediaPort + MEDIA_PORTS;
  }

  /** The environment that the server runs with, beside this process's own. */
  Map<String, String> settings() {
    return Map.copyOf(settings);
  }

  /** The server's process id: the launcher's script becomes the server. */
  long pid() {
    return process.pid();
  }

  /** What the server has written so far. */
  String log() throws IOException {
    return Files.readString(log);
  }

  /** Every file that it wrote: the data folder, what lies beside that, and the log. */
  List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(home)) {
      return Stream.concat(files.filter(Files::isRegularFile), Stream.of(log)).toList();
    }
  }

  /** How many contents, whole or half, lie in the data folder. */
  long objectFiles() {
    Path objects = home.resolve("data").resolve("objects");
    try (Stream<Path> files = Files.walk(objects)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.startsWith(objects.resolve("keys")))
          .count();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Ends the process as a power cut would: {@code kill -9}. Data and ports are kept. */
  void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  /**
   * Ends the process as a service manager does: SIGTERM.
   *
   * @return its exit code
   */
  int terminate() {
    process.destroy();
    awaitEnd();
    return process.exitValue();
  }

  /**
   * Starts the server again with the same data and ports, and waits until it is ready.
   *
   * @return {@link System#nanoTime} at the first ready answer
   */
  long restart() throws IOException {
    return launch();
  }

  /** Runs another command of the launcher beside the server, which must do what it is told. */
  void run(String... command) throws IOException, InterruptedException {
    Process other = begin(command);
    assertThat(other.waitFor(READY_LIMIT.toSeconds(), TimeUnit.SECONDS)).as("ended").isTrue();
    assertThat(other.exitValue()).as("exit code, see " + log.toAbsolutePath()).isZero();
  }

  /** With the server's settings, in its folder, into its log. */
  private Process begin(String... command) throws IOException {
    Path launcher = Path.of(System.getProperty("plenum.distribution"), "bin", "plenum");
    ProcessBuilder builder =
        new ProcessBuilder(launcher.toRealPath().toString())
            .directory(home.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.command().addAll(List.of(command));
    builder.environment().putAll(settings);
    return builder.start();
  }

  private long launch() throws IOException {
    process = begin("serve");
    Eventually.holds("the server is ready, see " + log.toAbsolutePath(), READY_LIMIT, this::ready);
    return System.nanoTime();
  }

  private boolean ready() {
    if (!process.isAlive()) {
      throw new AssertionError("the server ended by itself, see " + log.toAbsolutePath());
    }
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(origin() + "/health/ready"))
            .timeout(Duration.ofSeconds(2))
            .build();
    try {
      return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting for the server", e);
    }
  }

  @Override
  public void close() throws IOException {
    if (process != null && process.isAlive()) {
      process.destroy();
      awaitEnd();
    }
    Folders.delete(home);
  }

  private void awaitEnd() {
    try {
      if (!process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
