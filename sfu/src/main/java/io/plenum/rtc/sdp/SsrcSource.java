package io.plenum.rtc.sdp;

import java.util.HashSet;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Gives out SSRCs that nobody in the session uses (RFC 3550, section 8.1). Never 0. */
final class SsrcSource {
  private final RandomGenerator random;
  private final Set<Integer> taken = new HashSet<>();

  SsrcSource(RandomGenerator random, SessionDescription offer) {
    this.random = random;
    taken.add(0);
    offer.media().forEach(section -> taken.addAll(section.ssrcs()));
  }

  int next() {
    int ssrc = random.nextInt();
    while (!taken.add(ssrc)) {
      ssrc++; // ends whatever the generator does: far fewer than 2^32 are taken
    }
    return ssrc;
  }
}
