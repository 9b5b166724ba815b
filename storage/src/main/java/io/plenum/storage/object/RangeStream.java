package io.plenum.storage.object;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.security.GeneralSecurityException;

/**
 * Some bytes of a channel as a stream, whose every error is an {@link ObjectFault}. For one thread
 * at a time. Closing it closes the channel.
 */
final class RangeStream extends InputStream {
  private final ObjectName name;
  private final SeekableByteChannel channel;
  private long left;

  /** `range` must lie within the channel. */
  RangeStream(ObjectName name, SeekableByteChannel channel, ByteRange range) throws IOException {
    this.name = name;
    this.channel = channel;
    this.left = range.length();
    channel.position(range.start());
  }

  @Override
  public int read() throws ObjectFault {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws ObjectFault {
    if (length == 0) {
      return 0;
    }
    if (left == 0) {
      return -1;
    }
    ByteBuffer buffer = ByteBuffer.wrap(into, offset, (int) Math.min(length, left));
    try {
      while (buffer.position() == offset) {
        if (channel.read(buffer) < 0) {
          throw SealedForm.damaged(name, "is shorter than it was", null);
        }
      }
    } catch (IOException e) {
      throw fault(name, e);
    }
    int count = buffer.position() - offset;
    left -= count;
    return count;
  }

  /** What a failed read amounts to: Tink says with its cause that a segment is not authentic. */
  static ObjectFault fault(ObjectName name, IOException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      switch (cause) {
        case ObjectFault known -> {
          return known;
        }
        case GeneralSecurityException forged -> {
          return SealedForm.damaged(name, "was changed, or cut off", failure);
        }
        default -> {}
      }
    }
    return new ObjectFault.Unavailable("The object " + name + " cannot be read", failure);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
