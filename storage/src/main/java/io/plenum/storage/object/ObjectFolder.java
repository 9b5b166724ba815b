package io.plenum.storage.object;

import io.plenum.storage.crypto.FolderSync;
import io.plenum.storage.crypto.OwnerOnly;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * A folder tree in which files appear whole or not at all, for good, and only for their owner: a
 * part is written under a random name, flushed, renamed into place, and the folder flushed. Any
 * thread may use it.
 */
final class ObjectFolder {
  /** A folder may be removed as empty between its making and the rename: then again. */
  private static final int PLACE_LIMIT = 100;

  private static final int NAME_BYTES = 16;

  private final Path root;
  private final Path parts;
  private final RandomGenerator random;

  /** `random` must be a secure source. */
  ObjectFolder(Path root, RandomGenerator random) throws IOException {
    this.root = root.toAbsolutePath().normalize();
    this.parts = this.root.resolve("parts");
    this.random = random;
    makeFolder(parts);
  }

  Path resolve(String name) {
    return root.resolve(name);
  }

  /** A part that is being written. Closed without {@link #place} it leaves nothing. */
  static final class Part implements AutoCloseable {
    private final Path path;
    private final FileChannel channel;

    private Part(Path path) throws IOException {
      this.path = path;
      this.channel =
          FileChannel.open(
              path,
              Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              OwnerOnly.file(path));
    }

    void write(ByteBuffer bytes) throws IOException {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    }

    /** Puts the part where it belongs, over what is there; it is on the disk when this returns. */
    void place(Path target) throws IOException {
      channel.force(true);
      channel.close();
      for (int i = 1; ; i++) {
        makeFolder(target.getParent());
        try {
          Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
          break;
        } catch (NoSuchFileException e) {
          if (i == PLACE_LIMIT || !Files.exists(path)) {
            throw e;
          }
        }
      }
      forceNearest(target.getParent());
    }

    @Override
    public void close() throws IOException {
      channel.close();
      Files.deleteIfExists(path);
    }
  }

  Part part() throws IOException {
    byte[] name = new byte[NAME_BYTES];
    random.nextBytes(name);
    return new Part(parts.resolve(HexFormat.of().formatHex(name) + ".part"));
  }

  /** Deletes a file for good, and the folders above it that are empty then, up to `top`. */
  void delete(Path file, Path top) throws IOException {
    if (!Files.deleteIfExists(file)) {
      return;
    }
    forceNearest(file.getParent());
    try {
      for (Path empty = file.getParent(); !empty.equals(top); empty = empty.getParent()) {
        Files.delete(empty);
      }
    } catch (DirectoryNotEmptyException | NoSuchFileException e) {
      // Somebody else's file is there, or somebody else was faster.
    }
  }

  /**
   * Flushes a folder; where somebody else has emptied and removed it meanwhile, the nearest above
   * it, which knows of that.
   */
  private static void forceNearest(Path folder) throws IOException {
    for (Path nearest = folder; ; nearest = nearest.getParent()) {
      try {
        FolderSync.force(nearest);
        return;
      } catch (NoSuchFileException e) {
        if (nearest.getParent() == null) {
          throw e;
        }
      }
    }
  }

  /** Deletes parts that were last written before this. Their writers are gone. */
  int deleteParts(Instant before) throws IOException {
    List<Path> all;
    try (Stream<Path> found = Files.list(parts)) {
      all = found.toList();
    }
    int deleted = 0;
    for (Path part : all) {
      if (Files.getLastModifiedTime(part).toInstant().isBefore(before)
          && Files.deleteIfExists(part)) {
        deleted++;
      }
    }
    return deleted;
  }

  /** Bytes that this process may still write to the disk. */
  long freeBytes() throws IOException {
    return Files.getFileStore(root).getUsableSpace();
  }

  private static void makeFolder(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    makeFolder(folder.getParent());
    try {
      Files.createDirectory(folder, OwnerOnly.folder(folder));
      FolderSync.force(folder.getParent());
    } catch (FileAlreadyExistsException e) {
      // Somebody else was faster.
    } catch (NoSuchFileException e) {
      // Its parent was removed as empty in between.
      makeFolder(folder);
    }
  }
}
