package io.plenum.storage.object;

import com.google.crypto.tink.subtle.AesGcmHkdfStreaming;
import io.plenum.storage.crypto.WrappingKeys;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;

/**
 * Objects as we encrypt them: a data key for each, then Tink's streaming AEAD (AES256-GCM-HKDF),
 * whose segments are decrypted one by one, so that a range needs only the segments that it touches.
 * The object's name is authenticated too: two objects cannot be exchanged. Any thread may use it.
 *
 * <pre>
 *  8 bytes  "PLENUMO1"
 * 76 bytes  the data key, wrapped ({@link WrappingKeys})
 * 40 bytes  Tink's header: its length, 32 bytes of salt, 7 of nonce prefix
 *           segments of 64 KiB, the first shorter by all of the above; each ends with a tag of 16 bytes,
 *           and the last is marked as the last, so that what was cut off is noticed
 * </pre>
 */
final class SealedForm {
  /** What a reader decrypts at least, and what a writer holds: 64 KiB. */
  static final int SEGMENT_BYTES = 64 * 1024;

  private static final byte[] FORMAT = "PLENUMO1".getBytes(StandardCharsets.US_ASCII);
  private static final int OWN_HEADER_BYTES = FORMAT.length + WrappingKeys.WRAPPED_BYTES;
  private static final int TINK_HEADER_BYTES = 1 + 32 + 7;
  private static final int TAG_BYTES = 16;

  /** AES-256. */
  private static final int KEY_BYTES = 32;

  private final WrappingKeys keys;

  SealedForm(WrappingKeys keys) {
    this.keys = keys;
  }

  /**
   * A stream that writes the object's sealed form. Closing it ends the object; what is not closed
   * can never be read.
   */
  OutputStream sealing(ObjectName name, OutputStream to) throws IOException {
    WrappingKeys.DataKey data = keys.fresh(context(name));
    to.write(FORMAT);
    to.write(data.wrapped());
    try {
      return cipher(data.key()).newEncryptingStream(to, context(name));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-256-GCM is part of every Java runtime", e);
    }
  }

  /**
   * The plain bytes of a sealed object, at any position.
   *
   * @throws ObjectFault.Damaged when it is none, was cut off, or its data key cannot be had
   * @throws IOException of the sealed channel, or of the keys
   */
  SeekableByteChannel opened(ObjectName name, SeekableByteChannel sealed) throws IOException {
    if (sealed.size() < OWN_HEADER_BYTES + TINK_HEADER_BYTES + TAG_BYTES) {
      throw damaged(name, "is cut off", null);
    }
    byte[] header = header(sealed);
    if (!Arrays.equals(header, 0, FORMAT.length, FORMAT, 0, FORMAT.length)) {
      throw damaged(name, "is not in our form", null);
    }
    byte[] wrapped = Arrays.copyOfRange(header, FORMAT.length, header.length);
    byte[] key =
        keys.open(wrapped, context(name))
            .orElseThrow(() -> damaged(name, "has a changed or unknown key", null));
    try {
      SeekableByteChannel plain = cipher(key).newSeekableDecryptingChannel(sealed, context(name));
      if (plain.size() == 0) {
        // Nobody reads an empty object, so its only segment is proven here.
        plain.read(ByteBuffer.allocate(1));
      }
      return plain;
    } catch (GeneralSecurityException e) {
      throw damaged(name, "cannot be opened", e);
    }
  }

  private static byte[] header(SeekableByteChannel sealed) throws IOException {
    ByteBuffer header = ByteBuffer.allocate(OWN_HEADER_BYTES);
    sealed.position(0);
    while (header.hasRemaining()) {
      if (sealed.read(header) < 0) {
        break;
      }
    }
    return header.array();
  }

  static ObjectFault.Damaged damaged(ObjectName name, String how, Throwable cause) {
    return new ObjectFault.Damaged("The object " + name + " " + how, cause);
  }

  /** How many bytes the sealed form of so many plain bytes has. */
  static long sealedSize(long plainBytes) {
    int first = SEGMENT_BYTES - TAG_BYTES - OWN_HEADER_BYTES - TINK_HEADER_BYTES;
    long later = Math.max(0, plainBytes - first);
    int capacity = SEGMENT_BYTES - TAG_BYTES;
    long segments = 1 + later / capacity + (later % capacity == 0 ? 0 : 1);
    return OWN_HEADER_BYTES + TINK_HEADER_BYTES + plainBytes + segments * TAG_BYTES;
  }

  private static AesGcmHkdfStreaming cipher(byte[] key) throws GeneralSecurityException {
    return new AesGcmHkdfStreaming(key, "HmacSha256", KEY_BYTES, SEGMENT_BYTES, OWN_HEADER_BYTES);
  }

  private static byte[] context(ObjectName name) {
    return ("PLENUMO1 " + name.text()).getBytes(StandardCharsets.US_ASCII);
  }
}
