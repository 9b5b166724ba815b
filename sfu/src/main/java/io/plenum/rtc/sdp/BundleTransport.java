package io.plenum.rtc.sdp;

import io.plenum.rtc.dtls.Fingerprint;
import io.plenum.rtc.ice.IceCredentials;
import java.util.List;
import java.util.Set;

/**
 * The one transport that all accepted sections share (RFC 8843), as the offer describes it; or why
 * it cannot be used.
 */
sealed interface BundleTransport {

  /**
   * Usable; {@code mids} is empty if the only section is in no bundle, {@code dtlsClient}: we are
   * the DTLS client, as the other side waits for our hello.
   */
  record Usable(
      List<String> mids, IceCredentials ice, List<Fingerprint> fingerprints, boolean dtlsClient)
      implements BundleTransport {

    /** Whether {@code section} runs over this transport. */
    boolean carries(MediaSection section) {
      return inside(mids, section);
    }
  }

  /** Not usable. */
  record Unusable(String reason) implements BundleTransport {}

  /** RTP over DTLS in all the ways of writing it that RFC 8829, section 5.1.2 wants accepted. */
  Set<String> PROTOCOLS = Set.of("UDP/TLS/RTP/SAVPF", "UDP/TLS/RTP/SAVP", "RTP/SAVPF", "RTP/SAVP");

  /** Whether a section is of a kind and protocol that we carry, and not switched off. */
  static boolean carriable(MediaSection section) {
    return section.kind() != MediaKind.OTHER
        && !section.rejected()
        && section.transport().rtcpMux()
        && PROTOCOLS.contains(section.protocol());
  }

  private static boolean inside(List<String> mids, MediaSection section) {
    return mids.isEmpty() || (section.mid() != null && mids.contains(section.mid()));
  }

  /** The transport of {@code offer}. */
  static BundleTransport of(SessionDescription offer) {
    if (offer.iceLite()) {
      return new Unusable("both sides are ICE lite");
    }
    List<String> mids = offer.bundle();
    if (mids.isEmpty() && offer.media().stream().filter(BundleTransport::carriable).count() > 1) {
      return new Unusable("several media sections without BUNDLE");
    }
    return offer.media().stream()
        .filter(section -> inside(mids, section))
        .map(MediaSection::transport)
        .filter(transport -> transport.ice() != null)
        .findFirst()
        .map(transport -> of(mids, transport))
        .orElse(new Unusable("no ice-ufrag and ice-pwd"));
  }

  private static BundleTransport of(List<String> mids, MediaSection.Transport transport) {
    if (transport.fingerprints().isEmpty()) {
      return new Unusable("no fingerprint");
    }
    // We are the DTLS server if we may (RFC 8842, section 5.3); FFmpeg 8.0 lets nobody else be it.
    // Not said means active (RFC 4145, section 4).
    String setup = transport.setup() == null ? "active" : transport.setup();
    return setup.equals("holdconn")
        ? new Unusable("setup is holdconn")
        : new Usable(mids, transport.ice(), transport.fingerprints(), setup.equals("passive"));
  }
}
