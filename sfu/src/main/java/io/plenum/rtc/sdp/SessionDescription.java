package io.plenum.rtc.sdp;

import java.util.List;

/**
 * A parsed description. Attributes that may stand at session level instead of in each section (ICE
 * credentials, fingerprints, setup, direction, header extensions) have been handed down to the
 * sections.
 *
 * @param origin names the session among all, whatever its version (RFC 8866, section 5.2); empty if
 *     it is not said in the form of the RFC
 * @param bundles the {@code a=group:BUNDLE} lines: mids in order (RFC 8843)
 * @param iceLite whether the other side is a lite agent, as we are
 * @param extmapAllowMixed one- and two-byte header extensions may be mixed in a stream (RFC 8285)
 * @param media the sections in order
 */
public record SessionDescription(
    String origin,
    List<List<String>> bundles,
    boolean iceLite,
    boolean extmapAllowMixed,
    List<MediaSection> media) {

  /** The first bundle, which is the one we use; empty if there is none. */
  public List<String> bundle() {
    return bundles.isEmpty() ? List.of() : bundles.getFirst();
  }
}
