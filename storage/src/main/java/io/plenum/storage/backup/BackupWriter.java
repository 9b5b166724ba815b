package io.plenum.storage.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.plenum.storage.crypto.MasterKey;
import io.plenum.storage.crypto.OwnerOnly;
import io.plenum.storage.crypto.Sha256;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes one backup file from a folder that nobody changes. For one thread, once. */
final class BackupWriter {
  private static final int BUFFER_BYTES = 1 << 16;

  private final Path from;
  private final List<Entry> entries = new ArrayList<>();

  BackupWriter(Path from) {
    this.from = from;
  }

  /** Writes all files of the folder to a new file, on the disk when this returns. */
  List<Entry> write(Path target, MasterKey key, Instant now) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            target,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            OwnerOnly.file(target))) {
      OutputStream file = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER_BYTES);
      // Not closed on failure: an end would be written, and the channel closes what matters.
      ZipOutputStream zip = new ZipOutputStream(new BackupFormat(key).encrypt(new Unclosed(file)));
      // What is encrypted already does not get smaller.
      zip.setLevel(Deflater.NO_COMPRESSION);
      for (Path one : FolderFiles.below(from)) {
        add(zip, one);
      }
      addManifest(zip, now);
      zip.close();
      file.flush();
      channel.force(true);
    }
    return entries;
  }

  private void add(ZipOutputStream zip, Path file) throws IOException {
    String path = FolderFiles.relative(from, file);
    if (!Entry.staysInside(path)) {
      throw new IOException("a file with a name that Plenum does not give");
    }
    zip.putNextEntry(new ZipEntry(BackupFormat.FOLDER + path));
    MessageDigest sha256 = Sha256.begin();
    long size;
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), sha256)) {
      size = in.transferTo(zip);
    }
    zip.closeEntry();
    entries.add(Entry.of(path, size, sha256.digest()));
  }

  private void addManifest(ZipOutputStream zip, Instant now) throws IOException {
    StringBuilder text = new StringBuilder(BackupFormat.FIRST_LINE).append('\n');
    text.append("made ").append(now).append('\n');
    entries.forEach(entry -> text.append(entry.line()).append('\n'));
    zip.putNextEntry(new ZipEntry(BackupFormat.MANIFEST));
    zip.write(text.toString().getBytes(UTF_8));
    zip.closeEntry();
  }

  /** The file is flushed to the disk after the last stream above it was closed. */
  private static final class Unclosed extends java.io.FilterOutputStream {
    Unclosed(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
