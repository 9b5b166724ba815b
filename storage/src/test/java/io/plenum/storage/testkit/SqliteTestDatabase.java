package io.plenum.storage.testkit;

import io.plenum.storage.crypto.MasterKey;
import io.plenum.storage.database.Database;
import io.plenum.storage.database.DatabaseConfig;
import io.plenum.storage.database.PostgresConfig;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A data folder of its own. */
final class SqliteTestDatabase implements TestDatabase {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Path folder = TemporaryFolder.create("plenum-sqlite");
  private final DatabaseConfig config =
      new DatabaseConfig(folder.resolve("data"), MasterKey.random(RANDOM), RANDOM);
  private final List<Database> opened = new ArrayList<>();

  @Override
  public Database open() {
    Database database = Database.open(config);
    opened.add(database);
    return database;
  }

  @Override
  public Optional<PostgresConfig> postgres() {
    return Optional.empty();
  }

  @Override
  public void close() {
    opened.forEach(Database::close);
    TemporaryFolder.delete(folder);
  }
}
