package io.plenum.sfu.subscribe;

import io.plenum.sfu.ParticipantId;
import io.plenum.sfu.allocation.Allotment;
import io.plenum.sfu.allocation.Layer;
import io.plenum.sfu.allocation.PictureWish;
import io.plenum.sfu.allocation.Priority;
import io.plenum.sfu.pacing.Downlink;
import io.plenum.sfu.trace.Trail;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Shares what one receiver's link takes among its pictures: asks {@link LinkShare} {@link #PACE_NS}
 * by {@link #PACE_NS}, and at once when what is shown or sent changes, and sets the targets of the
 * slots.
 *
 * <pre>
 *  idle → due        show, size, speaker, shrunk: something changed
 *  due → asked       allot
 *  asked → asked     every PACE_NS while a picture is shown
 *  asked → idle      no picture is shown any more: no deadline, nothing is probed for
 * </pre>
 *
 * <p>Pure. Confined to the room's loop.
 */
final class PictureShare {
  /** Pace of the allotments: a few rounds of feedback, well below what the eye calls late. */
  static final long PACE_NS = 200_000_000L;

  private final Downlink downlink;
  private final LinkShare link;
  private final LimitedSizes limited;
  private final List<Picture> pictures = new ArrayList<>();
  private final List<Picture> order = new ArrayList<>();
  private final SoundRate sound = new SoundRate();
  private ParticipantId speaker;
  private boolean changed;
  private boolean news;
  private long sharedBps;
  private long dueNs = Long.MAX_VALUE;

  /** The pictures of {@code slots} share {@code downlink}. */
  PictureShare(Downlink downlink, Trail trail, List<Slot> slots) {
    this.link = new LinkShare(downlink, trail);
    this.downlink = downlink;
    this.limited = new LimitedSizes(slots);
    for (Slot slot : slots) {
      pictures.add(new Picture(pictures.size(), slot));
    }
    order.addAll(pictures);
  }

  /** Slot {@code index} shows {@code presentation} now; null: nothing. */
  void shown(int index, Presentation presentation) {
    Picture picture = pictures.get(index);
    picture.shown = presentation;
    picture.pause = Pause.NONE;
    changed();
  }

  /** The receiver wants to see slot {@code index} like this. */
  void wished(int index, PictureSize size) {
    Slot slot = pictures.get(index).slot;
    if (!size.equals(slot.size())) {
      slot.size(size);
      changed();
    }
  }

  /** Whom the receiver listens to; null: nobody. */
  void speaker(ParticipantId next) {
    speaker = next;
    changed();
  }

  private void changed() {
    changed = true;
    limited.changed();
  }

  /** Pictures get {@code bps} at most; see {@link LinkShare#limit}. */
  void limit(long bps, long nowNs) {
    link.limit(bps, nowNs);
    limited.limit(bps);
    changed = true;
  }

  /** Why slot {@code index} is not sent what it shows. */
  Pause pause(int index) {
    return pictures.get(index).pause;
  }

  /** See {@link LinkShare#checkpoint}. */
  void checkpoint(long nowNs) {
    link.checkpoint(nowNs);
  }

  /** Slots that are not sent what they show for this reason. */
  int paused(Pause why) {
    int count = 0;
    for (Picture picture : pictures) {
      count += picture.pause == why ? 1 : 0;
    }
    return count;
  }

  /** Whether a pause began or ended since the last call. */
  boolean takeNews() {
    boolean was = news;
    news = false;
    return was;
  }

  /** When {@link #onDeadline} is to be called; {@link Long#MAX_VALUE} while nothing is shown. */
  long nextDeadlineNs() {
    return news || changed ? Long.MIN_VALUE : dueNs;
  }

  /** Whether the link takes so much less than was shared that {@link #settle} is due. */
  boolean shrunk() {
    changed |= dueNs != Long.MAX_VALUE && link.shrunk(sharedBps);
    return changed;
  }

  /** Lets time pass. */
  void onDeadline(long nowNs) {
    if (changed || nowNs >= dueNs) {
      allot(nowNs);
    }
  }

  /** Allots anew if something has changed. */
  void settle(long nowNs) {
    if (changed) {
      allot(nowNs);
    }
  }

  /** Allots anew. */
  void allot(long nowNs) {
    changed = false;
    sharedBps = downlink.estimator().estimateBps();
    List<PictureWish> wishes = wishes(nowNs);
    if (limited.due(nowNs)) {
      limited.look(wishes, nowNs);
    }
    long soundBps = sound.look(downlink.soundBytes(), nowNs);
    Allotment allotment = link.allot(wishes, soundBps, nowNs);
    for (Allotment.Picture allotted : allotment.pictures()) {
      apply(pictures.get(allotted.slot()), allotted, nowNs);
    }
    pictures.forEach(picture -> picture.slot.tidy(nowNs));
    dueNs = wishes.isEmpty() ? Long.MAX_VALUE : nowNs + PACE_NS;
  }

  /** Says what is wished for while nothing can be sent yet. */
  void await(long nowNs) {
    if (limited.due(nowNs)) {
      limited.look(wishes(nowNs), nowNs);
    }
  }

  private List<PictureWish> wishes(long nowNs) {
    order.sort(
        Comparator.<Picture>comparingInt(picture -> picture.slot.size().rank())
            .thenComparingInt(picture -> picture.index));
    List<PictureWish> wishes = new ArrayList<>();
    for (Picture picture : order) {
      if (picture.slot.track() != null) {
        wishes.add(picture.wish(nowNs));
      }
    }
    return wishes;
  }

  private void apply(Picture picture, Allotment.Picture allotted, long nowNs) {
    Pause pause = pause(allotted, nowNs);
    news |= pause != picture.pause;
    picture.pause = pause;
    boolean reduced = allotted.state() == Allotment.State.REDUCED;
    picture.changed(allotted.layer(), reduced, nowNs);
    if (allotted.layer() != PictureWish.NONE) {
      picture.target(allotted.layer(), reduced, nowNs);
    } else if (allotted.state() == Allotment.State.PAUSED_BANDWIDTH) {
      picture.slot.target(null);
    } // else it goes on as it was when its publisher does
  }

  private Pause pause(Allotment.Picture allotted, long nowNs) {
    if (allotted.state() != Allotment.State.PAUSED_BANDWIDTH) {
      return Pause.NONE;
    }
    if (link.cut()) {
      return Pause.SERVER;
    }
    return downlink.estimator().known(nowNs) ? Pause.BANDWIDTH : Pause.NONE;
  }

  /** One slot, and what is known of the wish for it. */
  private final class Picture {
    private final int index;
    private final Slot slot;
    private Presentation shown;
    private List<Layer> layers = List.of();
    private final Steadiness steadiness = new Steadiness();
    private int current = PictureWish.NONE;
    private Pause pause = Pause.NONE;

    Picture(int index, Slot slot) {
      this.index = index;
      this.slot = slot;
    }

    private PictureWish wish(long nowNs) {
      layers = slot.track().layers(nowNs);
      current = Layer.indexOf(layers, slot.target());
      return new PictureWish(
          index,
          priority(),
          slot.size().pixels(),
          layers,
          current,
          steadiness.highest(layers, current, downlink.estimator().estimateBps(), nowNs));
    }

    private void target(int next, boolean reduced, long nowNs) {
      Layer layer = layers.get(next);
      slot.target(layer.target());
      if (reduced) {
        slot.abandonLarger(LinkShare.mostBefore(layer), nowNs);
      }
    }

    private void changed(int layer, boolean reduced, long nowNs) {
      long linkBps = downlink.estimator().estimateBps();
      steadiness.changed(layers, current, layer, reduced, linkBps, nowNs);
    }

    private Priority priority() {
      if (shown.group() == Presentation.Group.SCREEN) {
        return Priority.SCREEN;
      }
      if (slot.size().pinned()) {
        return Priority.PINNED;
      }
      return shown.person().equals(speaker) ? Priority.SPEAKER : Priority.OTHER;
    }
  }
}
