package io.plenum.storage.database;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** Lends Flyway writing connections to the encrypted file, at start only. */
record MigrationSource(EncryptedSqlite sqlite) implements DataSource {
  @Override
  public Connection getConnection() throws SQLException {
    return sqlite.writer();
  }

  /** The key is the only credential; names and passwords are ignored. */
  @Override
  public Connection getConnection(String username, String password) throws SQLException {
    return sqlite.writer();
  }

  @Override
  public PrintWriter getLogWriter() {
    return null;
  }

  @Override
  public void setLogWriter(PrintWriter out) {}

  @Override
  public void setLoginTimeout(int seconds) {}

  @Override
  public int getLoginTimeout() {
    return 0;
  }

  @Override
  public Logger getParentLogger() {
    return Logger.getLogger("io.plenum.storage");
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    throw new SQLException("Not a wrapper");
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return false;
  }
}
