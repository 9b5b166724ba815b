package io.plenum.sfu.layer;

import io.plenum.rtc.codec.FrameInfo;
import io.plenum.rtc.codec.PacketRewrite;

/**
 * Chooses, frame by frame, which layers of one source a receiver gets, so that it can decode all it
 * gets. Knows no codec, only {@link FrameInfo}.
 *
 * <pre>
 *  at the first packet of a picture
 *  spatial up    to the target   at a keyframe, or where the chain of the target is whole and the
 *                                frame is marked as a switching point for it
 *  spatial down  to the target   likewise; at once while every lower layer was forwarded too
 *  temporal up   by steps        at frames marked as switching points for the next layer
 *  temporal down to the target   at once
 * </pre>
 *
 * <p>A frame is decided about once, at its first packet. A frame of which nothing came in time goes
 * by what held for its picture, or for the frame before it.
 *
 * <p>Pure. Confined to the room's loop.
 */
public final class LayerSelector {
  private final PictureIds ids = new PictureIds();
  private final LowerLayers lower = new LowerLayers();
  private FrameLog log;
  private FrameLog formerLog;
  private int wantedSpatial = LayerTarget.TOP;
  private int wantedTemporal = LayerTarget.TOP;
  private int spatial;
  private int temporal;
  private int shown;
  private long firstFrame;
  private long formerFirstFrame;
  private int formerTl0Shift;
  private long newestFrame;
  private long picture;
  private long changedAt;
  private long rewrite;

  /** A selector that wants everything of a source yet to begin. */
  public LayerSelector() {}

  /** From now on the receiver should get these layers. */
  public void target(int newSpatial, int newTemporal) {
    wantedSpatial = newSpatial;
    wantedTemporal = newTemporal;
  }

  /**
   * Whether only a keyframe can bring the receiver to its target.
   *
   * @param topSpatial the highest layer that is being published
   */
  public boolean needsKeyframe(int topSpatial) {
    int wanted = Math.min(wantedSpatial, topSpatial);
    int now = Math.min(spatial, topSpatial);
    return wanted > now || (wanted < now && lower.missing());
  }

  /**
   * Whether the layer that the receiver was getting has ended, and the ones below cannot be shown
   * for want of what was left out of them.
   *
   * @param topSpatial the highest layer that is being published
   */
  public boolean isStranded(int topSpatial) {
    return shown > topSpatial && lower.missing();
  }

  /** Another source begins with the keyframe that {@code frame} opens. */
  public void begin(FrameInfo frame) {
    FrameLog freed = formerLog == null ? new FrameLog() : formerLog;
    formerLog = log;
    formerFirstFrame = firstFrame;
    formerTl0Shift = ids.tl0Shift();
    log = freed;
    log.clear();
    ids.changeSource();
    firstFrame = frame.number();
    newestFrame = firstFrame - 1;
    picture = FrameInfo.NONE;
  }

  /**
   * Decides about one packet.
   *
   * @return whether it goes out; then {@link #rewrite} says how
   */
  public boolean forwards(FrameInfo frame) {
    if (frame.number() < firstFrame) {
      return false;
    }
    int place = frame.number() > newestFrame ? decide(frame) : place(log, frame);
    return granted(log, place, frame, ids.tl0Shift());
  }

  /** The same for a late packet of the source before this one. */
  public boolean forwardsFormer(FrameInfo frame) {
    if (formerLog == null || frame.number() < formerFirstFrame) {
      return false;
    }
    return granted(formerLog, place(formerLog, frame), frame, formerTl0Shift);
  }

  private int decide(FrameInfo frame) {
    int before = pack(spatial, temporal);
    if (frame.picture() > picture) {
      picture = frame.picture();
      open(frame);
    }
    climb(frame);
    if (pack(spatial, temporal) != before) {
      changedAt = picture;
    }
    boolean wanted = frame.belongsTo(spatial, temporal);
    shown = wanted ? Math.max(shown, frame.spatial()) : shown;
    if (!frame.keyframe() && frame.temporal() <= temporal) {
      lower.decided(frame.spatial(), wanted, Math.min(spatial, frame.topSpatial()));
    }
    newestFrame = frame.number();
    return log.add(newestFrame, picture, wanted, pack(spatial, temporal), ids.next(frame, wanted));
  }

