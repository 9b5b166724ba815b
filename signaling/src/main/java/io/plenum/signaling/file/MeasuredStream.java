package io.plenum.signaling.file;

import io.plenum.storage.crypto.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Passes a file's bytes on, up to a limit, and remembers their SHA-256. For one thread. */
final class MeasuredStream extends InputStream {
  private final InputStream from;
  private final long limitBytes;
  private final MessageDigest sha256;
  private long size;

  MeasuredStream(InputStream from, long limitBytes) {
    this.from = from;
    this.limitBytes = limitBytes;
    this.sha256 = Sha256.begin();
  }

  /** One byte more than the limit came. */
  static final class LimitPassed extends IOException {
    private static final long serialVersionUID = 1;

    LimitPassed(long limitBytes) {
      super("more than " + limitBytes + " bytes");
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int count = from.read(into, offset, length);
    if (count > 0) {
      size += count;
      if (size > limitBytes) {
        throw new LimitPassed(limitBytes);
      }
      sha256.update(into, offset, count);
    }
    return count;
  }

  /** Of what was read, in hex. To be asked once, at the end. */
  String digest() {
    return HexFormat.of().formatHex(sha256.digest());
  }
}
