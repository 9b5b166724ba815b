package io.plenum.storage.testkit;

import io.plenum.storage.database.PostgresConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A PostgreSQL server of the tests' own, in a temporary folder, on a free port of 127.0.0.1. It
 * flushes as a real one does. It stops with {@link #close}, and also when this JVM dies.
 */
final class PostgresProcess implements AutoCloseable {
  private static final String USER = "plenum";

  /** Where Debian and its kin put it: apart from the PATH, a folder for each version. */
  private static final Path DEBIAN = Path.of("/usr/lib/postgresql");

  private static final long START_NS = TimeUnit.SECONDS.toNanos(30);
  private static final long STOP_S = 30;
  private static final long PAUSE_MS = 50;

  /** Ends the server, fast but cleanly, when our end of its standard input closes. */
  private static final String SUPERVISE =
      "\"$0\" \"$@\" & server=$!; read -r _; kill -INT $server; wait $server";

  private final Path folder;
  private final Process process;
  private final PostgresConfig administration;

  private PostgresProcess(Path folder, Process process, PostgresConfig administration) {
    this.folder = folder;
    this.process = process;
    this.administration = administration;
  }

  /** Starts one, if this machine has the programs. */
  static Optional<PostgresProcess> start() {
    return programs().map(PostgresProcess::start);
  }

  private static Optional<Path> programs() {
    return Stream.concat(versions(), Stream.of(System.getenv("PATH").split(":", -1)).map(Path::of))
        .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
        .filter(bin -> Files.isExecutable(bin.resolve("postgres")))
        .findFirst();
  }

  private static Stream<Path> versions() {
    try (var folders = Files.list(DEBIAN)) {
      return folders
          .sorted(Comparator.reverseOrder())
          .map(version -> version.resolve("bin"))
          .toList()
          .stream();
    } catch (IOException e) {
      return Stream.empty();
    }
  }

  private static PostgresProcess start(Path bin) {
    Path folder = TemporaryFolder.create("plenum-postgres");
    try {
      String password = UUID.randomUUID().toString();
      Path passwordFile = Files.writeString(folder.resolve("password"), password);
      List<String> as = unprivileged(folder, passwordFile);
      Path data = folder.resolve("data");
      run(
          folder,
          as,
          List.of(
              bin.resolve("initdb").toString(),
              "--pgdata=" + data,
              "--username=" + USER,
              "--pwfile=" + passwordFile,
              "--auth=scram-sha-256",
              "--encoding=UTF8",
              "--no-sync"));
      int port = freePort();
      PostgresConfig administration =
          PostgresServer.config("127.0.0.1", port, "postgres", USER, password);
      return new PostgresProcess(
              folder, serve(folder, as, bin.resolve("postgres"), data, port), administration)
          .awaited();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** PostgreSQL refuses to run as root: then everything is given to somebody else. */
  private static List<String> unprivileged(Path folder, Path passwordFile) throws IOException {
    if (!"root".equals(System.getProperty("user.name"))) {
      return List.of();
    }
    UserPrincipal user = user("postgres").or(() -> user("nobody")).orElseThrow();
    Files.setOwner(folder, user);
    Files.setOwner(passwordFile, user);
    return List.of("setpriv", "--reuid=" + user.getName(), "--clear-groups", "--");
  }

  private static Optional<UserPrincipal> user(String name) {
    try {
      return Optional.of(
          Path.of("/").getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(name));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Process serve(Path folder, List<String> as, Path postgres, Path data, int port)
      throws IOException {
    List<String> command = new ArrayList<>(as);
    command.addAll(List.of("sh", "-c", SUPERVISE, postgres.toString(), "-D", data.toString()));
    for (String setting :
        List.of(
            "listen_addresses=127.0.0.1",
            "port=" + port,
            "unix_socket_directories=",
            "max_connections=200",
            "fsync=on")) {
      command.addAll(List.of("-c", setting));
    }
    return builder(folder, command).start();
  }

  private static ProcessBuilder builder(Path folder, List<String> command) {
    return new ProcessBuilder(command)
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()));
  }

  private static void run(Path folder, List<String> as, List<String> command) throws IOException {
    List<String> all = new ArrayList<>(as);
    all.addAll(command);
    try {
      if (builder(folder, all).start().waitFor() != 0) {
        throw new IllegalStateException(Files.readString(folder.resolve("log")));
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private PostgresProcess awaited() throws IOException {
    long giveUpNs = System.nanoTime() + START_NS;
    while (!answers()) {
      if (!process.isAlive() || System.nanoTime() > giveUpNs) {
        close();
        throw new IllegalStateException("PostgreSQL did not start");
      }
      pause();
    }
    return this;
  }

  private boolean answers() {
    String url = "jdbc:postgresql://127.0.0.1:" + administration.port() + "/postgres";
    try {
      DriverManager.getConnection(url, USER, administration.password()).close();
      return true;
    } catch (SQLException e) {
      return false;
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  PostgresConfig administration() {
    return administration;
  }

  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(STOP_S, TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException("PostgreSQL did not stop", e);
    }
    TemporaryFolder.delete(folder);
  }
}
