package io.plenum.rtc.sdp;

import io.plenum.rtc.dtls.Fingerprint;
import io.plenum.rtc.ice.IceCredentials;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects one {@code m=} section line by line. Confined to one parse. */
final class SectionReader {
  private static final int MAX_PORT = 65_535;
  private static final long MAX_SSRC = 0xFFFF_FFFFL;
  private static final int MAX_WORD = 64;

  private final int line;
  private final AttributeReader shared = new AttributeReader();
  private final CodecReader codecs = new CodecReader();
  private final SimulcastReader simulcast = new SimulcastReader();
  private final Set<Integer> ssrcs = new LinkedHashSet<>();
  private final List<SsrcGroup> ssrcGroups = new ArrayList<>();
  private String media = "";
  private int port;
  private String protocol = "";
  private List<String> formats = List.of();
  private String mid;
  private boolean rtcpMux;
  private boolean rtcpReducedSize;
  private boolean bundleOnly;

  SectionReader(int line) {
    this.line = line;
  }

  int line() {
    return line;
  }

  String mid() {
    return mid;
  }

  /** Takes what follows {@code m=}; the reason why it is refused, or null. */
  String mediaLine(String value) {
    List<String> words = SdpText.split(value, ' ');
    if (words.size() < 4 || words.size() > SdpLimits.MAX_FORMATS + 3) {
      return "malformed media line";
    }
    media = words.get(0);
    port = (int) SdpText.number(SdpText.before(words.get(1), '/'), MAX_PORT);
    protocol = words.get(2);
    formats = List.copyOf(words.subList(3, words.size()));
    return port < 0 || !SdpText.token(media, MAX_WORD) || protocol.length() > MAX_WORD
        ? "malformed media line"
        : null;
  }

  /** Takes one attribute; the reason why it is refused, or null. */
  String attribute(String name, String value) {
    switch (name) {
      case "rtcp-mux" -> rtcpMux = true;
      case "rtcp-rsize" -> rtcpReducedSize = true;
      case "bundle-only" -> bundleOnly = true;
      default -> {
        return valued(name, value);
      }
    }
    return null;
  }

  private String valued(String name, String value) {
    return switch (name) {
      case "mid" -> mid(value);
      case "rtpmap" -> codecs.rtpmap(value);
      case "fmtp" -> codecs.fmtp(value);
      case "rtcp-fb" -> codecs.feedback(value);
      case "rid" -> simulcast.rid(value);
      case "simulcast" -> simulcast.simulcast(value);
      case "ssrc" -> ssrc(value);
      case "ssrc-group" -> ssrcGroup(value);
      default -> shared.read(name, value);
    };
  }

  private String mid(String value) {
    if (mid != null || !SdpText.token(value, SdpLimits.MAX_MID_CHARACTERS)) {
      return "malformed mid";
    }
    mid = value;
    return null;
  }

  private String ssrc(String value) {
    long ssrc = SdpText.number(SdpText.before(value, ' '), MAX_SSRC);
    if (ssrc < 0) {
      return "malformed ssrc";
    }
    ssrcs.add((int) ssrc);
    return ssrcs.size() > SdpLimits.MAX_SSRCS ? "too many ssrcs" : null;
  }

  private String ssrcGroup(String value) {
    List<String> words = SdpText.split(value, ' ');
    if (words.isEmpty() || words.size() > SdpLimits.MAX_SSRCS) {
      return "malformed ssrc-group";
    }
    List<Integer> members = new ArrayList<>();
    for (String word : words.subList(1, words.size())) {
      long ssrc = SdpText.number(word, MAX_SSRC);
      if (ssrc < 0) {
        return "malformed ssrc-group";
      }
      members.add((int) ssrc);
    }
    ssrcGroups.add(new SsrcGroup(words.getFirst(), List.copyOf(members)));
    return ssrcGroups.size() > SdpLimits.MAX_SSRCS ? "too many ssrc-groups" : null;
  }

  /** What is wrong with the section as a whole, or null. */
  String problem() {
    boolean twice =
        shared.extensions.stream().map(Extmap::id).distinct().count() != shared.extensions.size();
    return twice ? "a header extension id means two things" : null;
  }

  /** The finished section, with what it leaves unsaid taken from session level. */
  MediaSection build(AttributeReader session) {
    return new MediaSection(
        MediaKind.of(media),
        media,
        port,
        protocol,
        formats,
        mid,
        direction(session),
        transport(session),
        codecs.build(formats),
        List.copyOf(shared.extensions.isEmpty() ? session.extensions : shared.extensions),
        simulcast.rids(),
        simulcast.sent(),
        List.copyOf(ssrcs),
        List.copyOf(ssrcGroups));
  }

  private Direction direction(AttributeReader session) {
    if (shared.direction != null) {
      return shared.direction;
    }
    return session.direction == null ? Direction.SENDRECV : session.direction;
  }

  private MediaSection.Transport transport(AttributeReader session) {
    IceCredentials ice = shared.ice() == null ? session.ice() : shared.ice();
    List<Fingerprint> fingerprints =
        shared.fingerprints.isEmpty() ? session.fingerprints : shared.fingerprints;
    return new MediaSection.Transport(
        ice,
        List.copyOf(fingerprints),
        shared.setup == null ? session.setup : shared.setup,
        rtcpMux,
        rtcpReducedSize,
        bundleOnly,
        shared.extmapAllowMixed || session.extmapAllowMixed);
  }
}
