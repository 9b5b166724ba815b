package io.plenum.bench.compare;

import io.plenum.bench.load.LoadPeer;
import io.plenum.bench.load.TrackFormat;
import io.plenum.rtc.rtp.ExtensionUri;
import io.plenum.rtc.sdp.Codec;
import io.plenum.rtc.sdp.Extmap;
import io.plenum.rtc.sdp.MediaKind;
import io.plenum.rtc.sdp.MediaSection;
import io.plenum.rtc.sdp.SessionDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes the descriptions of one client of the load, in the way of browsers: Opus and VP8 with
 * retransmission. A writer serves one description.
 */
final class ClientSdp {
  /** The mid of the microphone. */
  static final String MICROPHONE = "m";

  /** The mid of the camera. */
  static final String CAMERA = "c";

  private static final int OPUS = 111;
  private static final int VP8 = 96;
  private static final int RTX = 97;
  private static final int LEVEL_ID = 1;
  private static final int TRANSPORT_SEQUENCE_ID = 3;
  private static final int MID_ID = 4;
  private static final int FIRST_SSRC = 0x1000;
  private static final int SSRCS_EACH = 16;

  private static final Map<MediaKind, Map<Integer, String>> EXTENSIONS =
      Map.of(
          MediaKind.AUDIO,
          Map.of(
              LEVEL_ID, ExtensionUri.AUDIO_LEVEL,
              TRANSPORT_SEQUENCE_ID, ExtensionUri.TRANSPORT_SEQUENCE,
              MID_ID, ExtensionUri.MID),
          MediaKind.VIDEO,
          Map.of(
              TRANSPORT_SEQUENCE_ID, ExtensionUri.TRANSPORT_SEQUENCE,
              MID_ID, ExtensionUri.MID));

  private final LoadPeer peer;
  private final List<String> mids = new ArrayList<>();
  private final StringBuilder sections = new StringBuilder();

  ClientSdp(LoadPeer peer) {
    this.peer = peer;
  }

  /** How packets of the microphone look. */
  static TrackFormat microphone(LoadPeer peer) {
    int ssrc = FIRST_SSRC + SSRCS_EACH * peer.number();
    return new TrackFormat(MICROPHONE, ssrc, 0, OPUS, 0, MID_ID, TRANSPORT_SEQUENCE_ID, LEVEL_ID);
  }

  /** How packets of the camera look. */
  static TrackFormat camera(LoadPeer peer) {
    int ssrc = FIRST_SSRC + SSRCS_EACH * peer.number() + 1;
    return new TrackFormat(CAMERA, ssrc, ssrc + 1, VP8, RTX, MID_ID, TRANSPORT_SEQUENCE_ID, 0);
  }

  /** Adds what is sent. */
  ClientSdp sends(TrackFormat format) {
    MediaKind kind = format.payloadType() == OPUS ? MediaKind.AUDIO : MediaKind.VIDEO;
    section(kind, format.mid(), "sendonly", "actpass");
    String ssrc = Integer.toUnsignedString(format.ssrc());
    if (format.rtxSsrc() != 0) {
      String rtx = Integer.toUnsignedString(format.rtxSsrc());
      line("a=ssrc-group:FID " + ssrc + ' ' + rtx);
      line("a=ssrc:" + rtx + " cname:load" + peer.number());
    }
    line("a=ssrc:" + ssrc + " cname:load" + peer.number());
    return this;
  }

  /** Adds places for what is received. */
  ClientSdp receives(int voices, int pictures) {
    for (int i = 0; i < voices; i++) {
      section(MediaKind.AUDIO, "a" + i, "recvonly", "actpass");
    }
    for (int i = 0; i < pictures; i++) {
      section(MediaKind.VIDEO, "v" + i, "recvonly", "actpass");
    }
    return this;
  }

  /** Answers an offer of things to receive: all of it is wanted. */
  ClientSdp answers(SessionDescription offer) {
    for (MediaSection offered : offer.media()) {
      mids.add(offered.mid());
      line("m=" + offered.media() + " 9 UDP/TLS/RTP/SAVPF " + String.join(" ", offered.formats()));
      transport(offered.mid(), "recvonly", "active");
      for (Extmap extension : offered.extensions()) {
        if (EXTENSIONS.get(MediaKind.AUDIO).containsValue(extension.uri())) {
          line("a=extmap:" + extension.id() + ' ' + extension.uri());
        }
      }
      for (Codec codec : offered.codecs()) {
        codec(codec);
      }
    }
    return this;
  }

  private void codec(Codec codec) {
    String channels = codec.channels() > 1 ? "/" + codec.channels() : "";
    int payloadType = codec.payloadType();
    line("a=rtpmap:" + payloadType + ' ' + codec.name() + '/' + codec.clockRate() + channels);
    codec.feedback().forEach(value -> line("a=rtcp-fb:" + payloadType + ' ' + value));
    if (codec.rtxPayloadType() >= 0) {
      line("a=rtpmap:" + codec.rtxPayloadType() + " rtx/" + codec.clockRate());
      line("a=fmtp:" + codec.rtxPayloadType() + " apt=" + payloadType);
    }
  }

  private void section(MediaKind kind, String mid, String direction, String setup) {
    boolean audio = kind == MediaKind.AUDIO;
    mids.add(mid);
    String formats = audio ? Integer.toString(OPUS) : VP8 + " " + RTX;
    line("m=" + (audio ? "audio" : "video") + " 9 UDP/TLS/RTP/SAVPF " + formats);
    transport(mid, direction, setup);
    EXTENSIONS.get(kind).forEach((id, uri) -> line("a=extmap:" + id + ' ' + uri));
    if (audio) {
      line("a=rtpmap:" + OPUS + " opus/48000/2");
      line("a=rtcp-fb:" + OPUS + " transport-cc");
    } else {
      line("a=rtpmap:" + VP8 + " VP8/90000");
      line("a=rtcp-fb:" + VP8 + " transport-cc");
      line("a=rtcp-fb:" + VP8 + " nack");
      line("a=rtcp-fb:" + VP8 + " nack pli");
      line("a=rtpmap:" + RTX + " rtx/90000");
      line("a=fmtp:" + RTX + " apt=" + VP8);
    }
  }

  private void transport(String mid, String direction, String setup) {
    String host = peer.address().getAddress().getHostAddress();
    line("c=IN IP4 " + host);
    line("a=ice-ufrag:" + peer.credentials().ufrag());
    line("a=ice-pwd:" + peer.credentials().password());
    line("a=fingerprint:" + peer.fingerprint());
    line("a=setup:" + setup);
    line("a=mid:" + mid);
    line("a=" + direction);
    line("a=rtcp-mux");
    line("a=rtcp-rsize");
    line("a=candidate:1 1 udp 2130706431 " + host + ' ' + peer.address().getPort() + " typ host");
  }

  /** The whole text. */
  String text() {
    String bundle = mids.stream().collect(Collectors.joining(" ", "a=group:BUNDLE ", "\r\n"));
    return "v=0\r\no=- 1 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n"
        + bundle
        + "a=extmap-allow-mixed\r\n"
        + sections;
  }

  private void line(String line) {
    sections.append(line).append("\r\n");
  }
}
