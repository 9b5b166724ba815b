package io.plenum.storage.object;

import io.plenum.storage.StorageRefused;
import io.plenum.storage.crypto.KeyShelf;
import io.plenum.storage.crypto.MasterKey;
import io.plenum.storage.crypto.WrappingKeys;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Objects as encrypted files in a folder that this process alone uses (the embedded store). Each is
 * one file in {@link SealedForm} at the path that is its name, below {@code content}. Any thread
 * may call.
 */
public final class FileObjectStore implements ObjectStore {
  private static final String CONTENT = "content";
  private static final int COPY_BYTES = SealedForm.SEGMENT_BYTES;

  /** How much is written between two looks at the disk's free space. */
  private static final int LOOK_EVERY_BYTES = 16 * COPY_BYTES;

  private final ObjectFolder folder;
  private final Path content;
  private final SealedForm form;
  private final FreeSpace freeSpace;

  private FileObjectStore(ObjectFolder folder, WrappingKeys keys, FreeSpace freeSpace) {
    this.folder = folder;
    this.content = folder.resolve(CONTENT);
    this.form = new SealedForm(keys);
    this.freeSpace = freeSpace;
  }

  /** How much room there is for objects, in bytes; 0 or less: none. */
  @FunctionalInterface
  interface FreeSpace {
    long bytes() throws IOException;
  }

  /**
   * Where and how.
   *
   * @param root made if it is missing
   * @param keepFreeBytes of the disk that objects leave to others, the database above all
   * @param random a secure source
   */
  public record Config(
      Path root,
      long keepFreeBytes,
      MasterKey masterKey,
      SecureRandom random,
      InstantSource clock) {
    /** For the database's log, for a day of logging, and for an operator's first aid: 256 MiB. */
    public static final long KEEP_FREE_BYTES = 256L << 20;
  }

  /**
   * Opens the store and clears away what a crash left.
   *
   * @throws StorageRefused when the folder cannot be used or the master key does not fit
   */
  public static FileObjectStore open(Config config) {
    return open(config, folder -> () -> folder.freeBytes() - config.keepFreeBytes());
  }

  /** As {@link #open(Config)}, with another view of the disk. */
  static FileObjectStore open(
      Config config, java.util.function.Function<ObjectFolder, FreeSpace> freeSpace) {
    try {
      ObjectFolder folder = new ObjectFolder(config.root(), config.random());
      folder.deleteParts(Instant.MAX);
      KeyShelf shelf = new FileKeyShelf(folder);
      WrappingKeys keys =
          new WrappingKeys(shelf, config.masterKey(), config.random(), config.clock());
      keys.check();
      return new FileObjectStore(folder, keys, freeSpace.apply(folder));
    } catch (IOException e) {
      throw new StorageRefused(
          "The folder of objects " + config.root() + " cannot be used: " + e, e);
    }
  }

  /** The wrapping keys of the store in a folder, for a change of the master key. */
  public static KeyShelf shelf(Path root, SecureRandom random) throws IOException {
    return new FileKeyShelf(new ObjectFolder(root, random));
  }

  @Override
  public long put(ObjectName name, InputStream from) throws IOException {
    try (ObjectFolder.Part part = attempt(name, folder::part)) {
      OutputStream out = attempt(name, () -> form.sealing(name, new PartStream(part)));
      byte[] buffer = new byte[COPY_BYTES];
      long size = 0;
      // The content's own errors are not the store's: they pass as they are.
      for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
        int read = count;
        attempt(name, () -> write(out, buffer, read));
        size += count;
      }
      attempt(
          name,
          () -> {
            out.close();
            part.place(path(name));
            return null;
          });
      return size;
    }
  }

  private static Void write(OutputStream out, byte[] bytes, int count) throws IOException {
    out.write(bytes, 0, count);
    return null;
  }

  /** Writes to a part, as long as there is room. */
  private final class PartStream extends OutputStream {
    private final ObjectFolder.Part part;
    private long unseen = LOOK_EVERY_BYTES;

    private PartStream(ObjectFolder.Part part) {
      this.part = part;
    }

    @Override
    public void write(int one) throws IOException {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      unseen += length;
      if (unseen >= LOOK_EVERY_BYTES) {
        unseen = 0;
        if (freeSpace.bytes() < LOOK_EVERY_BYTES) {
          throw new ObjectFault.Full("The disk of " + content + " has no room for objects", null);
        }
      }
      part.write(ByteBuffer.wrap(bytes, offset, length));
    }
  }

  @Override
  public ObjectContent get(ObjectName name, ByteRange range) throws ObjectFault {
    return attempt(
        name,
        () -> {
          FileChannel file = FileChannel.open(path(name), StandardOpenOption.READ);
          try {
            SeekableByteChannel plain = form.opened(name, file);
            ByteRange part = range.within(plain.size());
            return new ObjectContent(plain.size(), part, new RangeStream(name, plain, part));
          } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
          }
        });
  }

  @Override
  public Optional<Long> size(ObjectName name) throws ObjectFault {
    try (ObjectContent found = get(name, new ByteRange(0, 0))) {
      return Optional.of(found.sizeBytes());
    } catch (ObjectFault.NotFound e) {
      return Optional.empty();
    } catch (IOException e) {
      throw fault(name, e);
    }
  }

  @Override
  public void delete(ObjectName name) throws ObjectFault {
    attempt(
        name,
        () -> {
          folder.delete(path(name), content);
          return null;
        });
  }

  @Override
  public List<Listed> list(ObjectName prefix, Optional<ObjectName> after) throws ObjectFault {
    return attempt(prefix, () -> new FolderListing(content, after).below(prefix));
  }

  @Override
  public int abortStale(Instant before) throws ObjectFault {
    try {
      return folder.deleteParts(before);
    } catch (IOException e) {
      throw new ObjectFault.Unavailable("Parts of objects cannot be cleared away", e);
    }
  }

  @Override
  public Encryption encryption() {
    return Encryption.SEALED;
  }

  @Override
  public void close() {}

  private Path path(ObjectName name) {
    return content.resolve(name.text());
  }

  @FunctionalInterface
  private interface FileWork<R> {
    R done() throws IOException;
  }

  private <R> R attempt(ObjectName name, FileWork<R> work) throws ObjectFault {
    try {
      return work.done();
    } catch (NoSuchFileException e) {
      throw new ObjectFault.NotFound(name);
    } catch (IOException e) {
      throw fault(name, e);
    }
  }

  private ObjectFault fault(ObjectName name, IOException failure) {
    return DiskFull.says(failure)
        ? new ObjectFault.Full("The disk of " + content + " is full", failure)
        : RangeStream.fault(name, failure);
  }
}
