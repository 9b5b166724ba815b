package io.plenum.rtc.sdp;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes the text of one answer. Every word taken from the offer has been checked by the parser.
 */
final class AnswerWriter {
  private static final String NO_ADDRESS = "IN IP4 0.0.0.0";

  /** The discard port stands for "no candidate" (RFC 8840, section 4.1.1). */
  private static final int NO_PORT = 9;

  private final SessionDescription offer;
  private final AnswerParameters parameters;
  private final Origin origin;
  private final StringBuilder text = new StringBuilder(16_384);

  AnswerWriter(SessionDescription offer, AnswerParameters parameters, Origin origin) {
    this.offer = offer;
    this.parameters = parameters;
    this.origin = origin;
  }

  String write(NegotiatedSession session) {
    sessionLevel(session);
    int next = 0;
    List<NegotiatedMedia> accepted = session.media();
    for (int index = 0; index < offer.media().size(); index++) {
      MediaSection section = offer.media().get(index);
      if (next < accepted.size() && accepted.get(next).index() == index) {
        accepted(section, accepted.get(next), next == 0, session.dtlsClient());
        next++;
      } else {
        rejected(section);
      }
    }
    return text.toString();
  }

  private void sessionLevel(NegotiatedSession session) {
    line("v=0");
    line("o=- " + origin.id() + ' ' + origin.version() + ' ' + NO_ADDRESS);
    line("s=-");
    line("t=0 0");
    if (!offer.bundle().isEmpty()) {
      line(
          session.media().stream()
              .map(NegotiatedMedia::mid)
              .collect(Collectors.joining(" ", "a=group:BUNDLE ", "")));
    }
    line("a=ice-lite");
    if (offer.extmapAllowMixed()) {
      line("a=extmap-allow-mixed"); // without it Chromium keeps two-byte extensions to itself
    }
  }

  /** RFC 8829, section 5.3.1: port 0, one format, nothing agreed. */
  private void rejected(MediaSection section) {
    line("m=" + section.media() + " 0 " + section.protocol() + ' ' + section.formats().getFirst());
    line("c=" + NO_ADDRESS);
    line("a=inactive");
    if (section.mid() != null) {
      line("a=mid:" + section.mid());
    }
  }

  private void accepted(
      MediaSection section, NegotiatedMedia media, boolean first, boolean dtlsClient) {
    mediaLine(section, media);
    if (media.mid() != null) {
      line("a=mid:" + media.mid());
    }
    line("a=" + media.direction().text());
    transport(section, first, dtlsClient);
    extensions(section, media);
    new CodecLines(text, parameters.startBitrateKbps()).write(media);
    layers(media.rids());
    if (media.direction() == Direction.SENDONLY) {
      slot(media);
    }
  }

  private void mediaLine(MediaSection section, NegotiatedMedia media) {
    List<Candidate> candidates = parameters.candidates();
    int port = candidates.isEmpty() ? NO_PORT : candidates.getFirst().address().getPort();
    String formats =
        media.codecs().stream().map(AnswerWriter::payloadTypes).collect(Collectors.joining(" "));
    line("m=" + section.media() + ' ' + port + ' ' + section.protocol() + ' ' + formats);
    line("c=" + (candidates.isEmpty() ? NO_ADDRESS : network(candidates.getFirst())));
  }

  private static String payloadTypes(Codec codec) {
    return codec.rtxPayloadType() < 0
        ? String.valueOf(codec.payloadType())
        : codec.payloadType() + " " + codec.rtxPayloadType();
  }

  private static String network(Candidate candidate) {
    String host = candidate.host();
    return (host.indexOf(':') < 0 ? "IN IP4 " : "IN IP6 ") + host;
  }

  /**
   * Credentials stand in every section although RFC 8843 wants them in the first only: browsers
   * take both, and some native clients look at each section. Candidates are needed once.
   */
  private void transport(MediaSection section, boolean first, boolean dtlsClient) {
    line("a=ice-ufrag:" + parameters.ice().ufrag());
    line("a=ice-pwd:" + parameters.ice().password());
    line("a=ice-options:trickle ice2");
    line("a=fingerprint:" + parameters.fingerprint());
    line("a=setup:" + (dtlsClient ? "active" : "passive"));
    line("a=rtcp-mux");
    if (section.transport().rtcpReducedSize()) {
      line("a=rtcp-rsize");
    }
    if (first) {
      candidates();
    }
  }

  /** RFC 8839, section 5.1; the foundation is the candidate's place, as each has its own base. */
  private void candidates() {
    int foundation = 1;
    for (Candidate candidate : parameters.candidates()) {
      boolean tcp = candidate.transport() == Candidate.Transport.TCP_PASSIVE;
      line(
          "a=candidate:"
              + foundation
              + (tcp ? " 1 tcp " : " 1 udp ")
              + candidate.priority()
              + ' '
              + candidate.host()
              + ' '
              + candidate.address().getPort()
              + " typ host"
              + (tcp ? " tcptype passive" : "")); // RFC 6544, section 4.5
      foundation++;
    }
    line("a=end-of-candidates");
  }

  /** The offered lines we take, directions mirrored (RFC 8285, section 6). */
  private void extensions(MediaSection section, NegotiatedMedia media) {
    if (section.transport().extmapAllowMixed() && !offer.extmapAllowMixed()) {
      line("a=extmap-allow-mixed");
    }
    for (Extmap extension : section.extensions()) {
      Integer agreed = media.extensions().get(extension.uri());
      if (agreed != null && agreed == extension.id()) {
        Direction offered = extension.direction();
        String way = offered == null ? "" : '/' + offered.reversed().text();
        line("a=extmap:" + extension.id() + way + ' ' + extension.uri());
      }
    }
  }

  /** RFC 8853, section 5.3.2; RFC 8851, section 6. */
  private void layers(List<String> rids) {
    if (rids.isEmpty()) {
      return;
    }
    rids.forEach(rid -> line("a=rid:" + rid + " recv"));
    line("a=simulcast:recv " + String.join(";", rids));
  }

  /** Names the slot's SSRCs: Chromium binds no retransmissions to an SSRC it was not told of. */
  private void slot(NegotiatedMedia media) {
    line("a=msid:" + media.streamId() + " track-" + media.index());
    String ssrc = Integer.toUnsignedString(media.localSsrc());
    if (media.localRtxSsrc() != 0) {
      String rtx = Integer.toUnsignedString(media.localRtxSsrc());
      line("a=ssrc-group:FID " + ssrc + ' ' + rtx);
      line("a=ssrc:" + ssrc + " cname:" + media.streamId());
      line("a=ssrc:" + rtx + " cname:" + media.streamId());
    } else {
      line("a=ssrc:" + ssrc + " cname:" + media.streamId());
    }
  }

  private void line(String line) {
    text.append(line).append("\r\n");
  }
}
