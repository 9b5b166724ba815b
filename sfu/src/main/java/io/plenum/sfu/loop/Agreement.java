package io.plenum.sfu.loop;

import io.plenum.rtc.dtls.Fingerprint;
import io.plenum.rtc.ice.IceCredentials;
import io.plenum.rtc.sdp.NegotiatedSession;
import io.plenum.rtc.sdp.Origin;
import java.util.List;

/**
 * What one participant's client and we agree on by an offer and its answer.
 *
 * @param client which session of the client's the offer describes; empty: it did not say
 * @param localIce our credentials
 * @param session the rest
 * @param answer which answer it is
 */
record Agreement(String client, IceCredentials localIce, NegotiatedSession session, Origin answer) {

  /**
   * Whether {@code next} is agreed with the same end of the same session, so that the DTLS
   * association stands (RFC 8842, section 3.3). The certificate alone does not say so: some clients
   * have one for all their sessions.
   */
  boolean sameAssociation(Agreement next) {
    List<Fingerprint> certificates = session.remoteFingerprints();
    return !client.isEmpty()
        && client.equals(next.client)
        && !certificates.isEmpty()
        && certificates.equals(next.session.remoteFingerprints());
  }

  /** Whether the client restarts ICE with {@code next} (RFC 8839, section 4.4.1.1.1). */
  boolean restartedBy(Agreement next) {
    return !session.remoteIce().equals(next.session.remoteIce());
  }

  /**
   * What holds after {@code next}, of the same association and the same media, has been offered.
   */
  Agreement after(Agreement next) {
    return restartedBy(next)
        ? new Agreement(
            client, next.localIce, session.with(next.session.remoteIce()), answer.next())
        : new Agreement(client, localIce, session, answer.next());
  }
}
