package io.plenum.signaling.stream;

/** A stream, or a stream key, cannot be had. Its message is for the client's developer. */
public final class StreamRefused extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Why. */
  public enum Reason {
    /** The offer, or the fragment of a description, is no such thing. */
    MALFORMED,
    /** It is well formed, but cannot be answered. */
    UNUSABLE_OFFER,
    /** The key was put out of this live session. */
    REMOVED,
    /** The organizer locked the live session. */
    LOCKED,
    /** Nothing is to be watched yet. */
    NOT_LIVE,
    /** The live session, or what one key may hold of it, is full. */
    FULL,
    /** The live session ended while the stream was on the way in; the next one takes it. */
    SESSION_OVER,
    /** The server has too much to do, or no media now. */
    BUSY,
    /** There is no such stream, or no longer; or the meeting is gone. */
    GONE,
    /** A request names an ICE session that is not the present one. */
    OTHER_ICE_SESSION,
    /** A request that changes the ICE session does not name it. */
    NO_ICE_SESSION,
    /** The meeting has as many stream keys as it may. */
    TOO_MANY_KEYS
  }

  private final Reason reason;

  StreamRefused(Reason reason, String message) {
    super(message, null, false, false);
    this.reason = reason;
  }

  /** The live session did not answer in time. */
  public static StreamRefused busy() {
    return new StreamRefused(Reason.BUSY, "The live session is too busy.");
  }

  public Reason reason() {
    return reason;
  }
}
