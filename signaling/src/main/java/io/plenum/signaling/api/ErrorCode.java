package io.plenum.signaling.api;

/**
 * The stable codes of errors (docs/protocol.md section 1), each with its HTTP status and the
 * English title of its problem document.
 */
public enum ErrorCode {
  BAD_REQUEST("bad-request", 400, "The request is not as the contract says"),
  NOT_SIGNED_IN("not-signed-in", 401, "Sign in first"),
  WRONG_CREDENTIALS("wrong-credentials", 401, "The e-mail address or the password is wrong"),
  WRONG_TOKEN("wrong-token", 403, "The token is wrong"),
  FORBIDDEN("forbidden", 403, "You may not do this"),
  NOT_INVITED("not-invited", 403, "This meeting is for invited people only"),
  PASSWORD_CHANGE_REQUIRED(
      "password-change-required", 403, "Change the password that was made for you first"),
  NOT_FOUND("not-found", 404, "There is no such thing"),
  METHOD_NOT_ALLOWED("bad-request", 405, "This path does not take that method"),
  TIMEOUT("bad-request", 408, "The request took too long to arrive"),
  CONFLICT("conflict", 409, "This is taken"),
  LAST_ADMIN("last-admin", 409, "Somebody must be able to administer the account"),
  WRONG_REGION("wrong-region", 409, "This server keeps nothing of that region"),
  SETUP_DONE("setup-done", 409, "Plenum is set up already"),
  NO_MAIL_SERVER("no-mail-server", 409, "This server sends no mail"),
  KEY_IN_USE("key-in-use", 409, "The first request with this key is still being answered"),
  ANSWER_LOST("answer-lost", 409, "This was done before, but its answer is lost"),
  LOCKED("locked", 409, "The organizer has locked the live session"),
  NOT_LIVE("not-live", 409, "The meeting has no live session now"),
  LIMIT_REACHED("limit-reached", 409, "There is no room for more"),
  CHANGED_MEANWHILE("changed-meanwhile", 412, "This was changed meanwhile"),
  TOO_LARGE("too-large", 413, "The request is too large"),
  UNSUPPORTED_TYPE("bad-request", 415, "The body is of another type than is taken here"),
  UNUSABLE_OFFER("unusable-offer", 422, "The offer cannot be answered"),
  BAD_SCHEDULE("bad-schedule", 422, "No calendar can keep this schedule"),
  BAD_INVITEE("bad-invitee", 422, "One of these people cannot be invited"),
  KEY_REUSED("key-reused", 422, "This key was used for another request"),
  RANGE("range", 416, "The file has no such bytes"),
  LOST("lost", 410, "The content is lost"),
  WEAK_PASSWORD("weak-password", 422, "The password is too weak"),
  UNUSABLE_PROVIDER("unusable-provider", 422, "The company's sign-in cannot be used"),
  VERSION_REQUIRED("version-required", 428, "Say which version you change"),
  TOO_MANY_REQUESTS("too-many-requests", 429, "Too many requests"),
  ROOM_FULL("room-full", 503, "The live session is full"),
  MEDIA_UNAVAILABLE("media-unavailable", 503, "There is no media now"),
  STORE_DOWN("store-down", 503, "The file store does not answer"),
  DATABASE_DOWN("database-down", 503, "The database does not answer"),
  STORE_FULL("store-full", 507, "The file store is full"),
  INTERNAL("internal", 500, "Something went wrong here");

  private final String text;
  private final int status;
  private final String title;

  ErrorCode(String text, int status, String title) {
    this.text = text;
    this.status = status;
    this.title = title;
  }

  /** As it is sent. */
  public String text() {
    return text;
  }

  public int status() {
    return status;
  }

  public String title() {
    return title;
  }
}
