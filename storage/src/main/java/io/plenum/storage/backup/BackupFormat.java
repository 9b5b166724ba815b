package io.plenum.storage.backup;

import com.google.crypto.tink.subtle.AesGcmHkdfStreaming;
import io.plenum.storage.StorageRefused;
import io.plenum.storage.crypto.MasterKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * The outside of a backup file.
 *
 * <pre>
 *  8 bytes  "PLENUMB1"
 * 16 bytes  which master key: derived from it
 * the rest  a ZIP, encrypted in segments of 1 MiB: AES-256-GCM under a key that is drawn for this
 *           file and derived from the master key by HKDF-SHA256 (Tink's streaming AEAD); the 24
 *           bytes before are authenticated too, so are the order of the segments and the end
 *
 * ZIP:      data/…      the files of the data folder, the database as of one moment
 *           manifest    last: two lines of text, then a line for each file ({@link Entry})
 * </pre>
 */
final class BackupFormat {
  static final String FOLDER = "data/";
  static final String MANIFEST = "manifest";
  static final String FIRST_LINE = "Plenum backup, format 1";

  private static final byte[] MAGIC = "PLENUMB1".getBytes(StandardCharsets.US_ASCII);
  private static final int KEY_NAME_BYTES = 16;
  private static final int HEADER_BYTES = MAGIC.length + KEY_NAME_BYTES;
  private static final int SEGMENT_BYTES = 1 << 20;

  private final MasterKey master;

  BackupFormat(MasterKey master) {
    this.master = master;
  }

  /** Writes the header; what is written to the answer is encrypted. Closing it ends the file. */
  OutputStream encrypt(OutputStream file) throws IOException {
    byte[] header = header();
    file.write(header);
    try {
      return cipher().newEncryptingStream(file, header);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-256-GCM is part of every Java runtime", e);
    }
  }

  /**
   * Reads the header; the answer gives what was encrypted, or throws {@link IOException} where it
   * was changed or cut off.
   *
   * @throws StorageRefused when it is no backup, or one made with another master key
   */
  InputStream decrypt(InputStream file, String name) throws IOException {
    byte[] header = file.readNBytes(HEADER_BYTES);
    if (header.length < HEADER_BYTES
        || !Arrays.equals(header, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
      throw new StorageRefused(name + " is no backup of Plenum.");
    }
    if (!MessageDigest.isEqual(header, header())) {
      throw new StorageRefused(
          "The backup "
              + name
              + " was made with another master key, or its beginning is damaged. Name the key it"
              + " was made with by PLENUM_MASTER_KEY_FILE.");
    }
    try {
      return cipher().newDecryptingStream(file, header);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-256-GCM is part of every Java runtime", e);
    }
  }

  private byte[] header() {
    byte[] name = master.derive("name of the key of Plenum backups");
    byte[] header = Arrays.copyOf(MAGIC, HEADER_BYTES);
    System.arraycopy(name, 0, header, MAGIC.length, KEY_NAME_BYTES);
    return header;
  }

  private AesGcmHkdfStreaming cipher() throws GeneralSecurityException {
    return new AesGcmHkdfStreaming(
        master.derive("key of Plenum backups"),
        "HmacSha256",
        MasterKey.SIZE_BYTES,
        SEGMENT_BYTES,
        0);
  }
}
