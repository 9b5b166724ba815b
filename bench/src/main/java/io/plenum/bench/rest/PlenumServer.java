package io.plenum.bench.rest;

import io.plenum.bench.ProcessEnd;
import io.plenum.bench.ProcessFigures;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The distribution as an operator runs it, in a process of its own and if told on a core of its
 * own. Its log goes to a file beside its data. One thread may use it.
 */
final class PlenumServer implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofMinutes(5);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
  private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(10);

  private final Process process;
  private final URI origin;
  private final long readyAfterNs;

  private PlenumServer(Process process, URI origin, long beganNs) throws IOException {
    this.process = process;
    this.origin = origin;
    awaitReady(beganNs);
    this.readyAfterNs = System.nanoTime() - beganNs;
  }

  /**
   * Starts one and waits until it is ready.
   *
   * @param distribution its folder
   * @param home where it is started and logs
   * @param more variables of its environment
   */
  static PlenumServer start(
      Path distribution, Path home, Map<String, String> more, OptionalInt core) throws IOException {
    int port = freePort();
    List<String> command = new ArrayList<>();
    if (core.isPresent()) {
      command.addAll(List.of("taskset", "-c", Integer.toString(core.getAsInt())));
    }
    command.addAll(List.of(distribution.toRealPath().resolve("bin/plenum").toString(), "serve"));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(home.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(home.resolve("log").toFile()));
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("PLENUM_HTTP_PORT", Integer.toString(port));
    builder.environment().put("PLENUM_MEDIA_PORT", "0");
    builder.environment().put("PLENUM_SETUP_TOKEN", Corpus.SETUP_TOKEN);
    builder.environment().putAll(more);
    long beganNs = System.nanoTime();
    return new PlenumServer(builder.start(), URI.create("http://localhost:" + port), beganNs);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void awaitReady(long beganNs) throws IOException {
    HttpRequest request = HttpRequest.newBuilder(origin.resolve("/health/ready")).build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      while (!answers(http, request)) {
        if (!process.isAlive() || System.nanoTime() - beganNs > START_LIMIT.toNanos()) {
          close();
          throw new IOException("the server did not start; its log says why");
        }
        LockSupport.parkNanos(LOOK_NS);
      }
    }
  }

  private static boolean answers(HttpClient http, HttpRequest request) {
    try {
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** From the start of the process to its first ready answer. */
  long readyAfterNs() {
    return readyAfterNs;
  }

  URI origin() {
    return origin;
  }

  /** CPU time so far. */
  long cpuNs() throws IOException {
    return ProcessFigures.cpuNs(process.toHandle());
  }

  /** Memory and its peak. */
  ProcessFigures.Memory memory() throws IOException {
    return ProcessFigures.memory(process.pid());
  }

  /** Begins to look for the peak anew. */
  void forgetPeak() throws IOException {
    ProcessFigures.forgetPeak(process.pid());
  }

  @Override
  public void close() {
    process.destroy();
    ProcessEnd.await(process, STOP_LIMIT);
  }
}
