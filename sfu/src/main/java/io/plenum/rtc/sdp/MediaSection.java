package io.plenum.rtc.sdp;

import io.plenum.rtc.dtls.Fingerprint;
import io.plenum.rtc.ice.IceCredentials;
import java.util.List;

/**
 * One {@code m=} section of a description.
 *
 * @param kind what it carries
 * @param media the word after {@code m=}, to be repeated in the answer
 * @param port 0: rejected, or {@code bundleOnly}
 * @param protocol for example {@code UDP/TLS/RTP/SAVPF}
 * @param formats payload types as text, or other words for {@link MediaKind#OTHER}
 * @param mid identification tag; null if none (RFC 5888)
 * @param direction as offered, {@link Direction#SENDRECV} if not said
 * @param transport what the transport attributes say
 * @param codecs in the order of {@code formats}; formats without a known meaning are left out
 * @param extensions header extensions
 * @param rids restriction identifiers (RFC 8851)
 * @param simulcastSend the first alternative of each layer in {@code a=simulcast:send}, in order
 * @param ssrcs distinct SSRCs of {@code a=ssrc} lines, in order (RFC 5576)
 * @param ssrcGroups {@code a=ssrc-group} lines
 */
public record MediaSection(
    MediaKind kind,
    String media,
    int port,
    String protocol,
    List<String> formats,
    String mid,
    Direction direction,
    Transport transport,
    List<Codec> codecs,
    List<Extmap> extensions,
    List<Rid> rids,
    List<String> simulcastSend,
    List<Integer> ssrcs,
    List<SsrcGroup> ssrcGroups) {

  /**
   * The transport attributes of a section.
   *
   * @param ice credentials; null if none
   * @param fingerprints of the certificates the other side may show
   * @param setup DTLS role (RFC 8842): {@code actpass}, {@code active}, {@code passive}, {@code
   *     holdconn}; null if none
   * @param rtcpMux RTP and RTCP share the port (RFC 5761)
   * @param rtcpReducedSize RTCP need not be compound (RFC 5506)
   * @param bundleOnly to be used only inside the bundle, then port 0 means nothing (RFC 8843)
   * @param extmapAllowMixed as {@link SessionDescription#extmapAllowMixed()}, for this section
   */
  public record Transport(
      IceCredentials ice,
      List<Fingerprint> fingerprints,
      String setup,
      boolean rtcpMux,
      boolean rtcpReducedSize,
      boolean bundleOnly,
      boolean extmapAllowMixed) {}

  /** Whether the other side itself has switched this section off. */
  public boolean rejected() {
    return port == 0 && !transport.bundleOnly();
  }

  /**
   * The SSRC the other side sends with and, if it said so, the one it retransmits with (the FID
   * group of RFC 5576, section 4.2); empty if it named none.
   */
  public List<Integer> sentPair() {
    return ssrcGroups.stream()
        .filter(group -> group.semantics().equals("FID") && group.ssrcs().size() == 2)
        .map(SsrcGroup::ssrcs)
        .findFirst()
        .orElseGet(() -> ssrcs.stream().limit(1).toList());
  }
}
