package io.plenum.storage.database;

import io.plenum.storage.crypto.MasterKey;
import java.nio.file.Path;
import java.security.SecureRandom;

/**
 * Where the database lives and how much may wait for it.
 *
 * @param dataFolder made if it is missing
 * @param masterKey wraps the database's own key
 * @param random a secure source, for keys
 * @param readers threads (and connections) that read
 * @param queueLimit tasks that may wait for the readers, and as many for the writer; one more is
 *     answered with {@link StoreBusy}
 */
public record DatabaseConfig(
    Path dataFolder, MasterKey masterKey, SecureRandom random, int readers, int queueLimit) {
  /** SQLite reads scale with cores; more threads than this only compete with the media loops. */
  public static final int DEFAULT_READERS = 2;

  /**
   * About a second of writes on a slow disk (1 ms each, shared by group commit); what waits longer
   * is better refused.
   */
  public static final int DEFAULT_QUEUE_LIMIT = 1_000;

  public DatabaseConfig(Path dataFolder, MasterKey masterKey, SecureRandom random) {
    this(dataFolder, masterKey, random, DEFAULT_READERS, DEFAULT_QUEUE_LIMIT);
  }
}
