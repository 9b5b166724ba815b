package io.plenum.node;

import io.plenum.storage.StorageRefused;
import io.plenum.storage.crypto.MasterKey;
import io.plenum.storage.crypto.MasterKeyFile;
import io.plenum.storage.database.Database;
import io.plenum.storage.database.DatabaseConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;

/** Opens what a node keeps, as its configuration says. */
public final class StoredData {
  private StoredData() {}

  /**
   * Opens the database to read what is there, whether a node runs on it or not.
   *
   * @throws StorageRefused when there is none, or the key does not fit
   */
  public static Database openToRead(Configuration configuration) {
    SecureRandom random = new SecureRandom();
    Path data = configuration.dataDir().toAbsolutePath().normalize();
    if (Files.notExists(data)) {
      throw new StorageRefused(
          "There is no data folder " + data + ". Name the right one with PLENUM_DATA_DIR.");
    }
    return Database.openToRead(new DatabaseConfig(data, masterKey(configuration, random), random));
  }

  /** The master key, made if there is neither a key nor data. */
  static MasterKey masterKey(Configuration configuration, SecureRandom random) {
    MasterKeyFile keyFile =
        configuration
            .masterKeyFile()
            .map(MasterKeyFile::new)
            .orElseGet(() -> MasterKeyFile.beside(configuration.dataDir()));
    return configuration
        .masterKey()
        .map(text -> MasterKey.parse(text, Key.MASTER_KEY.variable()))
        .orElseGet(() -> keyFile.readOrCreate(configuration.dataDir(), random));
  }
}
