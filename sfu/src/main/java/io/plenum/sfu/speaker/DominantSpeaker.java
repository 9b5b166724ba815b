package io.plenum.sfu.speaker;

import java.util.List;
import java.util.Objects;

/**
 * Who speaks for the room: the loudest, but a change must be earned by being clearly louder for a
 * while, and silence changes nothing.
 *
 * <p>Pure; one per room, confined to its loop.
 *
 * @param <K> how the caller names people
 */
public final class DominantSpeaker<K> {
  /** A challenger must be this much louder; smaller differences are noise. */
  static final double MARGIN_DB = 3;

  /** For this long, so that a cough does not win. */
  static final long CHALLENGE_NS = 600_000_000L;

  private static final long NOW_AUDIBLE_NS = 200_000_000L;

  private K dominant;
  private K before;
  private K challenger;
  private long challengedNs;

  /** The present one; null if nobody has spoken yet, or who did has left. */
  public K dominant() {
    return dominant;
  }

  /**
   * Whom {@code listener} listens to: the dominant one, or the one before if that is the listener;
   * who speaks does not look at themselves. Null if there is nobody.
   */
  public K attendedBy(K listener) {
    return listener.equals(dominant) ? before : dominant;
  }

  /**
   * Decides anew.
   *
   * @param voices everybody whose microphone is on
   * @return whether {@link #dominant} changed
   */
  public boolean update(List<Voice<K>> voices, long nowNs) {
    Voice<K> incumbent = null;
    Voice<K> loudest = null;
    for (Voice<K> voice : voices) {
      if (voice.who().equals(dominant)) {
        incumbent = voice;
      } else if (voice.loudness().audible(nowNs, NOW_AUDIBLE_NS) && louder(voice, loudest, nowNs)) {
        loudest = voice;
      }
    }
    if (loudest == null || !beats(loudest, incumbent, nowNs)) {
      challenger = null;
      return false;
    }
    if (!loudest.who().equals(challenger)) {
      challenger = loudest.who();
      challengedNs = nowNs;
    }
    if (dominant != null && nowNs - challengedNs < CHALLENGE_NS) {
      return false;
    }
    succeed(challenger);
    return true;
  }

  private void succeed(K next) {
    before = dominant == null ? before : dominant;
    before = next.equals(before) ? null : before;
    dominant = next;
    challenger = null;
  }

  /**
   * Takes over what was decided elsewhere.
   *
   * @param who null: nobody
   * @return whether that changed {@link #dominant}
   */
  public boolean adopt(K who) {
    challenger = null;
    if (Objects.equals(dominant, who)) {
      return false;
    }
    if (who == null) {
      dominant = null;
    } else {
      succeed(who);
    }
    return true;
  }

  /** {@code who} has left the room; returns whether that changed {@link #dominant}. */
  public boolean left(K who) {
    if (who.equals(challenger)) {
      challenger = null;
    }
    if (who.equals(before)) {
      before = null;
    }
    if (!who.equals(dominant)) {
      return false;
    }
    dominant = null;
    return true;
  }

  private static <K> boolean louder(Voice<K> voice, Voice<K> than, long nowNs) {
    return than == null || voice.loudness().levelDb(nowNs) > than.loudness().levelDb(nowNs);
  }

  private static <K> boolean beats(Voice<K> voice, Voice<K> incumbent, long nowNs) {
    return incumbent == null
        || voice.loudness().levelDb(nowNs) > incumbent.loudness().levelDb(nowNs) + MARGIN_DB;
  }
}
