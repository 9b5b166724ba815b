package io.plenum.sfu.subscribe;

import io.plenum.sfu.allocation.Allocator;
import io.plenum.sfu.allocation.Allotment;
import io.plenum.sfu.allocation.Layer;
import io.plenum.sfu.allocation.PictureWish;
import java.util.ArrayList;
import java.util.List;

/**
 * Which sizes a receiver could get at most while the server limits its pictures, were its link
 * without end and were everything being sent. What is beyond is not wished for ({@link Slot#wish}),
 * so a publisher need not send what the limit leaves to nobody. What its link takes is not asked: a
 * link may be better in a moment.
 *
 * <p>A size that rests is judged by what it took when it was sent last; it is wished for again when
 * it fits into {@code NEW_SHARE} of the limit, and no more when it does not fit into all of it
 * ({@link Allocator}).
 *
 * <p>Pure. Confined to the room's loop.
 */
final class LimitedSizes {
  /** Pace of the looks, while nothing else changes: a limit stands for 2 s or more. */
  static final long PACE_NS = 1_000_000_000L;

  private final List<Slot> slots;
  private long limitBps = LinkShare.NO_LIMIT;
  private long dueNs = Long.MAX_VALUE;

  /** Says what of the pictures of {@code slots} is wished for. */
  LimitedSizes(List<Slot> slots) {
    this.slots = slots;
  }

  /** Pictures get {@code bps} at most; see {@link LinkShare#limit}. */
  void limit(long bps) {
    limitBps = bps;
    if (bps == LinkShare.NO_LIMIT) {
      dueNs = Long.MAX_VALUE;
      slots.forEach(Slot::free);
    } else {
      dueNs = Long.MIN_VALUE;
    }
  }

  /** What is shown has changed. */
  void changed() {
    if (limitBps != LinkShare.NO_LIMIT) {
      dueNs = Long.MIN_VALUE;
    }
  }

  /** Whether it is time to {@link #look}. */
  boolean due(long nowNs) {
    return nowNs >= dueNs;
  }

  /** Looks at {@code wishes}, whose slots are places in the list of slots. */
  void look(List<PictureWish> wishes, long nowNs) {
    dueNs = nowNs + PACE_NS;
    List<PictureWish> known = new ArrayList<>();
    for (PictureWish wish : wishes) {
      known.add(known(wish, nowNs));
    }
    List<Allotment.Picture> pictures = Allocator.allot(known, limitBps).pictures();
    for (int i = 0; i < pictures.size(); i++) {
      limit(slots.get(pictures.get(i).slot()), pictures.get(i), known.get(i).layers());
    }
  }

  private PictureWish known(PictureWish wish, long nowNs) {
    Slot slot = slots.get(wish.slot());
    List<Layer> layers = slot.track().knownLayers(nowNs);
    int before = slot.limited() ? Layer.indexOf(layers, slot.most()) : layers.size() - 1;
    return new PictureWish(wish.slot(), wish.priority(), wish.pixels(), layers, before);
  }

  private static void limit(Slot slot, Allotment.Picture allotted, List<Layer> layers) {
    switch (allotted.state()) {
      case FULL, PAUSED_SOURCE -> slot.free();
      case REDUCED -> slot.limit(layers.get(allotted.layer()).target());
      case PAUSED_BANDWIDTH -> slot.limit(null);
    }
  }
}
