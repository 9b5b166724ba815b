package io.plenum.storage.object;

import java.io.IOException;
import java.io.InputStream;

/**
 * An object that is open for reading. For one thread at a time; to be closed.
 *
 * @param sizeBytes of the whole object
 * @param range what {@code stream} gives, within the object
 * @param stream the plain bytes; throws an {@link ObjectFault} when the store fails or the bytes
 *     are not those that were stored
 */
public record ObjectContent(long sizeBytes, ByteRange range, InputStream stream)
    implements AutoCloseable {
  @Override
  public void close() throws IOException {
    stream.close();
  }
}
