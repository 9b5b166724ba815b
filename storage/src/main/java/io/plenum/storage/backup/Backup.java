package io.plenum.storage.backup;

import io.plenum.storage.StorageRefused;
import io.plenum.storage.crypto.MasterKey;
import io.plenum.storage.crypto.OwnerOnly;
import io.plenum.storage.database.DatabaseFile;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;

/**
 * Copies a data folder into one encrypted file, also while a server works in it: everything that
 * was committed when it began is in it, and no transaction by half. Files are linked before and
 * after the database is copied: an object lies on the disk before the row that names it, so each
 * row of the copy finds its object, whatever was added or deleted meanwhile. For one thread, a
 * platform one.
 *
 * @param dataFolder with the embedded database
 * @param key the folder's own: it encrypts the backup and is not in it
 */
public record Backup(Path dataFolder, MasterKey key) {
  /**
   * What a backup holds.
   *
   * @param bytes of the files in it
   */
  public record Content(int files, long bytes) {
    static Content of(List<Entry> entries) {
      return new Content(entries.size(), entries.stream().mapToLong(Entry::sizeBytes).sum());
    }
  }

  /**
   * Makes the backup and reads it again, whole, before it gets its name.
   *
   * @param target a new file outside the data folder
   * @throws StorageRefused when it could not be made; then nothing is left of it
   */
  public Content writeTo(Path target, Instant now) {
    Path folder = dataFolder.toAbsolutePath().normalize();
    Path file = target.toAbsolutePath().normalize();
    if (file.startsWith(folder)) {
      throw new StorageRefused(
          "The backup " + file + " would lie in the data folder. Put it on another disk.");
    }
    if (Files.exists(file)) {
      throw new StorageRefused("The file " + file + " exists already.");
    }
    Path part = file.resolveSibling(file.getFileName() + ".part");
    Path staging = null;
    try {
      removeLeftOvers(folder);
      staging = Files.createTempDirectory(folder, FolderFiles.STAGING, OwnerOnly.folder(folder));
      stage(folder, staging);
      Files.deleteIfExists(part);
      List<Entry> written = new BackupWriter(staging).write(part, key, now);
      new BackupReader(key).check(part);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
      return Content.of(written);
    } catch (IOException e) {
      throw new StorageRefused("The backup " + file + " could not be made: " + e, e);
    } finally {
      cleanUp(part, staging);
    }
  }

  private void stage(Path folder, Path staging) throws IOException {
    link(folder, staging);
    new DatabaseFile(folder, key).copyTo(staging.resolve(DatabaseFile.NAME));
    link(folder, staging);
  }

  private static void link(Path folder, Path staging) throws IOException {
    for (Path file : FolderFiles.lasting(folder)) {
      Path copy = staging.resolve(folder.relativize(file));
      Files.createDirectories(copy.getParent());
      try {
        if (FolderFiles.isObject(FolderFiles.relative(folder, file))) {
          linkOrCopy(file, copy);
        } else {
          Files.copy(file, copy);
        }
      } catch (FileAlreadyExistsException | NoSuchFileException e) {
        // Linked the first time, or deleted just now.
      }
    }
  }

  private static void linkOrCopy(Path file, Path copy) throws IOException {
    try {
      Files.createLink(copy, file);
    } catch (FileAlreadyExistsException | NoSuchFileException e) {
      throw e;
    } catch (IOException | UnsupportedOperationException e) {
      // A file system without links.
      Files.copy(file, copy);
    }
  }

  /** Of a backup that was killed. Two at once are kept apart by the schedule, not here. */
  private static void removeLeftOvers(Path folder) throws IOException {
    try (var inside = Files.newDirectoryStream(folder, FolderFiles.STAGING + "*")) {
      for (Path old : inside) {
        FolderFiles.delete(old);
      }
    }
  }

  private static void cleanUp(Path part, Path staging) {
    try {
      Files.deleteIfExists(part);
      if (staging != null) {
        FolderFiles.delete(staging);
      }
    } catch (IOException e) {
      // The next backup removes what is left.
    }
  }
}
