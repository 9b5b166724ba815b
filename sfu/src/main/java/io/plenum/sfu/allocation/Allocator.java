package io.plenum.sfu.allocation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Shares a receiver's bandwidth among its pictures. A pure function.
 *
 * <p>The rules, strongest first:
 *
 * <ol>
 *   <li>Sound is not asked: the caller takes it off before.
 *   <li>Every picture gets its smallest layer, by priority, while that fits. One that does not fit
 *       is paused; a smaller one after it may still fit.
 *   <li>The highest priority is raised as far as its tile can show, then the next; equals step by
 *       step in turn, so that all are about as good.
 *   <li>What is sent already may use all of the budget; what would be new only {@link #NEW_SHARE}
 *       of it, so that a rate that wavers does not make pictures flicker. A picture that is shown
 *       is not paused before {@link #PAUSE_SHARE} of the budget is passed: the estimate dips for a
 *       moment to empty a queue, and comes back.
 * </ol>
 */
public final class Allocator {
  /** Share of the budget up to which a picture is raised or begun: ours, from simulations. */
  static final double NEW_SHARE = 0.93;

  /** Share of the budget up to which the smallest layers of pictures are kept: ours, likewise. */
  static final double PAUSE_SHARE = 1.25;

  private final List<PictureWish> wishes;
  private final long budgetBps;
  private final int[] chosen;
  private final int[] useful;
  private long totalBps;

  private Allocator(List<PictureWish> wishes, long budgetBps) {
    this.wishes = wishes;
    this.budgetBps = budgetBps;
    this.chosen = new int[wishes.size()];
    this.useful = new int[wishes.size()];
  }

  /**
   * Shares {@code budgetBps} among {@code wishes}.
   *
   * @param budgetBps what is left for pictures, on the wire; less than 0 counts as 0
   */
  public static Allotment allot(List<PictureWish> wishes, long budgetBps) {
    return new Allocator(wishes, Math.max(0, budgetBps)).run();
  }

  /** The budget that the most important picture needs to be shown at all; 0 if there is none. */
  public static long leastBps(List<PictureWish> wishes) {
    return foremost(wishes).map(wish -> least(wish, NEW_SHARE)).orElse(0L);
  }

  /** The budget below which the most important picture is paused; 0 if it is not shown. */
  public static long keptBps(List<PictureWish> wishes) {
    return foremost(wishes)
        .filter(wish -> wish.current() >= 0)
        .map(wish -> least(wish, PAUSE_SHARE))
        .orElse(0L);
  }

  private static Optional<PictureWish> foremost(List<PictureWish> wishes) {
    return wishes.stream()
        .filter(wish -> wish.useful() > 0)
        .min(Comparator.comparing(PictureWish::priority));
  }

  private static long least(PictureWish wish, double share) {
    return (long) Math.ceil(wish.layers().getFirst().bitrateBps() / share);
  }

  private Allotment run() {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < chosen.length; i++) {
      chosen[i] = PictureWish.NONE;
      useful[i] = wishes.get(i).useful();
      order.add(i);
    }
    order.sort(Comparator.comparing(i -> wishes.get(i).priority()));
    for (int i : order) {
      raise(i);
    }
    for (Priority priority : Priority.values()) {
      raiseAll(order.stream().filter(i -> wishes.get(i).priority() == priority).toList());
    }
    return answer();
  }

  /** In turn: who is lowest comes first, until nobody can be raised. */
  private void raiseAll(List<Integer> equals) {
    List<Integer> open = new ArrayList<>(equals);
    open.removeIf(i -> chosen[i] == PictureWish.NONE);
    while (!open.isEmpty()) {
      Integer lowest = open.getFirst();
      for (Integer i : open) {
        lowest = chosen[i] < chosen[lowest] ? i : lowest;
      }
      if (!raise(lowest)) {
        open.remove(lowest);
      }
    }
  }

  /** One step up, if there is one and it fits. */
  private boolean raise(int i) {
    int next = chosen[i] + 1;
    if (next >= useful[i] || next > wishes.get(i).highest()) {
      return false;
    }
    List<Layer> layers = wishes.get(i).layers();
    long beforeBps = chosen[i] < 0 ? 0 : layers.get(chosen[i]).bitrateBps();
    long afterBps = totalBps - beforeBps + layers.get(next).bitrateBps();
    if (afterBps > budgetBps * share(next, wishes.get(i).current())) {
      return false;
    }
    totalBps = afterBps;
    chosen[i] = next;
    return true;
  }

  private static double share(int layer, int current) {
    if (layer > current) {
      return NEW_SHARE;
    }
    return layer == 0 ? PAUSE_SHARE : 1;
  }

  private Allotment answer() {
    List<Allotment.Picture> pictures = new ArrayList<>();
    long fullBps = 0;
    boolean full = true;
    for (int i = 0; i < chosen.length; i++) {
      pictures.add(new Allotment.Picture(wishes.get(i).slot(), chosen[i], state(i)));
      fullBps += useful[i] == 0 ? 0 : wishes.get(i).layers().get(useful[i] - 1).bitrateBps();
      full &= chosen[i] == useful[i] - 1;
    }
    return new Allotment(pictures, totalBps, full ? 0 : (long) Math.ceil(fullBps / NEW_SHARE));
  }

  private Allotment.State state(int i) {
    if (useful[i] == 0) {
      return Allotment.State.PAUSED_SOURCE;
    }
    if (chosen[i] == PictureWish.NONE) {
      return Allotment.State.PAUSED_BANDWIDTH;
    }
    return chosen[i] == useful[i] - 1 ? Allotment.State.FULL : Allotment.State.REDUCED;
  }
}
