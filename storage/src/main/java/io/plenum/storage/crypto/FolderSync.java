package io.plenum.storage.crypto;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Makes what happened in a folder survive a power cut: a rename lives in the folder, not the file.
 */
public final class FolderSync {
  private FolderSync() {}

  /** Flushes a folder's entries, where the file system has such a thing. */
  public static void force(Path folder) throws IOException {
    if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }
}
