package io.plenum.rtc.sdp;

/** Names of the RTP header extensions that can be agreed. */
public final class ExtensionUri {
  /** Which section a packet belongs to (RFC 8843, section 15). */
  public static final String MID = "urn:ietf:params:rtp-hdrext:sdes:mid";

  /** Which simulcast layer a packet belongs to (RFC 8852). */
  public static final String RID = "urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id";

  /** Which simulcast layer a retransmission belongs to (RFC 8852). */
  public static final String REPAIRED_RID =
      "urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id";

  /** draft-holmer-rmcat-transport-wide-cc-extensions-01. */
  public static final String TRANSPORT_SEQUENCE =
      "http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01";

  /** How loud a packet of audio is (RFC 6464). */
  public static final String AUDIO_LEVEL = "urn:ietf:params:rtp-hdrext:ssrc-audio-level";

  /** How the camera is held (3GPP TS 26.114, section 7.4.5). */
  public static final String VIDEO_ORIENTATION = "urn:3gpp:video-orientation";

  private ExtensionUri() {}
}
