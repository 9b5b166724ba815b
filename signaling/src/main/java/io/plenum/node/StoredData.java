package io.plenum.node;

import io.plenum.storage.StorageRefused;
import io.plenum.storage.database.Database;
import java.nio.file.Files;
import java.security.SecureRandom;

/** What a node keeps, for commands that look at it. */
public final class StoredData {
  private StoredData() {}

  /**
   * Opens the database to read what is there, whether a node runs on it or not.
   *
   * @throws StorageRefused when there is none, or the key does not fit
   */
  public static Database openToRead(Configuration configuration) {
    if (configuration.postgres().isEmpty() && Files.notExists(configuration.dataDir())) {
      throw new StorageRefused(
          "There is no data folder "
              + configuration.dataDir()
              + ". Name the right one with PLENUM_DATA_DIR.");
    }
    return new Store(configuration, new SecureRandom()).openToRead();
  }
}
