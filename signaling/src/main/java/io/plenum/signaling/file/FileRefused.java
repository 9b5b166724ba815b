package io.plenum.signaling.file;

/** A file cannot be added or read. The message is for a client's developer. */
public final class FileRefused extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Why. */
  public enum Reason {
    /** Larger than the account allows. */
    TOO_LARGE,
    /** No voice message, or whatever else is wrong with it. */
    BAD,
    /** The store has no room. */
    STORE_FULL,
    /** The store is down; later it may work. */
    STORE_DOWN,
    /** It was deleted while it came. */
    GONE,
    /** The content is lost or damaged in the store. */
    LOST
  }

  private final Reason reason;

  FileRefused(Reason reason, String message) {
    super(message, null, false, false);
    this.reason = reason;
  }

  FileRefused(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
