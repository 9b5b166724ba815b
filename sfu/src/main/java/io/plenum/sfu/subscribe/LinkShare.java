package io.plenum.sfu.subscribe;

import io.plenum.sfu.allocation.Allocator;
import io.plenum.sfu.allocation.Allotment;
import io.plenum.sfu.allocation.Layer;
import io.plenum.sfu.allocation.PictureWish;
import io.plenum.sfu.pacing.Downlink;
import io.plenum.sfu.state.StateReader;
import io.plenum.sfu.state.StateWriter;
import io.plenum.sfu.trace.Trail;
import java.util.List;

/**
 * Shares one receiver's link: what it takes beside the sound goes to the pictures, and what they
 * could use besides is looked for. The same for a live receiver and for a replayed one. Confined to
 * the room's loop.
 */
public final class LinkShare {
  /** As much as the link takes. */
  public static final long NO_LIMIT = Long.MAX_VALUE;

  /** Below so much of what was shared the pictures cannot wait for the next allotment. */
  private static final double SHRUNK = 0.8;

  /**
   * A picture that is made smaller for want of bandwidth ends at once where, at its slowest, it
   * takes so much more than the smaller one: it would fill a queue that the smaller one's keyframe
   * has to wait in.
   */
  private static final double TOO_LARGE = 1.5;

  private final Downlink downlink;
  private final Trail trail;
  private final Patience patience = new Patience();
  private long limitBps = NO_LIMIT;
  private boolean cut;

  /** Shares {@code downlink}; what comes of it is noted in {@code trail}. */
  public LinkShare(Downlink downlink, Trail trail) {
    this.downlink = downlink;
    this.trail = trail;
  }

  /**
   * Shares the link among {@code wishes}.
   *
   * @param soundBps what sound takes at present
   */
  public Allotment allot(List<PictureWish> wishes, long soundBps, long nowNs) {
    long linkBps = budgetBps(wishes, soundBps, nowNs);
    long budgetBps = Math.min(linkBps, limitBps);
    cut = budgetBps < linkBps;
    Allotment allotment = Allocator.allot(wishes, budgetBps);
    trail.allotted(wishes, soundBps, budgetBps, allotment, nowNs);
    long wantedBps =
        allotment.wantedBps() == 0 ? 0 : Math.min(allotment.wantedBps(), limitBps) + soundBps;
    downlink.want(wantedBps, nowNs);
    return allotment;
  }

  /**
   * Whether the link takes so much less than {@code sharedBps}, which it took when it was shared
   * last, that it is to be shared anew.
   */
  public boolean shrunk(long sharedBps) {
    return downlink.estimator().estimateBps() < SHRUNK * sharedBps;
  }

  /**
   * What a larger picture may take at its slowest, bits per second, to be shown until {@code
   * smaller} takes its place for want of bandwidth; one that takes more ends at once.
   */
  public static long mostBefore(Layer smaller) {
    return Math.round(TOO_LARGE * smaller.bitrateBps());
  }

  /** Pictures get {@code bps} at most, however much the link takes: the server has no more. */
  public void limit(long bps, long nowNs) {
    if (bps != limitBps) {
      limitBps = bps;
      trail.limited(bps, nowNs);
    }
  }

  /** Whether the last time not the link said what pictures got, but the server's limit. */
  public boolean cut() {
    return cut;
  }

  /**
   * What the link takes beside the sound. While that is a guess, or nothing but pictures can show
   * more, the most important picture may always try.
   */
  private long budgetBps(List<PictureWish> wishes, long soundBps, long nowNs) {
    long bps = downlink.pictureBudgetBps(soundBps);
    if (downlink.probes() && downlink.estimator().known(nowNs)) {
      return patience.budgetBps(bps, Allocator.keptBps(wishes), nowNs);
    }
    return Math.max(bps, Allocator.leastBps(wishes));
  }

  /** Leaves all that is known of the link in the trail, so that a replay can begin here. */
  public void checkpoint(long nowNs) {
    StateWriter writer = trail.writer();
    downlink.state(writer);
    patience.state(writer);
    limitBps = writer.of(limitBps);
    trail.checkpoint(writer, nowNs);
  }

  /** Takes up what {@link #checkpoint} left; before anything else is called. */
  public void restore(StateReader reader) {
    downlink.restore(reader);
    patience.state(reader);
    limitBps = reader.of(limitBps);
  }
}
