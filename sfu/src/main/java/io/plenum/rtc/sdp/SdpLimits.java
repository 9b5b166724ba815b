package io.plenum.rtc.sdp;

/**
 * What a description may hold. Browsers stay far below (17 sections with every codec: 90,000
 * characters, 2,300 lines); beyond, a description is refused.
 */
final class SdpLimits {
  /** Also the most that one signaling message carries. */
  static final int MAX_CHARACTERS = 256 * 1024;

  static final int MAX_LINES = 8_000;
  static final int MAX_LINE_CHARACTERS = 2_000;
  static final int MAX_SECTIONS = 64;

  /** Payload types have 7 bits. */
  static final int MAX_FORMATS = 128;

  static final int MAX_EXTENSIONS = 64;
  static final int MAX_FEEDBACK = 512;
  static final int MAX_RIDS = 16;
  static final int MAX_SSRCS = 64;
  static final int MAX_FINGERPRINTS = 16;
  static final int MAX_BUNDLES = 4;

  /** RFC 8843 sets none; what fits a one-byte header extension is 16. */
  static final int MAX_MID_CHARACTERS = 32;

  /** What fits a one-byte header extension (RFC 8852, section 3.2). */
  static final int MAX_RID_CHARACTERS = 16;

  /** Layers answered; browsers send three. */
  static final int MAX_LAYERS = 4;

  private SdpLimits() {}
}
