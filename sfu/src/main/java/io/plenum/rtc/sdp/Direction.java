package io.plenum.rtc.sdp;

import java.util.Locale;

/** Which way media flows, seen from the side whose description holds it (RFC 8866, section 6.7). */
public enum Direction {
  SENDRECV,
  SENDONLY,
  RECVONLY,
  INACTIVE;

  /** The same flow seen from the other side. */
  public Direction reversed() {
    return switch (this) {
      case SENDONLY -> RECVONLY;
      case RECVONLY -> SENDONLY;
      case SENDRECV, INACTIVE -> this;
    };
  }

  /** The attribute's name, for example {@code recvonly}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The direction of that name; null if there is none. */
  static Direction parse(String text) {
    return switch (text) {
      case "sendrecv" -> SENDRECV;
      case "sendonly" -> SENDONLY;
      case "recvonly" -> RECVONLY;
      case "inactive" -> INACTIVE;
      default -> null;
    };
  }
}
