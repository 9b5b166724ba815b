package io.plenum.storage.database;

/**
 * The database could not do its work (disk full, input/output error, closed). Nothing of the
 * transaction was kept.
 */
public final class StoreFailed extends RuntimeException {
  private static final long serialVersionUID = 1;

  StoreFailed(String message, Throwable cause) {
    super(message, cause);
  }

  StoreFailed(String message) {
    super(message);
  }
}
