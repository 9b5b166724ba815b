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
import java.security.GeneralSecurityException;
import java.util.Set;
import java.util.random.RandomGenerator;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/**
 * The database's own key, wrapped by the master key, in the data folder. Because only this small
 * file depends on the master key, changing the master key rewrites nothing else. Used at start, by
 * one thread.
 *
 * <pre>
 *  8 bytes  "PLENUMK1"      format, authenticated
 * 12 bytes  nonce           random
 * 32 bytes  wrapped key     AES-256-GCM (NIST SP 800-38D)
 * 16 bytes  tag
 * </pre>
 */
public final class DataKeyFile {
  private static final String NAME = "database.key";
  private static final byte[] FORMAT = "PLENUMK1".getBytes(StandardCharsets.US_ASCII);

  /** NIST SP 800-38D section 5.2.1.1: the recommended size of a nonce. */
  private static final int NONCE_BYTES = 12;

  private static final int TAG_BITS = 128;
  private static final int FILE_BYTES =
      FORMAT.length + NONCE_BYTES + MasterKey.SIZE_BYTES + TAG_BITS / 8;

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
    int start = FORMAT.length + NONCE_BYTES;
    byte[] nonce = java.util.Arrays.copyOfRange(file, FORMAT.length, start);
    try {
      return cipher(Cipher.DECRYPT_MODE, master, nonce).doFinal(file, start, file.length - start);
    } catch (AEADBadTagException e) {
      throw new StorageRefused(
          "The master key does not fit the data folder "
              + path.getParent()
              + ". Use the key that the folder was made with.",
          e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-256-GCM is part of every Java runtime", e);
    }
  }

  private static boolean startsWithFormat(byte[] file) {
    return java.util.Arrays.equals(file, 0, FORMAT.length, FORMAT, 0, FORMAT.length);
  }

  private byte[] create(MasterKey master, RandomGenerator random) throws IOException {
    byte[] key = new byte[MasterKey.SIZE_BYTES];
    random.nextBytes(key);
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      byte[] wrapped = cipher(Cipher.ENCRYPT_MODE, master, nonce).doFinal(key);
      writeWhole(ByteBuffer.allocate(FILE_BYTES).put(FORMAT).put(nonce).put(wrapped).flip());
      return key;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-256-GCM is part of every Java runtime", e);
    }
  }

  /** Written beside and renamed, so that a crash leaves either no key or a whole one. */
  private void writeWhole(ByteBuffer content) throws IOException {
    Path part = path.resolveSibling(NAME + ".part");
    Files.deleteIfExists(part);
    try (FileChannel channel =
        FileChannel.open(
            part,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            MasterKeyFile.ownerOnly(part))) {
      while (content.hasRemaining()) {
        channel.write(content);
      }
      channel.force(true);
    }
    Files.move(part, path, StandardCopyOption.ATOMIC_MOVE);
  }

  private static Cipher cipher(int mode, MasterKey master, byte[] nonce)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, master.asAesKey(), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(FORMAT);
    return cipher;
  }
}
