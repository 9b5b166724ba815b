package io.plenum.storage.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.plenum.storage.StorageRefused;
import io.plenum.storage.crypto.MasterKey;
import io.plenum.storage.crypto.OwnerOnly;
import io.plenum.storage.crypto.Sha256;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Reads a backup file and proves it: every byte by its encryption, and by the manifest that all
 * files are there as they were. Stateless.
 */
public record BackupReader(MasterKey key) {
  /** Where the content of a file goes. */
  @FunctionalInterface
  private interface Place {
    OutputStream of(String path) throws IOException;
  }

  /**
   * Reads all of it, and keeps nothing.
   *
   * @throws StorageRefused when it is damaged, cut off, or made with another master key
   */
  public Backup.Content check(Path file) {
    return read(file, path -> OutputStream.nullOutputStream());
  }

  /** As {@link #check}, and writes the files below an empty folder. */
  Backup.Content extract(Path file, Path folder) {
    return read(
        file,
        path -> {
          Path target = folder.resolve(path);
          Files.createDirectories(target.getParent(), OwnerOnly.folder(folder));
          Files.createFile(target, OwnerOnly.file(target));
          return Files.newOutputStream(target);
        });
  }

  private Backup.Content read(Path file, Place place) {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file));
        ZipInputStream zip =
            new ZipInputStream(new BackupFormat(key).decrypt(in, file.toString()))) {
      List<Entry> found = new ArrayList<>();
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (entry.getName().equals(BackupFormat.MANIFEST)) {
          compare(found, new String(zip.readAllBytes(), UTF_8));
          zip.transferTo(OutputStream.nullOutputStream());
          return Backup.Content.of(found);
        }
        found.add(one(zip, entry, place));
      }
      throw new IOException("it has no manifest");
    } catch (IOException | IllegalArgumentException e) {
      throw new StorageRefused(
          "The backup " + file + " is damaged or not complete: " + e.getMessage(), e);
    }
  }

  private static Entry one(ZipInputStream zip, ZipEntry entry, Place place) throws IOException {
    String name = entry.getName();
    if (!name.startsWith(BackupFormat.FOLDER)
        || !Entry.staysInside(name.substring(BackupFormat.FOLDER.length()))) {
      throw new IOException("it holds a file that Plenum did not write");
    }
    String path = name.substring(BackupFormat.FOLDER.length());
    MessageDigest sha256 = Sha256.begin();
    try (OutputStream out = place.of(path)) {
      long size = new DigestInputStream(zip, sha256).transferTo(out);
      return Entry.of(path, size, sha256.digest());
    }
  }

  private static void compare(List<Entry> found, String manifest) throws IOException {
    List<String> lines = manifest.lines().toList();
    if (lines.isEmpty() || !lines.getFirst().equals(BackupFormat.FIRST_LINE)) {
      throw new IOException("its format is not one that this version knows");
    }
    List<Entry> named = lines.stream().skip(2).map(line -> Entry.parse(line).orElse(null)).toList();
    if (!found.equals(named)) {
      throw new IOException("its files are not those of its manifest");
    }
  }
}
