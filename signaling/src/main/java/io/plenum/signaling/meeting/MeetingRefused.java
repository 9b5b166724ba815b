package io.plenum.signaling.meeting;

/**
 * A wish about a meeting that cannot be granted. The message is for the client. An ordinary
 * outcome, so it carries no stack trace.
 */
public final class MeetingRefused extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final Reason reason;

  /** Why not. */
  public enum Reason {
    /** The schedule cannot be kept by any calendar. */
    BAD_SCHEDULE,
    /** There is none that the caller may know of. */
    NOT_FOUND,
    /** The meeting is for invited people only. */
    NOT_INVITED,
    /** Only the organizer may. */
    NOT_ORGANIZER
  }

  public MeetingRefused(Reason reason, String message) {
    super(message, null, false, false);
    this.reason = reason;
  }

  static MeetingRefused schedule(String message) {
    return new MeetingRefused(Reason.BAD_SCHEDULE, message);
  }

  /** There is no such meeting, or none that the caller may know of. */
  public static MeetingRefused notFound() {
    return new MeetingRefused(Reason.NOT_FOUND, "There is no such meeting.");
  }

  public Reason reason() {
    return reason;
  }
}
