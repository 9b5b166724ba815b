package io.plenum.signaling.session;

/** The meeting was deleted: no session of it may run. */
final class MeetingGone extends RuntimeException {
  private static final long serialVersionUID = 1;

  MeetingGone() {
    super("the meeting was deleted", null, false, false);
  }
}
