package io.plenum.rtc.sdp;

/** Reads descriptions (RFC 8866). Total: any text gives a description or a reason. */
public final class SdpParser {
  private SdpParser() {}

  /** Reads {@code text}. */
  public static SdpParse parse(String text) {
    return new SdpParse.Rejected(0, text);
  }
}
