package io.plenum.storage.database;

import io.plenum.storage.StorageRefused;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings a database's tables up to date, forwards only. Used at start, by one thread. */
final class Migrations {
  private Migrations() {}

  /**
   * Runs what has not been run yet.
   *
   * @throws StorageRefused when that fails, or the database was written by a newer Plenum
   */
  static void run(DataSource database, Dialect dialect) {
    try {
      Flyway.configure(Migrations.class.getClassLoader())
          .dataSource(database)
          .locations("classpath:" + MigrationFiles.ROOT)
          .resourceProvider(new MigrationFiles(dialect))
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw new StorageRefused(
          "The database could not be brought up to date: " + e.getMessage(), e);
    }
  }
}
