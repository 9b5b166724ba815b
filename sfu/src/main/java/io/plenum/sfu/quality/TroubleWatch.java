package io.plenum.sfu.quality;

/**
 * Watches for one trouble.
 *
 * <pre>
 *  well → bad    BEGINS samples in a row are bad: the spell began with the first of them
 *  bad → well    ENDS samples in a row are good: it ended with the first of them
 * </pre>
 *
 * <p>Confined to the room's loop.
 */
final class TroubleWatch {
  /** Samples that begin a spell: one alone may be a mouse that moved over the access point. */
  static final int BEGINS = 2;

  /** Samples that end it. */
  static final int ENDS = 3;

  /** A spell that goes on is told again at most so often. */
  static final long AGAIN_NS = 10_000_000_000L;

  private static final long KILO = 1_000;
  private static final long MS_NS = 1_000_000L;

  private final Trouble trouble;
  private int inRow;
  private boolean bad;
  private int number;
  private long turnedNs;
  private long beganNs;
  private long toldNs;
  private boolean worse;
  private final Worst worst = new Worst();

  TroubleWatch(Trouble trouble) {
    this.trouble = trouble;
  }

  /** Whether a spell goes on. */
  boolean bad() {
    return bad;
  }

  /**
   * Takes a sample of the time from {@code fromNs} to now.
   *
   * @param next number of a spell that begins
   * @return the spell that there is something to tell of, or null
   */
  Spell sample(QualitySample sample, int next, long fromNs, long nowNs) {
    double figure = sample.figure(trouble);
    boolean turns = bad ? trouble.ends(figure) : trouble.begins(figure);
    if (turns && inRow == 0) {
      turnedNs = fromNs;
    }
    inRow = turns ? inRow + 1 : 0;
    if (!bad && inRow == 1) {
      worst.clear();
    }
    if (bad != turns) {
      worse |= worst.add(sample, figure);
    }
    if (inRow == (bad ? ENDS : BEGINS)) {
      return turn(next, nowNs);
    }
    return bad && worse && nowNs - toldNs >= AGAIN_NS ? tell(false, nowNs) : null;
  }

  private Spell turn(int next, long nowNs) {
    bad = !bad;
    inRow = 0;
    if (bad) {
      number = next;
      beganNs = turnedNs;
    }
    return tell(!bad, nowNs);
  }

  private Spell tell(boolean over, long nowNs) {
    toldNs = nowNs;
    worse = false;
    boolean loss = trouble == Trouble.UPLINK_LOSS || trouble == Trouble.DOWNLINK_LOSS;
    return new Spell(
        number,
        trouble,
        nowNs - beganNs,
        over ? nowNs - turnedNs : 0,
        over,
        loss ? (int) Math.round(100 * worst.share()) : 0,
        trouble == Trouble.UPLINK_LOSS ? worst.height : 0,
        trouble == Trouble.PICTURES_PAUSED ? (int) (worst.bps / KILO) : 0,
        pictures(),
        trouble == Trouble.LONG_ROUND_TRIP ? (int) (worst.roundTripNs / MS_NS) : 0);
  }

  private int pictures() {
    return switch (trouble) {
      case PICTURES_PAUSED -> worst.paused;
      case SERVER_BUSY -> worst.shed;
      case PICTURES_BROKEN -> worst.broken;
      case UPLINK_LOSS, DOWNLINK_LOSS, LONG_ROUND_TRIP -> 0;
    };
  }

  /** What a spell was like. */
  private static final class Worst {
    private double figures;
    private int samples;
    private int height;
    private long bps;
    private int paused;
    private int shed;
    private int broken;
    private long roundTripNs;

    void clear() {
      figures = 0;
      samples = 0;
      height = 0;
      bps = Long.MAX_VALUE;
      paused = 0;
      shed = 0;
      broken = 0;
      roundTripNs = 0;
    }

    /** Whether it is something worse than before. */
    boolean add(QualitySample sample, double figure) {
      boolean worse = samples == 0 || figure > figures / samples;
      figures += figure;
      samples++;
      if (sample.shownHeight() > 0) {
        height = height == 0 ? sample.shownHeight() : Math.min(height, sample.shownHeight());
      }
      bps = Math.min(bps, sample.estimateBps());
      paused = Math.max(paused, sample.paused());
      shed = Math.max(shed, sample.shed());
      broken += sample.broken();
      roundTripNs = Math.max(roundTripNs, sample.roundTripNs());
      return worse;
    }

    double share() {
      return figures / samples;
    }
  }
}