  /** A picture begins: from here on the receiver may get less, or other spatial layers. */
  private void open(FrameInfo frame) {
    lower.pictureEnds();
    if (frame.keyframe()) {
      shown = 0;
      spatial = wantedSpatial;
      temporal = wantedTemporal;
      lower.keyframe();
      return;
    }
    if (wantedSpatial < spatial && lower.whole()) {
      spatial = wantedSpatial;
      shown = Math.min(shown, spatial);
    } else if (wantedSpatial != spatial
        && frame.switchesTo(wantedSpatial, 0)
        && whole(frame.predecessor(wantedSpatial, 0))) {
      spatial = wantedSpatial;
      temporal = 0;
      lower.miss();
    }
    temporal = Math.min(temporal, wantedTemporal);
  }

  /** Later pictures of higher temporal layers may follow if this frame opens them. */
  private void climb(FrameInfo frame) {
    while (temporal < wantedTemporal
        && frame.switchesTo(spatial, temporal + 1)
        && !leftOut(frame.predecessor(spatial, temporal + 1))) {
      temporal++;
    }
  }

  private boolean whole(long predecessor) {
    int place = predecessor >= 0 ? log.find(predecessor) : FrameLog.NONE;
    return predecessor == FrameInfo.NOTHING || (place != FrameLog.NONE && log.forwarded(place));
  }

  private boolean leftOut(long predecessor) {
    int place = predecessor >= 0 ? log.find(predecessor) : FrameLog.NONE;
    return place != FrameLog.NONE && !log.forwarded(place);
  }

  /** The place of a frame that is not the newest, decided about now if it was not before. */
  private static int place(FrameLog in, FrameInfo frame) {
    int place = in.find(frame.number());
    return place == FrameLog.NONE ? decideLate(in, frame) : place;
  }

  /**
   * What held for the rest of its picture, else for the frame before it, holds for a frame of which
   * nothing came in time.
   */
  private static int decideLate(FrameLog in, FrameInfo frame) {
    int near = in.nearest(frame.number(), frame.picture());
    if (near == FrameLog.NONE) {
      return FrameLog.NONE;
    }
    int target = in.target(near);
    boolean wanted = frame.belongsTo(spatial(target), temporal(target));
    return in.add(frame.number(), frame.picture(), wanted, target, in.shift(near));
  }

  private boolean granted(FrameLog in, int place, FrameInfo frame, int tl0Shift) {
    if (place == FrameLog.NONE || !in.forwarded(place)) {
      return false;
    }
    int s = spatial(in.target(place));
    int t = temporal(in.target(place));
    boolean ends = frame.lastOfFrame() && frame.spatial() == frame.lastSpatial(s, t);
    rewrite = PacketRewrite.of(in.shift(place), tl0Shift, frame.marker() || ends);
    if (frame.announcesTargets() || (frame.isDescribed() && frame.picture() == changedAt)) {
      rewrite = PacketRewrite.withTargets(rewrite, frame.activeTargets(s, t));
    }
    return true;
  }

  /** How the packet last forwarded is changed: a {@link PacketRewrite}. */
  public long rewrite() {
    return rewrite;
  }

  /** The spatial layer that the receiver gets now; may be above what there is. */
  public int spatial() {
    return spatial;
  }

  /** The temporal layer that the receiver gets now; may be above what there is. */
  public int temporal() {
    return temporal;
  }

  private static int pack(int s, int t) {
    return s << 3 | t;
  }

  private static int spatial(int target) {
    return target >> 3;
  }

  private static int temporal(int target) {
    return target & 0x07;
  }
}
