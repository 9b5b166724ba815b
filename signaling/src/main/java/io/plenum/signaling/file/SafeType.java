package io.plenum.signaling.file;

import java.util.Locale;
import java.util.Set;

/**
 * The media type that a file is offered with: one of those that a browser only shows or plays, else
 * bytes without meaning. What uploaders say is never trusted further (REQUIREMENTS C-2); SVG, HTML
 * and XML run scripts and are not among them.
 */
public final class SafeType {
  /** Bytes without meaning (RFC 2046 section 4.5.1). */
  public static final String BYTES = "application/octet-stream";

  private static final Set<String> SHOWN =
      Set.of(
          "image/png",
          "image/jpeg",
          "image/gif",
          "image/webp",
          "image/avif",
          "audio/mpeg",
          "audio/mp4",
          "audio/ogg",
          "audio/webm",
          "audio/wav",
          "audio/flac",
          "video/mp4",
          "video/webm",
          "video/ogg",
          "application/pdf",
          "text/plain");

  private SafeType() {}

  /** The type to keep for what an uploader says; parameters are dropped. Total. */
  public static String of(String said) {
    String type = said.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return SHOWN.contains(type) ? type : BYTES;
  }

  /** Whether a voice message may be of it. */
  static boolean sound(String type) {
    return type.startsWith("audio/");
  }
}
