package io.plenum.signaling.message;

import java.util.Locale;

/** Why a message was not obeyed (docs/protocol.md 2.6); a client translates the code. */
public enum ErrorCode {
  MALFORMED,
  UNKNOWN_TYPE,
  TOO_LARGE,
  NOT_JOINED,
  ALREADY_JOINED,
  NOT_ADMITTED,
  FORBIDDEN,
  NOT_FOUND,
  WRONG_TOKEN,
  EXPIRED_TOKEN,
  PASSWORD_CHANGE_REQUIRED,
  SEAT_GONE,
  BAD_OFFER,
  MEDIA_UNAVAILABLE,
  SERVER_BUSY,
  ROOM_FULL,
  LOCKED,
  TOO_MANY_REQUESTS,
  INTERNAL;

  private final String wireName = name().toLowerCase(Locale.ROOT).replace('_', '-');

  /** How it is written on the wire, such as {@code not-admitted}. */
  public String wireName() {
    return wireName;
  }
}
