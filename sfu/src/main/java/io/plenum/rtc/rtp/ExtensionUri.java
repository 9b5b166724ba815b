package io.plenum.rtc.rtp;

import java.util.Set;

/** The names under which header extensions are negotiated (RFC 8285, section 5). Constants only. */
public final class ExtensionUri {
  /** How loud an audio packet is: {@link AudioLevel} (RFC 6464). */
  public static final String AUDIO_LEVEL = "urn:ietf:params:rtp-hdrext:ssrc-audio-level";

  /** When the packet left the sender: {@link AbsSendTime}. */
  public static final String ABS_SEND_TIME =
      "http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time";

  /** When the media was captured (draft of webrtc.org, "abs-capture-time"). */
  public static final String ABS_CAPTURE_TIME =
      "http://www.webrtc.org/experiments/rtp-hdrext/abs-capture-time";

  /**
   * One sequence over all streams of a transport: {@link TransportSequence}
   * (draft-holmer-rmcat-transport-wide-cc-extensions-01).
   */
  public static final String TRANSPORT_SEQUENCE =
      "http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01";

  /** Which media section the packet belongs to: {@link SdesText} (RFC 9143, section 15). */
  public static final String MID = "urn:ietf:params:rtp-hdrext:sdes:mid";

  /** Which encoding the packet belongs to: {@link SdesText} (RFC 8852, section 3.1). */
  public static final String RID = "urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id";

  /** Which encoding a retransmission repairs: {@link SdesText} (RFC 8852, section 3.2). */
  public static final String REPAIRED_RID =
      "urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id";

  /** How the camera is held: {@link VideoOrientation} (3GPP TS 26.114, section 7.4.5). */
  public static final String VIDEO_ORIENTATION = "urn:3gpp:video-orientation";

  /** Limits of the receiver's jitter buffer (webrtc.org, "playout-delay"). */
  public static final String PLAYOUT_DELAY =
      "http://www.webrtc.org/experiments/rtp-hdrext/playout-delay";

  /** Camera or screen (webrtc.org, "video-content-type"). */
  public static final String VIDEO_CONTENT_TYPE =
      "http://www.webrtc.org/experiments/rtp-hdrext/video-content-type";

  /** Colours of a keyframe (webrtc.org, "color-space"). */
  public static final String COLOR_SPACE =
      "http://www.webrtc.org/experiments/rtp-hdrext/color-space";

  /** Which frames and layers a frame needs (AV1 RTP specification, appendix A). */
  public static final String DEPENDENCY_DESCRIPTOR =
      "https://aomediacodec.github.io/av1-rtp-spec/#dependency-descriptor-rtp-header-extension";

  /** Distance of sending from the timestamp (RFC 5450). */
  public static final String TRANSMISSION_OFFSET = "urn:ietf:params:rtp-hdrext:toffset";

  /**
   * What describes the media and not the hop, so a forwarder copies it unchanged. All others are
   * written anew for each receiver, as the dependency descriptor is, or left out.
   */
  public static final Set<String> END_TO_END =
      Set.of(
          AUDIO_LEVEL,
          ABS_CAPTURE_TIME,
          VIDEO_ORIENTATION,
          PLAYOUT_DELAY,
          VIDEO_CONTENT_TYPE,
          COLOR_SPACE);

  private ExtensionUri() {}
}
