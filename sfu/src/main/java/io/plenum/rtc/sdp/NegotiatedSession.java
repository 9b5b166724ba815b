package io.plenum.rtc.sdp;

import io.plenum.rtc.dtls.Fingerprint;
import io.plenum.rtc.ice.IceCredentials;
import java.util.List;

/**
 * What an offer and its answer agreed on.
 *
 * @param remoteIce the client's credentials
 * @param remoteFingerprints the client's certificate must match one
 * @param media the accepted sections in order; rejected ones are left out
 */
public record NegotiatedSession(
    IceCredentials remoteIce, List<Fingerprint> remoteFingerprints, List<NegotiatedMedia> media) {}
