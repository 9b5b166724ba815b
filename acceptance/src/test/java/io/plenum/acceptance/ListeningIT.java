package io.plenum.acceptance;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Where the server, as it is shipped, can be reached at all. */
@Tag("S-6c")
class ListeningIT {
  /** State 0A is LISTEN (Linux, include/net/tcp_states.h). */
  private static final Pattern LISTENING =
      Pattern.compile("\\s*\\d+: [0-9A-F]+:([0-9A-F]{4}) \\S+ 0A (?:\\S+\\s+){5}(\\d+) .*");

  @AutoClose private ServerProcess server;

  @BeforeEach
  void start() throws IOException {
    server = ServerProcess.start("listening");
  }

  @Test
  void takesTcpForHttpAndMediaOnly_soNoDebuggerOrConsoleGetsIn() throws IOException {
    Path process = Path.of("/proc", Long.toString(server.pid()));
    assumeTrue(Files.isReadable(process.resolve("net/tcp")), "no /proc on this system");
    Set<String> sockets = sockets(process);
    Set<Integer> ports =
        Stream.of("tcp", "tcp6")
            .flatMap(kind -> lines(process.resolve("net").resolve(kind)))
            .map(LISTENING::matcher)
            .filter(line -> line.matches() && sockets.contains("socket:[" + line.group(2) + "]"))
            .map(line -> Integer.parseInt(line.group(1), 16))
            .collect(toSet());
    assertThat(ports)
        .contains(server.httpPort())
        .allMatch(port -> port == server.httpPort() || server.isMediaPort(port));
  }

  private static Set<String> sockets(Path process) throws IOException {
    try (Stream<Path> files = Files.list(process.resolve("fd"))) {
      return files.map(ListeningIT::target).collect(toSet());
    }
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException closedMeanwhile) {
      return "";
    }
  }

  private static Stream<String> lines(Path file) {
    try {
      return Files.readAllLines(file).stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void answersNothing_whereDebuggersAndConsolesUseToBe() throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      for (String path :
          List.of(
              "/debug",
              "/debug/pprof",
              "/actuator",
              "/actuator/heapdump",
              "/jolokia",
              "/console",
              "/h2-console",
              "/threads",
              "/heapdump",
              "/env",
              "/trace",
              "/swagger-ui",
              "/api/v1/debug",
              "/api/v1/test")) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.origin() + path)).build();
        assertThat(http.send(request, BodyHandlers.discarding()).statusCode())
            .as(path)
            .isEqualTo(404);
      }
    }
  }
}
