package io.plenum.signaling.message;

/** What somebody in a live session is, for the rules of moderation. */
public enum SeatKind {
  /** A signed-in user of the meeting's account. */
  REGISTERED("registered"),
  /** Somebody without an account, or signed in to another one. */
  GUEST("guest"),
  /** A telephone caller. */
  PHONE("phone");

  private final String wireName;

  SeatKind(String wireName) {
    this.wireName = wireName;
  }

  /** How it is written to clients and in rows. */
  public String wireName() {
    return wireName;
  }
}
