package io.plenum.sfu.quality;

import java.util.ArrayList;
import java.util.List;

/**
 * Watches one participant's connection and says when something was wrong with it. Confined to the
 * room's loop.
 */
public final class QualityWatch {
  /** Pace of the samples: a few round trips, and 100 packets of sound. */
  public static final long PACE_NS = 2_000_000_000L;

  private final List<TroubleWatch> troubles = new ArrayList<>();
  private int numbers;
  private long sampledNs;

  /** Nothing was wrong yet. */
  public QualityWatch(long nowNs) {
    this.sampledNs = nowNs;
    for (Trouble trouble : Trouble.values()) {
      troubles.add(new TroubleWatch(trouble));
    }
  }

  /**
   * Takes a sample of the time since the last one.
   *
   * @return spells that began, ended or became worse; mostly none
   */
  public List<Spell> sample(QualitySample sample, long nowNs) {
    List<Spell> news = new ArrayList<>();
    for (TroubleWatch watch : troubles) {
      boolean before = watch.bad();
      Spell spell = watch.sample(sample, numbers + 1, sampledNs, nowNs);
      if (spell != null) {
        numbers += watch.bad() && !before ? 1 : 0;
        news.add(spell);
      }
    }
    sampledNs = nowNs;
    return news;
  }
}
