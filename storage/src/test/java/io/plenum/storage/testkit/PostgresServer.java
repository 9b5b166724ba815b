package io.plenum.storage.testkit;

import io.plenum.storage.database.PostgresConfig;
import java.net.URI;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A PostgreSQL server for tests: the one that TEST_DATABASE_URL names, or one started from what
 * this machine has installed. Any thread may use it.
 */
public final class PostgresServer implements AutoCloseable {
  /** Tests of our size need no more, and many databases are open at once. */
  private static final int CONNECTIONS = 4;

  private static final int QUEUE_LIMIT = 100;

  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final PostgresConfig administration;
  private final AutoCloseable process;

  private PostgresServer(PostgresConfig administration, AutoCloseable process) {
    this.administration = administration;
    this.process = process;
  }

  /** The server to use; started if it must be. Empty: there is none. */
  public static Optional<PostgresServer> find() {
    Map<String, String> environment = System.getenv();
    String url = environment.get("TEST_DATABASE_URL");
    if (url == null) {
      return started(Optional.empty());
    }
    URI uri = URI.create(url);
    int port = uri.getPort() < 0 ? PostgresConfig.DEFAULT_PORT : uri.getPort();
    return Optional.of(
        new PostgresServer(
            config(
                uri.getHost(),
                port,
                uri.getPath().substring(1),
                environment.get("TEST_DATABASE_USER"),
                environment.get("TEST_DATABASE_PASSWORD")),
            () -> {}));
  }

  /**
   * A server of the test's own, at localhost, that offers TLS with this certificate. Empty: this
   * machine has no PostgreSQL.
   */
  public static Optional<PostgresServer> withTls(TestAuthority.Issued certificate) {
    return started(Optional.of(certificate));
  }

  private static Optional<PostgresServer> started(Optional<TestAuthority.Issued> certificate) {
    return PostgresProcess.start(certificate)
        .map(process -> new PostgresServer(process.administration(), process));
  }

  static PostgresConfig config(String host, int port, String name, String user, String password) {
    return new PostgresConfig(
        host,
        port,
        name,
        user,
        password,
        PostgresConfig.Tls.OFF,
        Optional.empty(),
        CONNECTIONS,
        QUEUE_LIMIT);
  }

  /** Makes an empty database with a name of its own. */
  public PostgresConfig createDatabase() {
    String name = "plenum_test_" + ProcessHandle.current().pid() + "_" + NUMBER.incrementAndGet();
    execute("CREATE DATABASE " + name);
    return config(
        administration.host(),
        administration.port(),
        name,
        administration.user(),
        administration.password());
  }

  /** Deletes a database, whoever uses it still. */
  public void dropDatabase(PostgresConfig database) {
    execute("DROP DATABASE " + database.database() + " WITH (FORCE)");
  }

  /** Runs a statement as administrator. */
  public void execute(String sql) {
    execute(administration, sql);
  }

  /** Runs a statement in a database. */
  public static void execute(PostgresConfig database, String sql) {
    String url =
        "jdbc:postgresql://" + database.host() + ":" + database.port() + "/" + database.database();
    try (var connection = DriverManager.getConnection(url, database.user(), database.password());
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  @Override
  public void close() {
    try {
      process.close();
    } catch (Exception e) {
      throw new IllegalStateException("PostgreSQL did not stop", e);
    }
  }
}
