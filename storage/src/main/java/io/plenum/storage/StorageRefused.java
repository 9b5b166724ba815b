package io.plenum.storage;

/**
 * The data folder or its key cannot be used. The message is for the operator: what is wrong, where,
 * and what to do.
 */
public final class StorageRefused extends RuntimeException {
  private static final long serialVersionUID = 1;

  public StorageRefused(String message) {
    super(message);
  }

  public StorageRefused(String message, Throwable cause) {
    super(message, cause);
  }
}
