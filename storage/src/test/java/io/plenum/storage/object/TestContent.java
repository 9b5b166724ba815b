package io.plenum.storage.object;

import java.io.IOException;
import java.io.InputStream;
import java.util.Random;

/** Contents for tests: the same seed gives the same bytes. */
final class TestContent {
  private TestContent() {}

  static byte[] bytes(int size, long seed) {
    byte[] bytes = new byte[size];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  /** Gives so many bytes, then fails as a broken connection does. */
  static InputStream breakingAfter(int size) {
    return new InputStream() {
      private int left = size;

      @Override
      public int read() throws IOException {
        throw new IOException("read one by one");
      }

      @Override
      public int read(byte[] into, int offset, int length) throws IOException {
        if (left == 0) {
          throw new IOException("the uploader hung up");
        }
        int count = Math.min(left, length);
        left -= count;
        return count;
      }
    };
  }
}
