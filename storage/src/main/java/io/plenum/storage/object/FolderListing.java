package io.plenum.storage.object;

import io.plenum.storage.object.ObjectStore.Listed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One page of the files below a folder, in the order of their names. For one thread, once. */
final class FolderListing {
  private final Path top;
  private final String after;
  private final List<Listed> found = new ArrayList<>();

  FolderListing(Path top, Optional<ObjectName> after) {
    this.top = top;
    this.after = after.map(ObjectName::text).orElse("");
  }

  List<Listed> below(ObjectName prefix) throws IOException {
    walk(prefix.text() + "/");
    return found;
  }

  /** `folder`: the part of a name up to and with a slash. */
  private void walk(String folder) throws IOException {
    // Every name in here starts with the folder's: if that lies before the start, so do they all.
    if (folder.compareTo(after) < 0 && !after.startsWith(folder)) {
      return;
    }
    for (String name : children(folder)) {
      if (found.size() == ObjectStore.LIST_LIMIT) {
        return;
      }
      if (name.endsWith("/")) {
        walk(name);
      } else if (name.compareTo(after) > 0) {
        add(name);
      }
    }
  }

  private List<String> children(String folder) throws IOException {
    try (Stream<Path> files = Files.list(top.resolve(folder))) {
      return files
          .map(file -> folder + file.getFileName() + (Files.isDirectory(file) ? "/" : ""))
          .sorted(Comparator.naturalOrder())
          .toList();
    } catch (NoSuchFileException | NotDirectoryException e) {
      return List.of();
    }
  }

  private void add(String name) throws IOException {
    try {
      found.add(
          new Listed(
              new ObjectName(name), Files.getLastModifiedTime(top.resolve(name)).toInstant()));
    } catch (NoSuchFileException e) {
      // Deleted in between.
    }
  }
}
