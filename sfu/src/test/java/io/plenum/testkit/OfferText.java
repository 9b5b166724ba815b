package io.plenum.testkit;

import io.plenum.rtc.dtls.Fingerprint;
import io.plenum.rtc.ice.IceCredentials;
import io.plenum.rtc.rtp.ExtensionUri;
import io.plenum.rtc.sdp.MediaKind;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Writes an offer like the web client's (docs/protocol.md, 2.2): microphone {@code m} and camera
 * {@code c} to be sent, then the slots {@code a0…} and {@code v0…} to be received.
 */
final class OfferText {
  static final int OPUS = 111;
  static final int VP8 = 96;
  static final int VP8_RTX = 97;

  private static final Map<MediaKind, Map<String, Integer>> EXTENSIONS =
      Map.of(
          MediaKind.AUDIO,
          Map.of(
              ExtensionUri.AUDIO_LEVEL, 1,
              ExtensionUri.TRANSPORT_SEQUENCE, 3,
              ExtensionUri.MID, 4),
          MediaKind.VIDEO,
          Map.of(
              ExtensionUri.VIDEO_ORIENTATION, 13,
              ExtensionUri.TRANSPORT_SEQUENCE, 3,
              ExtensionUri.MID, 4));

  private final IceCredentials ice;
  private final Fingerprint fingerprint;
  private final StringBuilder text = new StringBuilder();

  OfferText(IceCredentials ice, Fingerprint fingerprint) {
    this.ice = ice;
    this.fingerprint = fingerprint;
  }

  /** The header extensions of sections of one kind. */
  static Map<String, Integer> extensions(MediaKind kind) {
    return EXTENSIONS.get(kind);
  }

  /** Names of the receiving sections, in order. */
  static Stream<String> slots(int audioSlots, int videoSlots) {
    return Stream.concat(
        IntStream.range(0, audioSlots).mapToObj(i -> "a" + i),
        IntStream.range(0, videoSlots).mapToObj(i -> "v" + i));
  }

  String write(int audioSsrc, int videoSsrc, int audioSlots, int videoSlots) {
    String mids = slots(audioSlots, videoSlots).collect(Collectors.joining(" "));
    line("v=0");
    line("o=- 1 2 IN IP4 127.0.0.1");
    line("s=-");
    line("t=0 0");
    line("a=group:BUNDLE m c " + mids);
    line("a=extmap-allow-mixed");
    section(MediaKind.AUDIO, "m", "sendonly");
    line("a=ssrc:" + audioSsrc + " cname:scripted");
    section(MediaKind.VIDEO, "c", "sendonly");
    line("a=ssrc-group:FID " + videoSsrc + ' ' + (videoSsrc + 1));
    line("a=ssrc:" + videoSsrc + " cname:scripted");
    line("a=ssrc:" + (videoSsrc + 1) + " cname:scripted");
    slots(audioSlots, videoSlots)
        .forEach(
            mid ->
                section(mid.startsWith("a") ? MediaKind.AUDIO : MediaKind.VIDEO, mid, "recvonly"));
    return text.toString();
  }

  private void section(MediaKind kind, String mid, String direction) {
    boolean audio = kind == MediaKind.AUDIO;
    line("m=" + (audio ? "audio" : "video") + " 9 UDP/TLS/RTP/SAVPF " + formats(audio));
    line("c=IN IP4 0.0.0.0");
    line("a=ice-ufrag:" + ice.ufrag());
    line("a=ice-pwd:" + ice.password());
    line("a=fingerprint:" + fingerprint);
    line("a=setup:actpass");
    line("a=mid:" + mid);
    extensions(kind).forEach((uri, id) -> line("a=extmap:" + id + ' ' + uri));
    line("a=" + direction);
    line("a=rtcp-mux");
    line("a=rtcp-rsize");
    if (audio) {
      line("a=rtpmap:" + OPUS + " opus/48000/2");
      line("a=rtcp-fb:" + OPUS + " transport-cc");
    } else {
      line("a=rtpmap:" + VP8 + " VP8/90000");
      line("a=rtcp-fb:" + VP8 + " transport-cc");
      line("a=rtcp-fb:" + VP8 + " nack");
      line("a=rtcp-fb:" + VP8 + " nack pli");
      line("a=rtpmap:" + VP8_RTX + " rtx/90000");
      line("a=fmtp:" + VP8_RTX + " apt=" + VP8);
    }
  }

  private static String formats(boolean audio) {
    return audio ? Integer.toString(OPUS) : VP8 + " " + VP8_RTX;
  }

  private void line(String line) {
    text.append(line).append("\r\n");
  }
}
