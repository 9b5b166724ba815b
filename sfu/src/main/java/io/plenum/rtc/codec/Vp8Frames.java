package io.plenum.rtc.codec;

import io.plenum.rtc.rtp.RtpView;
import io.plenum.rtc.seq.Wrapping;

/**
 * VP8: one spatial layer, temporal layers by TID (RFC 7741, section 4.2). Only the first packet of
 * a keyframe shows that it is one. Confined to the loop of the stream.
 */
final class Vp8Frames implements FrameReader {
  private final Vp8View view = new Vp8View();
  private final Unwrapper timestamps = new Unwrapper(Unwrapper.LATE_TICKS);
  private final Unwrapper ids = new Unwrapper(Unwrapper.LATE_FRAMES);

  @Override
  public void read(RtpView packet, FrameInfo into) {
    if (!view.wrap(packet.memory(), packet.payloadOffset(), packet.payloadLength())) {
      into.unknown();
      return;
    }
    long picture = timestamps.extend(packet.timestamp(), Wrapping.BITS_32);
    into.begin(VideoCodec.VP8, picture, packet.marker());
    into.edges(view.startOfFrame(), packet.marker());
    if (view.pictureIdBits() != 0) {
      Wrapping width = view.pictureIdBits() == 7 ? Wrapping.BITS_7 : Wrapping.BITS_15;
      long id = ids.extend(view.pictureId(), width);
      into.number(id);
      into.ids(id, true, view.tl0PicIdx());
    }
    int temporal = Math.max(0, view.temporalLayer());
    into.layer(0, temporal, 0);
    into.targets(LayerMask.temporalFrom(temporal), switches(temporal));
    if (view.keyframe()) {
      into.intra();
      if (view.width() > 0) {
        into.sizes().add(view.width(), view.height());
      }
    }
  }

  /**
   * A synchronising frame of layer t needs only the base layer. But later frames of t may need
   * frames of layers between, so it opens t only to who has t - 1.
   */
  private long switches(int temporal) {
    return temporal == 0 || view.layerSync() ? LayerMask.temporal(temporal) : 0;
  }
}
