package io.plenum.storage.backup;

import io.plenum.storage.StorageRefused;
import io.plenum.storage.crypto.MasterKey;
import io.plenum.storage.crypto.OwnerOnly;
import io.plenum.storage.database.DataFolder;
import io.plenum.storage.database.DatabaseFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/**
 * Makes a data folder from a backup. Everything is read, checked and on the disk beside the folder
 * before the folder is touched; then it is renamed into place. For one thread, a platform one.
 *
 * @param key the one that the backup was made with
 */
public record Restore(Path dataFolder, MasterKey key) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  /**
   * What was done.
   *
   * @param before where the data lies that was there before
   */
  public record Done(Backup.Content content, Optional<Path> before) {}

  /**
   * Restores.
   *
   * @param replace whether a folder that holds data may be put aside
   * @throws StorageRefused when the backup is damaged, a server uses the folder, or it holds data;
   *     then nothing was changed
   */
  public Done from(Path backup, boolean replace, Instant now) {
    Path folder = dataFolder.toAbsolutePath().normalize();
    boolean occupied = holdsData(folder);
    if (occupied && !replace) {
      throw new StorageRefused(
          "The data folder "
              + folder
              + " holds data. Choose another with PLENUM_DATA_DIR, or put it aside with"
              + " --replace.");
    }
    Path staging = folder.resolveSibling(folder.getFileName() + ".restoring");
    try {
      FolderFiles.delete(staging);
      Files.createDirectories(staging.getParent());
      Files.createDirectory(staging, OwnerOnly.folder(staging.getParent()));
      Backup.Content content = new BackupReader(key).extract(backup, staging);
      new DatabaseFile(staging, key).check();
      flush(staging);
      return new Done(content, putInPlace(staging, folder, occupied, now));
    } catch (IOException e) {
      throw new StorageRefused("Restoring to " + folder + " failed: " + e, e);
    } finally {
      deleteQuietly(staging);
    }
  }

  private static boolean holdsData(Path folder) {
    if (!Files.exists(folder)) {
      return false;
    }
    try (var inside = Files.list(folder)) {
      return inside.anyMatch(file -> !file.endsWith(DataFolder.LOCK));
    } catch (IOException e) {
      throw new StorageRefused("The data folder " + folder + " cannot be read: " + e, e);
    }
  }

  /** Locked meanwhile, so that no server is or comes in between. */
  private static Optional<Path> putInPlace(Path staging, Path folder, boolean occupied, Instant now)
      throws IOException {
    Path aside = folder.resolveSibling(folder.getFileName() + ".before-" + TIME.format(now));
    try (DataFolder locked = DataFolder.open(folder)) {
      if (occupied) {
        Files.move(locked.path(), aside, StandardCopyOption.ATOMIC_MOVE);
      } else {
        FolderFiles.delete(locked.path());
      }
      Files.move(staging, folder, StandardCopyOption.ATOMIC_MOVE);
    }
    flushFolder(folder.getParent());
    return occupied ? Optional.of(aside) : Optional.empty();
  }

  private static void flush(Path staging) throws IOException {
    List<Path> all;
    try (var inside = Files.walk(staging)) {
      all = inside.toList();
    }
    for (Path one : all) {
      if (Files.isDirectory(one)) {
        flushFolder(one);
      } else {
        try (FileChannel channel = FileChannel.open(one, StandardOpenOption.WRITE)) {
          channel.force(true);
        }
      }
    }
  }

  /** A rename lives in its folder. */
  private static void flushFolder(Path folder) throws IOException {
    if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  private static void deleteQuietly(Path staging) {
    try {
      FolderFiles.delete(staging);
    } catch (IOException e) {
      // The next restore removes it.
    }
  }
}
