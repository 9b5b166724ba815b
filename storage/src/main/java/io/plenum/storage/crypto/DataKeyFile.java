package io.plenum.storage.crypto;

import io.plenum.storage.StorageRefused;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * The database's own key, wrapped by the master key, in the data folder. Because only this small
 * file depends on the master key, changing the master key rewrites nothing else. Used at start, by
 * one thread.
 *
 * <pre>
 *  8 bytes  "PLENUMK1"
 * 60 bytes  {@link KeyWrap}, context "PLENUMK1"
 * </pre>
 */
public final class DataKeyFile {
  private static final String NAME = "database.key";
  private static final byte[] FORMAT = "PLENUMK1".getBytes(StandardCharsets.US_ASCII);

  private static final int FILE_BYTES = FORMAT.length + KeyWrap.SIZE_BYTES;

  private final Path path;

  public DataKeyFile(Path dataFolder) {
    this.path = dataFolder.resolve(NAME);
  }

  static boolean existsIn(Path dataFolder) {
    return Files.exists(dataFolder.resolve(NAME));
  }

  /**
   * The 32-byte key of the database; makes one in an empty data folder.
   *
   * @throws StorageRefused when the master key is not the one that wrapped it, or the file is
   *     damaged
   */
  public byte[] readOrCreate(MasterKey master, RandomGenerator random) {
    try {
      return Files.exists(path) ? unwrap(Files.readAllBytes(path), master) : create(master, random);
    } catch (IOException e) {
      throw new StorageRefused(
          "The key file " + path + " cannot be read or written: " + e.getMessage(), e);
    }
  }

  private byte[] unwrap(byte[] file, MasterKey master) {
    if (file.length != FILE_BYTES || !startsWithFormat(file)) {
      throw new StorageRefused(
          "The key file "
              + path
              + " is damaged. Restore it from a backup of the same data folder.");
    }
    return KeyWrap.unwrap(master.asAesKey(), wrappedPart(file), FORMAT)
        .orElseThrow(
            () ->
                new StorageRefused(
                    "The master key does not fit the data folder "
                        + path.getParent()
                        + ". Use the key that the folder was made with."));
  }

  private static byte[] wrappedPart(byte[] file) {
    return java.util.Arrays.copyOfRange(file, FORMAT.length, file.length);
  }

  /**
   * Wraps the database's key by another master key, if there is a database and its key is not so
   * wrapped already. The database itself is not touched.
   *
   * @return whether it was wrapped anew
   * @throws StorageRefused when neither master key is the one that wrapped it, or the file is
   *     damaged
   */
  boolean rewrap(MasterKey from, MasterKey to, RandomGenerator random) {
    try {
      if (!Files.exists(path)) {
        return false;
      }
      byte[] file = Files.readAllBytes(path);
      if (file.length == FILE_BYTES
          && KeyWrap.unwrap(to.asAesKey(), wrappedPart(file), FORMAT).isPresent()) {
        return false;
      }
      byte[] key = unwrap(file, from);
      write(KeyWrap.wrap(to.asAesKey(), key, FORMAT, random));
      return true;
    } catch (IOException e) {
      throw new StorageRefused(
          "The key file " + path + " cannot be read or written: " + e.getMessage(), e);
    }
  }

  private static boolean startsWithFormat(byte[] file) {
    return java.util.Arrays.equals(file, 0, FORMAT.length, FORMAT, 0, FORMAT.length);
  }

  private byte[] create(MasterKey master, RandomGenerator random) throws IOException {
    byte[] key = new byte[MasterKey.SIZE_BYTES];
    random.nextBytes(key);
    write(KeyWrap.wrap(master.asAesKey(), key, FORMAT, random));
    return key;
  }

  private void write(byte[] wrapped) throws IOException {
    writeWhole(ByteBuffer.allocate(FILE_BYTES).put(FORMAT).put(wrapped).flip());
  }

  /** Written beside and renamed, so that a crash leaves either no key or a whole one. */
  private void writeWhole(ByteBuffer content) throws IOException {
    Path part = path.resolveSibling(NAME + ".part");
    Files.deleteIfExists(part);
    try (FileChannel channel =
        FileChannel.open(
            part,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            OwnerOnly.file(part))) {
      while (content.hasRemaining()) {
        channel.write(content);
      }
      channel.force(true);
    }
    Files.move(part, path, StandardCopyOption.ATOMIC_MOVE);
    FolderSync.force(path.getParent());
  }
}
