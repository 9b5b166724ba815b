package io.plenum.storage.testkit;

import io.plenum.storage.crypto.OwnerOnly;
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

  /**
   * Starts one, if this machine has the programs.
   *
   * @param certificate with which it offers TLS; empty: it offers none
   */
  static Optional<PostgresProcess> start(Optional<TestAuthority.Issued> certificate) {
    return programs().map(bin -> start(bin, certificate));
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

  private static PostgresProcess start(Path bin, Optional<TestAuthority.Issued> certificate) {
    Path folder = TemporaryFolder.create("plenum-postgres");
    try {
      String password = UUID.randomUUID().toString();
      Path passwordFile = secret(folder.resolve("password"), password);
      List<String> tls = certificate.isPresent() ? tls(folder, certificate.get()) : List.of();
      List<String> as = unprivileged(folder);
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
      List<String> command = new ArrayList<>(as);
      command.addAll(
          List.of("sh", "-c", SUPERVISE, bin.resolve("postgres").toString(), "-D" + data));
      Stream.concat(settings(port), tls.stream())
          .forEach(setting -> command.addAll(List.of("-c", setting)));
      return new PostgresProcess(folder, builder(folder, command).start(), administration)
          .awaited();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** PostgreSQL refuses to run as root: then everything is given to somebody else. */
  private static List<String> unprivileged(Path folder) throws IOException {
    if (!"root".equals(System.getProperty("user.name"))) {
      return List.of();
    }
    UserPrincipal user = user("postgres").or(() -> user("nobody")).orElseThrow();
    try (var files = Files.walk(folder)) {
      for (Path file : files.toList()) {
        Files.setOwner(file, user);
      }
    }
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

  private static Stream<String> settings(int port) {
    return Stream.of(
        "listen_addresses=127.0.0.1",
        "port=" + port,
        "unix_socket_directories=",
        "max_connections=200",
        "fsync=on");
  }

  private static List<String> tls(Path folder, TestAuthority.Issued certificate)
      throws IOException {
    return List.of(
        "ssl=on",
        "ssl_cert_file=" + secret(folder.resolve("server.crt"), certificate.certificatePem()),
        "ssl_key_file=" + secret(folder.resolve("server.key"), certificate.keyPem()));
  }

  /** The server refuses a key that others can read. */
  private static Path secret(Path file, String text) throws IOException {
    Files.createFile(file, OwnerOnly.file(file));
    return Files.writeString(file, text);
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
