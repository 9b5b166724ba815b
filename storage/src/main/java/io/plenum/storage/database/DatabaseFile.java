package io.plenum.storage.database;

import io.plenum.storage.StorageRefused;
import io.plenum.storage.crypto.DataKeyFile;
import io.plenum.storage.crypto.MasterKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * The embedded database's file, for backup and restore: another process, or this one, may have it
 * open meanwhile. Calls block, natively: the caller is a platform thread.
 */
public final class DatabaseFile {
  /** Its name in a data folder; its log and index are named alike. */
  public static final String NAME = "plenum.db";

  private final Path folder;
  private final EncryptedSqlite sqlite;

  /**
   * The file of a data folder that has one.
   *
   * @throws StorageRefused when there is none, or the key does not fit
   */
  public DatabaseFile(Path folder, MasterKey key) {
    if (!Files.exists(folder.resolve(NAME))) {
      throw new StorageRefused("There is no database in " + folder + ".");
    }
    this.folder = folder;
    byte[] dataKey = new DataKeyFile(folder).readOrCreate(key, new SecureRandom());
    this.sqlite = new EncryptedSqlite(folder.resolve(NAME), dataKey);
  }

  /**
   * Writes one moment of it to a new file, encrypted by the same key.
   *
   * @throws StorageRefused when that fails
   */
  public void copyTo(Path target) {
    try {
      sqlite.copyTo(target);
    } catch (SQLException e) {
      throw new StorageRefused(
          "The database in " + folder + " could not be copied: " + e.getMessage(), e);
    }
  }

  /**
   * Reads all of it, and proves that every page is as it was written.
   *
   * @throws StorageRefused when it is damaged
   */
  public void check() {
    try (Connection connection = sqlite.reader();
        var statement = connection.createStatement();
        var answer = statement.executeQuery("PRAGMA quick_check(1)")) {
      if (answer.next() && "ok".equals(answer.getString(1))) {
        return;
      }
    } catch (SQLException e) {
      throw new StorageRefused("The database in " + folder + " is damaged: " + e.getMessage(), e);
    }
    throw new StorageRefused("The database in " + folder + " is damaged.");
  }
}
