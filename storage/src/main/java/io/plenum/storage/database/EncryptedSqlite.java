package io.plenum.storage.database;

import io.plenum.storage.StorageRefused;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.sqlite.SQLiteConfig;
import org.sqlite.mc.SQLiteMCConfig;
import org.sqlite.mc.SQLiteMCSqlCipherConfig;

/**
 * Opens connections to one SQLite file whose every page, in the log too, is encrypted: SQLCipher
 * 4's scheme (AES-256-CBC, a fresh nonce and an HMAC-SHA512 for each page) by SQLite3 Multiple
 * Ciphers. Immutable; any thread may use it.
 */
final class EncryptedSqlite {
  /**
   * How long a connection waits for another's lock; only the checkpoint ever holds one, so this is
   * for a stalled disk.
   */
  private static final int BUSY_TIMEOUT_MS = 5_000;

  /**
   * Pages that a reading connection keeps decrypted, in KiB, as far as the database has so many. To
   * read one anew costs some 15 µs of AES and HMAC; a search among a million messages touches
   * thousands (measured, docs/performance.md).
   */
  private static final int READ_CACHE_KIB = 64 * 1_024;

  private final String url;
  private final byte[] key;

  EncryptedSqlite(Path file, byte[] key) {
    this.url = "jdbc:sqlite:" + file;
    this.key = key.clone();
  }

  String url() {
    return url;
  }

  /** A connection that may write. Each commit is on the disk when it returns. */
  Connection writer() throws SQLException {
    SQLiteMCConfig config = config();
    config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    Connection connection = config.createConnection(url);
    try (var statement = connection.createStatement()) {
      // No commit waits until the log is folded into the file: Checkpoints does that.
      statement.execute("PRAGMA wal_autocheckpoint = 0");
    }
    return connection;
  }

  /** A connection that refuses to write. */
  Connection reader() throws SQLException {
    Connection connection = config().createConnection(url);
    try (var statement = connection.createStatement()) {
      statement.execute("PRAGMA query_only = ON");
      statement.execute("PRAGMA cache_size = -" + READ_CACHE_KIB);
    }
    return connection;
  }

  /**
   * Proves that the key opens the file.
   *
   * @throws StorageRefused when it does not
   */
  void check() {
    try (Connection connection = writer();
        var statement = connection.createStatement()) {
      statement.executeQuery("SELECT count(*) FROM sqlite_schema").close();
    } catch (SQLException e) {
      throw new StorageRefused(
          "The database "
              + url
              + " cannot be opened: it is damaged, or not encrypted with this folder's key ("
              + e.getMessage()
              + ").",
          e);
    }
  }

  /** Writes one moment of the database to a new file, encrypted alike, while others write on. */
  void copyTo(Path target) throws SQLException {
    try (Connection connection = config().createConnection(url);
        var vacuum = connection.prepareStatement("VACUUM INTO ?")) {
      vacuum.setString(1, target.toString());
      vacuum.execute();
    }
  }

  private SQLiteMCConfig config() {
    SQLiteMCConfig config = SQLiteMCSqlCipherConfig.getV4Defaults().withRawUnsaltedKey(key).build();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    // FULL flushes the log at every commit: a commit that was announced survives a power cut.
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setBusyTimeout(BUSY_TIMEOUT_MS);
    config.enforceForeignKeys(true);
    // Temporary files would not be encrypted.
    config.setTempStore(SQLiteConfig.TempStore.MEMORY);
    return config;
  }
}
