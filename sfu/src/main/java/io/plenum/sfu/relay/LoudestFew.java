package io.plenum.sfu.relay;

import io.plenum.sfu.speaker.HeardSet;
import io.plenum.sfu.speaker.Voice;
import java.util.ArrayList;
import java.util.List;

/**
 * Which sounds of a shard cross to the others: those in the conversation, and as long as there is
 * room others, so that nobody's first word is lost. The loudest few of the whole room are among the
 * loudest few of each shard. Confined to the loop of the shard.
 */
final class LoudestFew {
  /** Sounds that cross at most: more than receivers have slots for at once. */
  static final int MOST = 8;

  private final HeardSet<LocalSound> heard = new HeardSet<>();
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
    List<Voice<LocalSound>> voices = new ArrayList<>();
    for (LocalSound sound : present) {
      if (sound.track().allowed()) {
        voices.add(new Voice<>(sound, sound.track().loudness()));
      }
    }
    List<LocalSound> next = new ArrayList<>(heard.update(voices, MOST, nowNs));
    chosen.stream()
        .filter(present::contains)
        .filter(each -> each.track().allowed())
        .forEach(each -> fill(next, each));
    voices.forEach(voice -> fill(next, voice.who()));
    boolean changed = next.size() != chosen.size() || !chosen.containsAll(next);
    chosen = changed ? List.copyOf(next) : chosen;
    return changed;
  }

  private static void fill(List<LocalSound> next, LocalSound sound) {
    if (next.size() < MOST && !next.contains(sound)) {
      next.add(sound);
    }
  }
}
