package io.plenum.storage.testkit;

import io.plenum.storage.database.Database;
import io.plenum.storage.database.PostgresConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A database of its own on the tests' PostgreSQL server. */
final class PostgresTestDatabase implements TestDatabase {
  private final PostgresServer server;
  private final PostgresConfig config;
  private final List<Database> opened = new ArrayList<>();

  PostgresTestDatabase(PostgresServer server) {
    this.server = server;
    this.config = server.createDatabase();
  }

  @Override
  public Database open() {
    Database database = Database.open(config);
    opened.add(database);
    return database;
  }

  @Override
  public Optional<PostgresConfig> postgres() {
    return Optional.of(config);
  }

  @Override
  public void close() {
    opened.forEach(Database::close);
    server.dropDatabase(config);
  }
}
