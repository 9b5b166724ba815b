package io.plenum.storage.backup;

import io.plenum.storage.database.DataFolder;
import io.plenum.storage.database.DatabaseFile;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The files of a folder. Files that come and go meanwhile do not disturb. */
public final class FolderFiles {
  /** Copies of a data folder in the making, inside it so that files can be linked. */
  static final String STAGING = ".backup-";

  /** The object store's folder: its files are never changed, only replaced or deleted. */
  private static final String OBJECTS = "objects/";

  private FolderFiles() {}

  /** All files below a folder, in the order of their names. */
  static List<Path> below(Path folder) throws IOException {
    List<Path> found = new ArrayList<>();
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile()) {
              found.add(file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw e;
          }
        });
    found.sort(Comparator.naturalOrder());
    return found;
  }

  /** The files of a data folder that are not the database's. */
  static List<Path> lasting(Path dataFolder) throws IOException {
    return below(dataFolder).stream()
        .filter(file -> isLasting(relative(dataFolder, file)))
        .toList();
  }

  private static boolean isLasting(String path) {
    // The lock of a running database hangs on its file's handles: nobody else may open and close
    // it.
    return !path.startsWith(DatabaseFile.NAME)
        && !path.equals(DataFolder.LOCK)
        && !path.startsWith(STAGING)
        && !path.endsWith(".part");
  }

  /** Whether a file can be linked; others may be appended to, and are copied. */
  static boolean isObject(String path) {
    return path.startsWith(OBJECTS);
  }

  /** A path below a folder, with slashes. */
  static String relative(Path folder, Path file) {
    return folder.relativize(file).toString().replace('\\', '/');
  }

  /**
   * Deletes a folder and all in it; one that is not there is left so.
   *
   * @throws IOException if something of it cannot be deleted; the rest is there then
   */
  public static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    List<Path> all;
    try (var inside = Files.walk(folder)) {
      all = inside.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path one : all) {
      Files.deleteIfExists(one);
    }
  }
}
