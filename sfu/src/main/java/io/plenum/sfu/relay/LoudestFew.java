package io.plenum.sfu.relay;

import io.plenum.sfu.speaker.HeardSet;
import io.plenum.sfu.speaker.Loudness;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which sounds of a shard cross to the others: the loudest that are audible now, then those who
 * were audible lately, then, as long as there is room, others, so that nobody's first word is lost.
 * Who crosses goes on unless somebody is clearly louder. Confined to the loop of the shard.
 */
final class LoudestFew {
  /** Sounds that cross at most: more than receivers have slots for at once. */
  static final int MOST = 8;

  /** Less than what makes a speaker or a listener's choice change, so that those are among them. */
  static final double MARGIN_DB = 3;

  private static final long NOW_NS = 300_000_000L;

  /** More than any level: who is audible now comes before who was, and both before the others. */
  private static final double AHEAD = 1_000;

  private List<LocalSound> chosen = List.of();

  /** None yet. */
  LoudestFew() {}

  /** Those that cross. */
  List<LocalSound> chosen() {
    return chosen;
  }

  /**
   * Chooses anew.
   *
   * @param present all there are, in order of arrival
   * @return whether that changed anything
   */
  boolean update(List<LocalSound> present, long nowNs) {
    Map<LocalSound, Double> ranks = new HashMap<>();
    present.forEach(sound -> ranks.put(sound, rank(sound, nowNs)));
    List<LocalSound> next =
        present.stream()
            .filter(sound -> sound.track().allowed())
            .sorted(Comparator.comparing(ranks::get, Comparator.reverseOrder()))
            .limit(MOST)
            .toList();
    boolean changed = next.size() != chosen.size() || !chosen.containsAll(next);
    chosen = changed ? next : chosen;
    return changed;
  }

  private double rank(LocalSound sound, long nowNs) {
    Loudness loudness = sound.track().loudness();
    double stays = chosen.contains(sound) ? MARGIN_DB : 0;
    if (loudness.audible(nowNs, NOW_NS)) {
      return 2 * AHEAD + loudness.levelDb(nowNs) + stays;
    }
    return loudness.audible(nowNs, HeardSet.MEMORY_NS)
        ? AHEAD + loudness.levelDb(nowNs) + stays
        : stays;
  }
}
