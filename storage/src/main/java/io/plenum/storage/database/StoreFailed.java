package io.plenum.storage.database;

/**
 * The database could not do its work (disk full, input/output error, not reached, closed). Nothing
 * of the transaction was kept, but where the message says that this is unknown: the database went
 * away while it committed, and did not come back.
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
