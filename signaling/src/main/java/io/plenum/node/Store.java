package io.plenum.node;

import io.plenum.storage.StorageRefused;
import io.plenum.storage.crypto.DataKeyFile;
import io.plenum.storage.crypto.MasterKey;
import io.plenum.storage.crypto.MasterKeyFile;
import io.plenum.storage.database.DataFolder;
import io.plenum.storage.database.Database;
import io.plenum.storage.database.DatabaseConfig;
import java.security.SecureRandom;
import java.util.Optional;

/** Opens what a configuration names: the master key, the data folder, the database. */
record Store(Configuration configuration, SecureRandom random) {
  /**
   * The master key; made, in its file, if there is neither a key nor data.
   *
   * @throws StorageRefused when it cannot be read or is missing, or a change of it was interrupted
   */
  MasterKey masterKey() {
    if (configuration.masterKey().isEmpty() && keyFile().changing()) {
      throw new StorageRefused(
          "A change of the master key was interrupted. Run `plenum key rotate` to finish it.");
    }
    return given().orElseGet(() -> keyFile().readOrCreate(configuration.dataDir(), random));
  }

  /**
   * The master key, which must be there.
   *
   * @throws StorageRefused when it is not
   */
  MasterKey existingMasterKey() {
    return given()
        .or(() -> keyFile().readIfThere())
        .orElseThrow(
            () ->
                new StorageRefused(
                    "There is no master key in "
                        + keyFile().path()
                        + ". Put the one there that the data was made with, or name it with "
                        + Key.MASTER_KEY_FILE.variable()
                        + "."));
  }

  private Optional<MasterKey> given() {
    return configuration.masterKey().map(text -> MasterKey.parse(text, Key.MASTER_KEY.variable()));
  }

  private MasterKeyFile keyFile() {
    return keyFile(configuration);
  }

  /** Where the master key is kept, unless the configuration gives it. */
  static MasterKeyFile keyFile(Configuration configuration) {
    return configuration
        .masterKeyFile()
        .map(MasterKeyFile::new)
        .orElseGet(() -> MasterKeyFile.beside(configuration.dataDir()));
  }

  /**
   * Opens the database, and notes it (and the data folder, where it does not come with the
   * database) among what is to be stopped.
   */
  Database open(MasterKey key, StopOrder parts) {
    if (configuration.postgres().isEmpty()) {
      return parts.started(
          "database", Database.open(new DatabaseConfig(configuration.dataDir(), key, random)));
    }
    DataFolder folder = parts.started("data folder", DataFolder.open(configuration.dataDir()));
    // Unused by PostgreSQL, but it binds the folder's files to their master key.
    new DataKeyFile(folder.path()).readOrCreate(key, random);
    return parts.started("database", Database.open(configuration.postgres().get()));
  }

  /**
   * Opens the database to read what is there, whether a node runs on it or not.
   *
   * @throws StorageRefused when there is none, or the key does not fit
   */
  Database openToRead() {
    return configuration
        .postgres()
        .map(Database::openToRead)
        .orElseGet(
            () ->
                Database.openToRead(
                    new DatabaseConfig(configuration.dataDir(), existingMasterKey(), random)));
  }
}
