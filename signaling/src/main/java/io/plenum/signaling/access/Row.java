package io.plenum.signaling.access;

/**
 * The features of the access matrix: the rows of REQUIREMENTS section X. Rows that the text splits
 * have a letter.
 */
public enum Row {
  /**
   * What comes before anybody is known: status, set-up, sign-in, sign-out. Not in the text; open to
   * all.
   */
  ENTRANCE("X-0", "getting in"),
  CONFERENCE("X-1", "video conference"),
  SCREEN_SHARE("X-2", "screen share"),
  CHAT("X-3", "meeting chat"),
  RECORD("X-4", "record meetings"),
  RECORDINGS("X-4b", "see, play, download recordings"),
  AD_HOC_MEETING("X-5", "create an ad hoc meeting"),
  SCHEDULE("X-6", "schedule a meeting"),
  SEARCH("X-7", "search and list meetings"),
  INVITE_ONLY_MEETING("X-8", "create an invite-only meeting"),
  JOIN("X-9", "join, leave"),
  CONTROLS("X-10", "meeting controls: own microphone, camera, layout"),
  CALENDAR("X-11", "calendar"),
  MEETING_SETTINGS("X-12", "delete a meeting; change its settings"),
  FILES("X-15", "files of a meeting"),
  WAITING_ROOM("X-16", "waiting room: see who waits, admit, refuse"),
  REMOVE_GUEST("X-17a", "remove a guest or phone caller"),
  REMOVE_REGISTERED("X-17b", "remove a registered user"),
  INVITE("X-18", "invite more people; hide a meeting"),
  MUTE_OTHER("X-19a", "mute another"),
  LOCK_AND_END("X-19b", "lock the meeting; end the session"),
  ADMINISTRATION("X-20", "users, roles, account settings"),
  PROFILE("X-20a", "own profile, password and devices"),
  AUDIT_LOG("X-21", "audit log"),
  ASSUME_ROLE("X-22", "assume a role in a customer account"),
  CUSTOMER_ACCOUNTS("X-22b", "make, list and end customer accounts");

  private final String id;
  private final String title;

  Row(String id, String title) {
    this.id = id;
    this.title = title;
  }

  /** As REQUIREMENTS and `x-access` in openapi.yaml name it. */
  public String id() {
    return id;
  }

  public String title() {
    return title;
  }

  /**
   * The row with this id.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static Row of(String id) {
    for (Row row : values()) {
      if (row.id.equals(id)) {
        return row;
      }
    }
    throw new IllegalArgumentException("no row of the access matrix: " + id);
  }
}
