package io.plenum.sfu.loop;

/** The media plane takes no more work now: a full mailbox, a full room, or it is closing. */
public final class MediaOverloadedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With the reason in English. */
  public MediaOverloadedException(String reason) {
    super(reason);
  }
}
