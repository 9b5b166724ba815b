package io.plenum.rtc.sdp;

import io.plenum.rtc.dtls.Fingerprint;
import io.plenum.rtc.ice.IceCredentials;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What an offer and its answer agreed on.
 *
 * @param remoteIce the client's credentials
 * @param remoteFingerprints the client's certificate must match one
 * @param media the accepted sections in order; rejected ones are left out
 * @param dtlsClient we are the DTLS client: the other side waits for our hello
 */
public record NegotiatedSession(
    IceCredentials remoteIce,
    List<Fingerprint> remoteFingerprints,
    List<NegotiatedMedia> media,
    boolean dtlsClient) {

  /** With a client that says hello, as nearly all do. */
  public NegotiatedSession(
      IceCredentials remoteIce, List<Fingerprint> remoteFingerprints, List<NegotiatedMedia> media) {
    this(remoteIce, remoteFingerprints, media, false);
  }

  /** Whether the same was agreed on all sections, but for the SSRCs that we gave the slots. */
  public boolean sameMedia(NegotiatedSession other) {
    List<NegotiatedMedia> others = other.media();
    return media.size() == others.size()
        && IntStream.range(0, media.size()).allMatch(i -> media.get(i).sameAs(others.get(i)));
  }

  /** Whether the client takes any media; else it gets nothing but RTCP. */
  public boolean receives() {
    return media.stream()
        .map(NegotiatedMedia::direction)
        .anyMatch(ours -> ours == Direction.SENDONLY || ours == Direction.SENDRECV);
  }

  /** The same with other credentials of the client's. */
  public NegotiatedSession with(IceCredentials ice) {
    return new NegotiatedSession(ice, remoteFingerprints, media, dtlsClient);
  }
}
