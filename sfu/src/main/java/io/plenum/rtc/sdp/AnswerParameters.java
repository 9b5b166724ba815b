package io.plenum.rtc.sdp;

import io.plenum.rtc.dtls.Fingerprint;
import io.plenum.rtc.ice.IceCredentials;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What the server brings to an answer.
 *
 * @param ice our credentials
 * @param fingerprint of our DTLS certificate
 * @param candidates our addresses, best first
 * @param codecs names of the codecs we carry, for example {@code VP8, opus}; which of them is used
 *     the client chooses by the order of its offer; {@code red} only if audio redundancy is wanted
 * @param random source of SSRCs and of the session's id
 * @param pairedSlots the first so many audio and video slots share a stream id, {@code pair-k}
 * @param startBitrateKbps where Chromium's bandwidth estimate of published video starts; 0: its own
 */
public record AnswerParameters(
    IceCredentials ice,
    Fingerprint fingerprint,
    List<Candidate> candidates,
    List<String> codecs,
    RandomGenerator random,
    int pairedSlots,
    int startBitrateKbps) {

  /** Lets three simulcast layers come at once (measured with Chromium). */
  public static final int DEFAULT_START_BITRATE_KBPS = 1_000;

  /** With {@link #DEFAULT_START_BITRATE_KBPS}. */
  public AnswerParameters(
      IceCredentials ice,
      Fingerprint fingerprint,
      List<Candidate> candidates,
      List<String> codecs,
      RandomGenerator random,
      int pairedSlots) {
    this(ice, fingerprint, candidates, codecs, random, pairedSlots, DEFAULT_START_BITRATE_KBPS);
  }
}
