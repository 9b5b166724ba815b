package io.plenum.storage.object;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * An object in S3 at any position. Reading on needs no new request; a position elsewhere does, and
 * so does a connection that broke: the object is asked for again from there, if it is still the
 * same. For one thread at a time.
 */
final class S3Channel implements SeekableByteChannel {
  /** Broken connections in one object before it is given up. */
  private static final int REOPEN_LIMIT = 3;

  private final S3Calls calls;
  private final ObjectName name;
  private final long size;
  private final String entityTag;

  /** The last byte that will be asked for, at most, and one. */
  private final long end;

  private ResponseInputStream<GetObjectResponse> stream;
  private long position;
  private long streamPosition;
  private int reopened;
  private boolean closed;

  S3Channel(S3Calls calls, ObjectName name, long size, String entityTag, long end) {
    this.calls = calls;
    this.name = name;
    this.size = size;
    this.entityTag = entityTag;
    this.end = end;
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    if (position >= end) {
      return -1;
    }
    byte[] bytes = new byte[(int) Math.min(into.remaining(), end - position)];
    while (true) {
      try {
        int count = open().read(bytes);
        if (count > 0 || bytes.length == 0) {
          into.put(bytes, 0, Math.max(0, count));
          position += Math.max(0, count);
          streamPosition = position;
          return Math.max(0, count);
        }
        throw new IOException("the answer ended early");
      } catch (ObjectFault e) {
        throw e;
      } catch (IOException e) {
        drop();
        if (++reopened > REOPEN_LIMIT) {
          throw new ObjectFault.Unavailable(
              calls.location() + " broke off in the object " + name, e);
        }
      }
    }
  }

  private ResponseInputStream<GetObjectResponse> open() throws ObjectFault {
    if (stream != null && streamPosition != position) {
      drop();
    }
    if (stream == null) {
      stream =
          calls.call(
              name,
              s3 ->
                  s3.getObject(
                      request ->
                          request
                              .bucket(calls.bucket())
                              .key(calls.key(name))
                              .ifMatch(entityTag)
                              .range("bytes=" + position + "-" + (end - 1))));
      streamPosition = position;
    }
    return stream;
  }

  /** Without reading what is left of the answer. */
  private void drop() {
    if (stream != null) {
      stream.abort();
      stream = null;
    }
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public SeekableByteChannel position(long to) {
    position = to;
    return this;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public boolean isOpen() {
    return !closed;
  }

  @Override
  public void close() {
    closed = true;
    drop();
  }

  @Override
  public int write(ByteBuffer from) {
    throw new NonWritableChannelException();
  }

  @Override
  public SeekableByteChannel truncate(long to) {
    throw new NonWritableChannelException();
  }
}
