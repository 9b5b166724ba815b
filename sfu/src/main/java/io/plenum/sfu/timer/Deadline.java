package io.plenum.sfu.timer;

/**
 * One place among {@link Deadlines}. Confined to the loop of those.
 *
 * <pre>
 *  unknown → known    its owner was asked: {@link Deadlines#nextNs}
 *  known   → unknown  stir, or it was reached
 *  any     → ended    end: it is never asked for again
 * </pre>
 *
 * @param <T> whose deadline it is
 */
public final class Deadline<T> {
  /** Not in the heap. */
  static final int NOWHERE = -1;

  private final Deadlines<T> all;
  final T owner;
  int place = NOWHERE;
  long dueNs;
  boolean stirred;
  private boolean ended;

  Deadline(Deadlines<T> all, T owner) {
    this.all = all;
    this.owner = owner;
  }

  /** It may have become earlier: it is asked for before anything else happens. */
  public void stir() {
    if (!stirred && !ended) {
      stirred = true;
      all.stirred(this);
    }
  }

  /** Its owner is gone. */
  public void end() {
    ended = true;
    all.forget(this);
  }

  boolean ended() {
    return ended;
  }
}
