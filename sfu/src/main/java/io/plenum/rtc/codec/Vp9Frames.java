package io.plenum.rtc.codec;

import io.plenum.rtc.rtp.RtpView;
import io.plenum.rtc.seq.Wrapping;
import java.util.Arrays;

/**
 * VP9 in flexible and non-flexible mode, with spatial and temporal layers (RFC 9628). Confined to
 * the loop of the stream.
 *
 * <p>A picture whose lowest layer needs none before it is a keyframe (section 4.2, P). Layers can
 * also end without a word, when the publisher saves bandwidth: then the layer below ends pictures.
 */
final class Vp9Frames implements FrameReader {
  /** Pictures looked back on to know the highest layer: two rounds of three temporal layers. */
  static final int TOP_PICTURES = 8;

  private final Vp9View view = new Vp9View();
  private final Unwrapper timestamps = new Unwrapper(Unwrapper.LATE_TICKS);
  private final Unwrapper ids = new Unwrapper(Unwrapper.LATE_FRAMES);
  private final int[] tops = new int[TOP_PICTURES];
  private int pictures;
  private long newestPicture;
  private long structurePicture;
  private long keyPicture = FrameInfo.NONE;

  /** A reader of a stream of which nothing has been read. */
  Vp9Frames() {}

  @Override
  public void read(RtpView packet, FrameInfo into) {
    if (!view.wrap(packet.memory(), packet.payloadOffset(), packet.payloadLength())) {
      into.unknown();
      return;
    }
    long picture = timestamps.extend(packet.timestamp(), Wrapping.BITS_32);
    into.begin(VideoCodec.VP9, picture, packet.marker());
    into.edges(view.startOfFrame(), view.endOfFrame());
    number(picture, into);
    // Full SVC adds a layer in mid-stream, and tells its size there; no keyframe is needed.
    view.sizes(into.sizes());
    if (view.spatialLayer() == 0 && !view.predicted()) {
      keyPicture = Math.max(keyPicture, picture);
    }
    into.layer(view.spatialLayer(), view.temporalLayer(), top(picture));
    into.targets(members(into.topSpatial()), switches());
    if (picture == keyPicture) {
      into.intra();
    }
  }

  private void number(long picture, FrameInfo into) {
    long id = picture;
    if (view.pictureIdBits() != 0) {
      Wrapping width = view.pictureIdBits() == 7 ? Wrapping.BITS_7 : Wrapping.BITS_15;
      id = ids.extend(view.pictureId(), width);
      into.ids(id, false, view.tl0PicIdx());
    }
    into.number(id * LayerMask.MAX_LAYERS + view.spatialLayer());
  }

  /**
   * The highest spatial layer of the latest pictures, this one included if it is the newest. The
   * latest structure says it too, even when it comes after packets of later pictures.
   */
  private int top(long picture) {
    if (picture > newestPicture) {
      newestPicture = picture;
      tops[pictures++ % TOP_PICTURES] = 0;
    }
    if (view.spatialLayers() > 0 && picture >= structurePicture) {
      structurePicture = picture;
      Arrays.fill(tops, view.spatialLayers() - 1);
    }
    if (picture == newestPicture) {
      int current = (pictures - 1) % TOP_PICTURES;
      tops[current] = Math.max(tops[current], view.spatialLayer());
    }
    int top = 0;
    for (int each : tops) {
      top = Math.max(top, each);
    }
    return top;
  }

  /** Higher layers need the frame unless Z says otherwise; the highest layer ends all targets. */
  private long members(int top) {
    int spatial = view.spatialLayer();
    long rows =
        view.notForUpperLayers() && spatial < top
            ? LayerMask.spatial(spatial)
            : LayerMask.spatialFrom(spatial);
    return rows & LayerMask.temporalFrom(view.temporalLayer());
  }

  private long switches() {
    long reachable = LayerMask.reachable(view.temporalLayer());
    return view.switchingUpPoint() ? reachable : reachable & LayerMask.temporal(0);
  }
}
