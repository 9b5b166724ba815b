package io.plenum.rtc.sdp;

import io.plenum.rtc.codec.VideoCodec;
import java.util.regex.Pattern;

/** Writes {@code rtpmap}, {@code fmtp} and {@code rtcp-fb} of one section of an answer. */
final class CodecLines {
  /** Says that what is sent is in stereo (RFC 7587, section 6.1): no voice. */
  private static final Pattern SENDS_STEREO =
      Pattern.compile("(?:^|[; ])sprop-stereo=1", Pattern.CASE_INSENSITIVE);

  /** What the writer of a description wants of silence, each for what it is sent itself. */
  private static final Pattern SILENCE =
      Pattern.compile("(?:^|;) *usedtx=[^;]*", Pattern.CASE_INSENSITIVE);

  private final StringBuilder text;
  private final int startBitrateKbps;

  CodecLines(StringBuilder text, int startBitrateKbps) {
    this.text = text;
    this.startBitrateKbps = startBitrateKbps;
  }

  void write(NegotiatedMedia media) {
    for (Codec codec : media.codecs()) {
      codec(codec, fmtp(media, codec));
      if (codec.rtxPayloadType() >= 0) {
        retransmission(codec);
      }
    }
  }

  private void codec(Codec codec, String fmtp) {
    String channels = codec.channels() == 1 ? "" : "/" + codec.channels();
    line("rtpmap", codec.payloadType(), codec.name() + '/' + codec.clockRate() + channels);
    if (!fmtp.isEmpty()) {
      line("fmtp", codec.payloadType(), fmtp);
    }
    codec.feedback().forEach(value -> line("rtcp-fb", codec.payloadType(), value));
  }

  /** RFC 4588, section 8.6. */
  private void retransmission(Codec codec) {
    line("rtpmap", codec.rtxPayloadType(), "rtx/" + codec.clockRate());
    line("fmtp", codec.rtxPayloadType(), "apt=" + codec.payloadType());
  }

  /**
   * Parameters of audio (how to encode: in-band FEC, stereo) are accepted as offered, and those of
   * other video codecs than VP8, as they name the form of the codec (RFC 6184, section 8.2.2; RFC
   * 9628, section 7.1). Those of VP8 (RFC 7741, section 6.1) are limits of the receiver that writes
   * them, so not the client's but ours: none but where its bandwidth estimate may start. So is
   * {@code usedtx} of Opus (RFC 7587, section 6.1): of a voice we want no silence; what is sent in
   * stereo is no voice.
   */
  private String fmtp(NegotiatedMedia media, Codec codec) {
    boolean vp8 = VideoCodec.of(codec.name()) == VideoCodec.VP8;
    String agreed = vp8 ? "" : codec.fmtp();
    boolean received = media.direction() == Direction.RECVONLY;
    if (received && codec.name().equalsIgnoreCase("opus")) {
      return ofSound(agreed);
    }
    boolean starts = media.kind() == MediaKind.VIDEO && received;
    if (!starts || startBitrateKbps == 0) {
      return agreed;
    }
    return (agreed.isEmpty() ? "" : agreed + ';') + "x-google-start-bitrate=" + startBitrateKbps;
  }

  private static String ofSound(String offered) {
    String agreed = SILENCE.matcher(offered).replaceAll("");
    if (SENDS_STEREO.matcher(agreed).find()) {
      return agreed;
    }
    return (agreed.isEmpty() ? "" : agreed + ';') + "usedtx=1";
  }

  private void line(String name, int payloadType, String value) {
    text.append("a=").append(name).append(':').append(payloadType).append(' ').append(value);
    text.append("\r\n");
  }
}
