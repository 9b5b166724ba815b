package io.plenum.sfu.speaker;

import java.util.ArrayList;
import java.util.List;

/**
 * The few who are forwarded to one listener when more speak than there are audio slots.
 *
 * <p>Who is in stays in while audible, so nobody is cut off in the middle of a word: a challenger
 * takes the place of somebody silent for {@link #MEMORY_NS}, else of the quietest, if that one has
 * been silent for a moment or is clearly quieter.
 *
 * <p>Pure; confined to the room's loop.
 *
 * @param <K> how the caller names people
 */
public final class HeardSet<K> {
  /** Who was audible in this time is counted as taking part in the conversation. */
  public static final long MEMORY_NS = 10_000_000_000L;

  /** Silence after which a place may be taken over by somebody who speaks now. */
  static final long PAUSE_NS = 1_500_000_000L;

  /** Who speaks all the time is displaced only by somebody this much louder. */
  static final double MARGIN_DB = 10;

  private static final long NOW_AUDIBLE_NS = 300_000_000L;

  private final List<K> heard = new ArrayList<>();
  private boolean changed;

  /**
   * Decides anew.
   *
   * @param voices everybody whose microphone is on, without the listener; who was silent for {@link
   *     #MEMORY_NS} may be left out
   * @param limit audio slots of the listener
   * @return who is heard, the longest first; good until the next call
   */
  public List<K> update(List<Voice<K>> voices, int limit, long nowNs) {
    changed =
        heard.removeIf(who -> find(voices, who) == null || forgotten(find(voices, who), nowNs));
    for (Voice<K> voice : voices) {
      if (heard.contains(voice.who()) || !voice.loudness().audible(nowNs, NOW_AUDIBLE_NS)) {
        continue;
      }
      if (heard.size() < limit) {
        heard.add(voice.who());
        changed = true;
      } else {
        displace(voices, voice, nowNs);
      }
    }
    while (heard.size() > limit) {
      heard.removeLast();
      changed = true;
    }
    return heard;
  }

  /** Whether the last {@link #update} decided otherwise than the one before. */
  public boolean changed() {
    return changed;
  }

  private void displace(List<Voice<K>> voices, Voice<K> challenger, long nowNs) {
    Voice<K> weakest = null;
    for (K who : heard) {
      Voice<K> voice = find(voices, who);
      if (weakest == null || level(voice, nowNs) < level(weakest, nowNs)) {
        weakest = voice;
      }
    }
    if (weakest == null) {
      return;
    }
    boolean pausing = !weakest.loudness().audible(nowNs, PAUSE_NS);
    if (pausing || level(challenger, nowNs) > level(weakest, nowNs) + MARGIN_DB) {
      heard.remove(weakest.who());
      heard.add(challenger.who());
      changed = true;
    }
  }

  private boolean forgotten(Voice<K> voice, long nowNs) {
    return !voice.loudness().audible(nowNs, MEMORY_NS);
  }

  private static <K> double level(Voice<K> voice, long nowNs) {
    return voice.loudness().levelDb(nowNs);
  }

  private static <K> Voice<K> find(List<Voice<K>> voices, K who) {
    for (Voice<K> voice : voices) {
      if (voice.who().equals(who)) {
        return voice;
      }
    }
    return null;
  }
}
