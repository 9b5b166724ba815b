package io.plenum.bench.rest;

import io.plenum.storage.crypto.MasterKeyFile;
import io.plenum.storage.database.Database;
import io.plenum.storage.database.DatabaseConfig;
import io.plenum.storage.database.PostgresConfig;
import io.plenum.storage.testkit.PostgresServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/**
 * Where a measured server keeps its data: a folder, and if asked for a PostgreSQL database. Options
 * of the command line; one thread may use it.
 */
final class Ground {
  /** Which database. */
  enum Kind {
    SQLITE,
    POSTGRESQL
  }

  @Option(names = "--database", description = "sqlite or postgresql")
  Kind kind = Kind.SQLITE;

  @Option(
      names = "--data",
      description =
          "folder of the server's data, which is kept and used again; by default one is made and"
              + " deleted")
  private Path data;

  @Option(
      names = "--database-url",
      description =
          "with postgresql: an existing database, postgresql://host:port/name, of"
              + " BENCH_DATABASE_USER with BENCH_DATABASE_PASSWORD; by default a server is started"
              + " for one")
  private URI databaseUrl;

  /** As many as the filling needs. */
  private static final int CONNECTIONS = 2;

  private static final int QUEUE_LIMIT = 100;

  private PostgresServer temporary;
  private PostgresConfig postgres;

  /** What a server is told of it in its environment. */
  Map<String, String> environment(Path folder) {
    Map<String, String> told = new HashMap<>(Map.of("PLENUM_DATA_DIR", folder.toString()));
    if (kind == Kind.POSTGRESQL) {
      PostgresConfig config = postgres();
      told.put(
          "PLENUM_DATABASE_URL",
          "postgresql://" + config.host() + ":" + config.port() + "/" + config.database());
      told.put("PLENUM_DATABASE_USER", config.user());
      told.put("PLENUM_DATABASE_PASSWORD", config.password());
    }
    return told;
  }

  /** The data folder. */
  Path folder(Path temporaryHome) throws IOException {
    Path folder = data == null ? temporaryHome.resolve("data") : data.toAbsolutePath();
    Files.createDirectories(folder.getParent());
    return folder;
  }

  /** The database that a server made there, while no server runs. */
  Database open(Path folder) {
    if (kind == Kind.POSTGRESQL) {
      return Database.open(postgres());
    }
    SecureRandom random = new SecureRandom();
    return Database.open(
        new DatabaseConfig(
            folder, MasterKeyFile.beside(folder).readOrCreate(folder, random), random));
  }

  private PostgresConfig postgres() {
    if (postgres == null && databaseUrl != null) {
      postgres =
          new PostgresConfig(
              databaseUrl.getHost(),
              databaseUrl.getPort(),
              databaseUrl.getPath().substring(1),
              System.getenv("BENCH_DATABASE_USER"),
              System.getenv("BENCH_DATABASE_PASSWORD"),
              PostgresConfig.Tls.OFF,
              Optional.empty(),
              CONNECTIONS,
              QUEUE_LIMIT);
    }
    if (postgres == null) {
      temporary =
          PostgresServer.find()
              .orElseThrow(() -> new IllegalStateException("PostgreSQL is not installed"));
      postgres = temporary.createDatabase();
    }
    return postgres;
  }

  /** Ends a PostgreSQL server that was started for this. */
  void close() {
    Optional.ofNullable(temporary).ifPresent(PostgresServer::close);
  }
}
