package io.plenum.storage.database;

import io.plenum.storage.StorageRefused;
import io.plenum.storage.crypto.DataKeyFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * A database that is looked at and left as it is, also while a server uses it. One connection, for
 * one caller at a time.
 */
final class ReadingDatabase implements Database {
  private final Dialect dialect;
  private final Handle handle;

  private ReadingDatabase(Dialect dialect, Connection connection) {
    this.dialect = dialect;
    this.handle = Jdbi.open(connection);
  }

  /** See {@link Database#openToRead(DatabaseConfig)}. */
  static ReadingDatabase open(DatabaseConfig config) {
    Path file = config.dataFolder().toAbsolutePath().normalize().resolve("plenum.db");
    if (Files.notExists(file)) {
      throw new StorageRefused(
          "The data folder "
              + file.getParent()
              + " holds no database. Name the right one with PLENUM_DATA_DIR.");
    }
    byte[] key =
        new DataKeyFile(file.getParent()).readOrCreate(config.masterKey(), config.random());
    try {
      return new ReadingDatabase(Dialect.SQLITE, new EncryptedSqlite(file, key).reader());
    } catch (SQLException e) {
      throw new StorageRefused("The database " + file + " cannot be opened: " + e.getMessage(), e);
    }
  }

  /** See {@link Database#openToRead(PostgresConfig)}. */
  static ReadingDatabase open(PostgresConfig config) {
    try {
      Connection connection = PostgresSource.unbounded(config).getConnection();
      connection.setReadOnly(true);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      return new ReadingDatabase(Dialect.POSTGRESQL, connection);
    } catch (SQLException e) {
      throw PostgresTrouble.refused(config, e);
    }
  }

  @Override
  public Dialect dialect() {
    return dialect;
  }

  @Override
  public synchronized <R> R read(Work<R> work) {
    return handle.inTransaction(work::on);
  }

  @Override
  public <R> R write(Work<R> work) {
    throw new StoreFailed("The database was opened to be read only");
  }

  @Override
  public int waiting() {
    return 0;
  }

  @Override
  public synchronized void close() {
    handle.close();
  }
}
