package io.plenum.node;

import io.plenum.storage.StorageRefused;
import io.plenum.storage.crypto.KeyRotation;
import io.plenum.storage.crypto.MasterKey;
import io.plenum.storage.crypto.MasterKeyFile;
import io.plenum.storage.database.DataFolder;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;

/** Changes the master key that the configuration gives (docs/storage.md). Used by one thread. */
public final class MasterKeys {
  private final Configuration configuration;
  private final SecureRandom random;

  /** `random` must be a secure source. */
  public MasterKeys(Configuration configuration, SecureRandom random) {
    this.configuration = configuration;
    this.random = random;
  }

  /**
   * Changes the master key; nothing else may have the data folder open.
   *
   * @return how many keys were wrapped anew
   * @throws StorageRefused when the server runs, or a key does not fit
   * @throws IOException when an object store does not answer; to be run again
   */
  public int rotate(InstantSource clock) throws IOException {
    try (DataFolder _ = DataFolder.open(configuration.dataDir())) {
      return configuration.masterKey().isPresent()
          ? rotateGiven(configuration.masterKey().get(), clock)
          : rotateFile(clock);
    }
  }

  private int rotateGiven(String currentText, InstantSource clock) throws IOException {
    String nextText =
        configuration
            .nextMasterKey()
            .orElseThrow(
                () ->
                    new StorageRefused(
                        "The master key is given in "
                            + Key.MASTER_KEY.variable()
                            + ". Give the new one in "
                            + Key.NEXT_MASTER_KEY.variable()
                            + " (made with `openssl rand -base64 32`)."));
    return rotate(
        MasterKey.parse(currentText, Key.MASTER_KEY.variable()),
        MasterKey.parse(nextText, Key.NEXT_MASTER_KEY.variable()),
        clock);
  }

  private int rotateFile(InstantSource clock) throws IOException {
    MasterKeyFile file = Store.keyFile(configuration);
    MasterKey current = file.readOrCreate(configuration.dataDir(), random);
    int rewrapped = rotate(current, file.next(random), clock);
    file.promote();
    return rewrapped;
  }

  private int rotate(MasterKey from, MasterKey to, InstantSource clock) throws IOException {
    return new KeyRotation(from, to, random, clock)
        .run(configuration.dataDir(), ObjectCells.shelves(configuration, from, random, clock));
  }
}
