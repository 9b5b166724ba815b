package io.plenum.storage.database;

import io.plenum.storage.StorageRefused;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The data folder, held by this process alone as long as it is open. */
public final class DataFolder implements AutoCloseable {
  /** The name of the file whose lock says that somebody uses the folder. */
  public static final String LOCK = "in-use.lock";

  private static final Logger log = LoggerFactory.getLogger(DataFolder.class);

  private final Path path;
  private final FileChannel channel;

  private DataFolder(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /**
   * Makes the folder if it is missing and locks it.
   *
   * @throws StorageRefused when it cannot be written, or another process holds it
   */
  public static DataFolder open(Path folder) {
    Path path = folder.toAbsolutePath().normalize();
    FileChannel channel;
    try {
      Files.createDirectories(path);
      channel =
          FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new StorageRefused(
          "The data folder "
              + path
              + " cannot be written: "
              + e
              + ". Choose another with PLENUM_DATA_DIR, or change its owner.",
          e);
    }
    return locked(path, channel);
  }

  private static DataFolder locked(Path path, FileChannel channel) {
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return new DataFolder(path, channel);
      }
      channel.close();
    } catch (OverlappingFileLockException e) {
      close(channel);
    } catch (IOException e) {
      close(channel);
      throw new StorageRefused("The data folder " + path + " cannot be locked: " + e, e);
    }
    throw new StorageRefused(
        "The data folder "
            + path
            + " is in use by another Plenum. Stop it, or choose another folder with"
            + " PLENUM_DATA_DIR.");
  }

  /** Absolute. */
  public Path path() {
    return path;
  }

  /** Releases the lock with the channel. */
  @Override
  public void close() {
    close(channel);
  }

  private static void close(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      log.warn("Unlocking the data folder failed: {}", e.toString());
    }
  }
}
