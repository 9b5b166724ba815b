package io.plenum.storage.object;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Contents of any size under names, encrypted at rest. Any thread may call; every call blocks, so
 * callers are virtual threads. A put is all or nothing: readers see the old object, or none, until
 * it returns, and what was announced survives a power cut.
 */
public interface ObjectStore extends AutoCloseable {
  /** Objects in one answer of {@link #list}; S3's own limit. */
  int LIST_LIMIT = 1_000;

  /** How objects are encrypted at rest. */
  enum Encryption {
    /**
     * By us: AES-256-GCM with a key for each object, wrapped by a key that the master key wraps.
     */
    SEALED,
    /** By the S3 service with its own keys (SSE-S3, AES-256). */
    SSE_S3,
    /** By the S3 service with a key of a key management service (SSE-KMS). */
    SSE_KMS
  }

  /**
   * One object of a list.
   *
   * @param storedAt by the store's clock
   */
  record Listed(ObjectName name, Instant storedAt) {}

  /**
   * Stores what the content gives until it ends, in place of an object of this name.
   *
   * @param content of any length; read by the calling thread, not closed
   * @return how many bytes it had
   * @throws ObjectFault when the store fails
   * @throws IOException of the content's own, as it is; nothing was kept
   */
  long put(ObjectName name, InputStream content) throws IOException;

  /**
   * Opens an object.
   *
   * @throws ObjectFault.NotFound when there is none
   */
  ObjectContent get(ObjectName name, ByteRange range) throws ObjectFault;

  /** The object's size in bytes, if there is one. */
  Optional<Long> size(ObjectName name) throws ObjectFault;

  /** Deletes an object for good. That there is none is no error. */
  void delete(ObjectName name) throws ObjectFault;

  /**
   * Objects whose names start with the prefix, in the order of their names, at most {@link
   * #LIST_LIMIT}.
   *
   * @param prefix whole segments of a name
   * @param after only names behind this one; empty: from the first
   */
  List<Listed> list(ObjectName prefix, Optional<ObjectName> after) throws ObjectFault;

  /**
   * Clears away what puts left behind that never ended, because their process was killed.
   *
   * @param before only those that began before this
   * @return how many
   */
  int abortStale(Instant before) throws ObjectFault;

  /** How new objects are encrypted. May ask the store the first time. */
  Encryption encryption() throws ObjectFault;

  /** Lets go of connections. */
  @Override
  void close();
}
