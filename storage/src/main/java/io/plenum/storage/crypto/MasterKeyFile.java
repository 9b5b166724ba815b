package io.plenum.storage.crypto;

import io.plenum.storage.StorageRefused;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * The master key in a file of its own, outside the data folder, readable by its owner only. Used at
 * start, by one thread.
 */
public final class MasterKeyFile {
  private final Path path;

  public MasterKeyFile(Path path) {
    this.path = path.toAbsolutePath().normalize();
  }

  /**
   * The default place: beside the data folder, so that a copy of the folder does not carry its key.
   */
  public static MasterKeyFile beside(Path dataFolder) {
    Path folder = dataFolder.toAbsolutePath().normalize();
    return new MasterKeyFile(folder.resolveSibling(folder.getFileName() + ".key"));
  }

  /**
   * Reads the key, or makes one if there is neither a key nor data.
   *
   * @param dataFolder where the data that the key protects is kept
   * @throws StorageRefused when the file lies inside the data folder, cannot be read or written,
   *     holds no key, or is missing although there is data
   */
  public MasterKey readOrCreate(Path dataFolder, RandomGenerator random) {
    Path folder = dataFolder.toAbsolutePath().normalize();
    if (path.startsWith(folder)) {
      throw new StorageRefused(
          "The master key file "
              + path
              + " lies inside the data folder "
              + folder
              + ". Keep it outside, or a backup would carry its own key.");
    }
    if (Files.exists(path)) {
      return read();
    }
    if (DataKeyFile.existsIn(folder)) {
      throw new StorageRefused(
          "The data folder "
              + folder
              + " holds data, but its master key "
              + path
              + " is missing. Put the key back, or name it with PLENUM_MASTER_KEY or"
              + " PLENUM_MASTER_KEY_FILE.");
    }
    return create(random);
  }

  /** Whether a change of the key has begun and not ended. */
  public boolean changing() {
    return Files.exists(next());
  }

  /**
   * The key that takes this one's place: the one of a change that was interrupted, else a new one.
   * It lies beside, in a file of its own.
   */
  public MasterKey next(RandomGenerator random) {
    MasterKeyFile beside = new MasterKeyFile(next());
    return Files.exists(next()) ? beside.read() : beside.create(random);
  }

  /** Puts the next key into this one's place. This one is kept beside, for backups made with it. */
  public void promote() {
    Path old = path.resolveSibling(path.getFileName() + ".old");
    try {
      Files.deleteIfExists(old);
      Files.createLink(old, path);
      Files.move(next(), path, StandardCopyOption.ATOMIC_MOVE);
      FolderSync.force(path.getParent());
    } catch (IOException e) {
      throw new StorageRefused(
          "The new master key " + next() + " cannot be put in place: " + e.getMessage(), e);
    }
  }

  private Path next() {
    return path.resolveSibling(path.getFileName() + ".next");
  }

  /** The key, if there is one. */
  public Optional<MasterKey> readIfThere() {
    return Files.exists(path) ? Optional.of(read()) : Optional.empty();
  }

  /** Where the key is, or would be made. */
  public Path path() {
    return path;
  }

  private MasterKey read() {
    try {
      return MasterKey.parse(Files.readString(path), path.toString());
    } catch (IOException e) {
      throw new StorageRefused(
          "The master key file " + path + " cannot be read: " + e.getMessage(), e);
    }
  }

  private MasterKey create(RandomGenerator random) {
    MasterKey key = MasterKey.random(random);
    try {
      Files.createDirectories(path.getParent());
      try (var channel =
          Files.newByteChannel(
              path,
              Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              OwnerOnly.file(path))) {
        channel.write(
            java.nio.ByteBuffer.wrap(
                (key.toText() + "\n").getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
        ((java.nio.channels.FileChannel) channel).force(true);
      }
      return key;
    } catch (FileAlreadyExistsException e) {
      return read();
    } catch (IOException e) {
      throw new StorageRefused(
          "The master key file " + path + " cannot be written: " + e.getMessage(), e);
    }
  }
}
