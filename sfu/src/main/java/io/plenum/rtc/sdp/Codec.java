package io.plenum.rtc.sdp;

import java.util.List;
import java.util.Locale;

/**
 * One RTP payload format.
 *
 * @param payloadType 0 to 127
 * @param name as in {@code a=rtpmap}, for example {@code VP8} or {@code opus}; case-insensitive
 * @param clockRate RTP timestamp units per second
 * @param channels 1 if not said
 * @param fmtp the format parameters as offered; empty if none
 * @param rtxPayloadType the payload type of its retransmissions (RFC 4588), or -1
 * @param feedback values of {@code a=rtcp-fb}, for example {@code nack pli}: in a {@link
 *     MediaSection} those offered, in a {@link NegotiatedMedia} those agreed
 */
public record Codec(
    int payloadType,
    String name,
    int clockRate,
    int channels,
    String fmtp,
    int rtxPayloadType,
    List<String> feedback) {
  private static final int MAX_PAYLOAD_TYPE = 127;

  /** The value of format parameter {@code parameter}, or {@code otherwise} if it is not said. */
  public String parameter(String parameter, String otherwise) {
    for (String word : SdpText.split(fmtp, ';')) {
      String trimmed = word.strip();
      if (SdpText.before(trimmed, '=').equalsIgnoreCase(parameter)) {
        return SdpText.after(trimmed, '=');
      }
    }
    return otherwise;
  }

  /** Whether this is redundant audio (RFC 2198): an addition to a codec, not one of its own. */
  public boolean redundancy() {
    return name.equalsIgnoreCase("red");
  }

  /** Whether this is redundant audio of {@code sound}. */
  boolean repeats(Codec sound) {
    return !sound.redundancy()
        && sound.payloadType == repeatedPayloadType()
        && sound.clockRate == clockRate
        && sound.channels == channels;
  }

  /**
   * The payload type of the sound that redundant audio repeats, as browsers write it: {@code
   * 111/111} (RFC 2198, section 5); -1 if this is something else, or of several codecs.
   */
  public int repeatedPayloadType() {
    String first = SdpText.before(fmtp, '/');
    boolean one = redundancy() && SdpText.split(fmtp, '/').stream().allMatch(first::equals);
    return one ? (int) SdpText.number(first, MAX_PAYLOAD_TYPE) : -1;
  }

  /**
   * Whether who decodes {@code other} decodes this too: the same encoding and, where a codec has
   * profiles, the same one.
   */
  public boolean decodableAs(Codec other) {
    return name.equalsIgnoreCase(other.name)
        && clockRate == other.clockRate
        && channels == other.channels
        && profile().equalsIgnoreCase(other.profile());
  }

  /**
   * The profile, in the words of the codec; empty if it has none. Of H.264 the profile_idc, as
   * constraints and level only narrow it (RFC 6184, section 8.1).
   */
  private String profile() {
    return switch (name.toUpperCase(Locale.ROOT)) {
      case "H264" -> SdpText.head(parameter("profile-level-id", "42"), 2);
      case "VP9" -> parameter("profile-id", "0");
      case "AV1" -> parameter("profile", "0");
      default -> "";
    };
  }

  /**
   * Whether it is the form of its codec that every browser encodes and decodes: VP9 and AV1 of
   * profile 0, H.264 of the baseline profile in pieces (RFC 6184, packetization mode 1).
   */
  boolean common() {
    return switch (name.toUpperCase(Locale.ROOT)) {
      case "H264" -> profile().equals("42") && parameter("packetization-mode", "0").equals("1");
      case "VP9", "AV1" -> profile().equals("0");
      default -> true;
    };
  }
}
