package io.plenum.storage.database;

import io.plenum.storage.StorageRefused;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;

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
      Flyway flyway =
          Flyway.configure(Migrations.class.getClassLoader())
              .dataSource(database)
              .locations("classpath:" + MigrationFiles.ROOT)
              .resourceProvider(new MigrationFiles(dialect))
              .load();
      refuseNewer(flyway.info().all());
      flyway.migrate();
    } catch (FlywayException e) {
      throw new StorageRefused(
          "The database could not be brought up to date: " + e.getMessage(), e);
    }
  }

  /** What a newer Plenum keeps, this one would not keep: the way back is a backup. */
  private static void refuseNewer(MigrationInfo... all) {
    for (MigrationInfo one : all) {
      if (one.getState() == MigrationState.FUTURE_SUCCESS
          || one.getState() == MigrationState.FUTURE_FAILED) {
        throw new StorageRefused(
            "A newer Plenum has written this database: it is at version "
                + one.getVersion()
                + ", which this one does not know. Start the newer Plenum, or restore a backup"
                + " that was made before it.");
      }
    }
  }
}
