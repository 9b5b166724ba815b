package io.plenum.node;

import io.plenum.storage.StorageRefused;
import io.plenum.storage.backup.Backup;
import io.plenum.storage.backup.BackupReader;
import io.plenum.storage.backup.Restore;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Map;

/**
 * What the commands about the data folder do, each in a process of its own. They answer with what
 * to print, and throw {@link StorageRefused} or {@link ConfigurationRefused} with what to do.
 */
public final class DataCommands {
  private DataCommands() {}

  /** Makes a backup of the embedded database and all files. */
  public static String backup(Map<String, String> environment, Path file) {
    Configuration configuration = embedded(environment, "backed up by `pg_dump`");
    Backup backup = new Backup(configuration.dataDir(), store(configuration).existingMasterKey());
    return "Backup %s made and checked: %s. The master key is not in it: keep it elsewhere."
        .formatted(file, text(backup.writeTo(file, Instant.now())));
  }

  /** Makes the data folder from a backup. */
  public static String restore(Map<String, String> environment, Path file, boolean replace) {
    Configuration configuration = embedded(environment, "restored by `pg_restore`");
    Restore restore =
        new Restore(configuration.dataDir(), store(configuration).existingMasterKey());
    Restore.Done done = restore.from(file, replace, Instant.now());
    return "Restored to %s: %s.%s"
        .formatted(
            configuration.dataDir(),
            text(done.content()),
            done.before().map(path -> " What was there before is in " + path + ".").orElse(""));
  }

  /** Reads a backup and keeps nothing. */
  public static String check(Map<String, String> environment, Path file) {
    Configuration configuration = Configuration.read(environment);
    BackupReader reader = new BackupReader(store(configuration).existingMasterKey());
    return "The backup %s is whole: %s.".formatted(file, text(reader.check(file)));
  }

  private static Store store(Configuration configuration) {
    return new Store(configuration, new SecureRandom());
  }

  private static Configuration embedded(Map<String, String> environment, String otherwise) {
    Configuration configuration = Configuration.read(environment);
    if (configuration.postgres().isPresent()) {
      throw new StorageRefused(
          "The rows are kept in PostgreSQL ("
              + Key.DATABASE_URL.path()
              + "), where they are "
              + otherwise
              + "; the files of the data folder are copied apart. docs/database.md says in which"
              + " order.");
    }
    return configuration;
  }

  private static String text(Backup.Content content) {
    return content.files() + " files, " + content.bytes() + " bytes";
  }
}
