package io.plenum.rtc.sdp;

/** What became of a text given to {@link SdpParser}. */
public sealed interface SdpParse {

  /** The text is a description within the limits. */
  record Parsed(SessionDescription description) implements SdpParse {}

  /**
   * The text is none.
   *
   * @param line the offending line, from 1; 0 if the text as a whole is refused
   * @param reason English, for a developer; never repeats the input
   */
  record Rejected(int line, String reason) implements SdpParse {}
}
