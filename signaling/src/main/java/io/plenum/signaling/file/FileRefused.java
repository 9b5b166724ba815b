package io.plenum.signaling.file;

import io.plenum.storage.object.ObjectFault;

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

  /** What the fault of a store means for its file. */
  static FileRefused of(ObjectFault fault) {
    return switch (fault) {
      case ObjectFault.Full full ->
          new FileRefused(Reason.STORE_FULL, "There is no room for the file.", full);
      case ObjectFault.Unavailable down ->
          new FileRefused(Reason.STORE_DOWN, "The file store does not answer.", down);
      case ObjectFault.NotFound lost ->
          new FileRefused(Reason.LOST, "The file's content is lost.", lost);
      case ObjectFault.Damaged damaged ->
          new FileRefused(Reason.LOST, "The file's content is damaged.", damaged);
    };
  }

  public Reason reason() {
    return reason;
  }
}
