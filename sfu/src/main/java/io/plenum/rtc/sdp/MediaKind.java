package io.plenum.rtc.sdp;

/** What a media section carries (RFC 8866, section 5.14). */
public enum MediaKind {
  AUDIO,
  VIDEO,
  /** Data channels and everything else we do not carry. */
  OTHER;

  static MediaKind of(String media) {
    return switch (media) {
      case "audio" -> AUDIO;
      case "video" -> VIDEO;
      default -> OTHER;
    };
  }
}
