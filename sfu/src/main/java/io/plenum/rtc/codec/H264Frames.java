package io.plenum.rtc.codec;

import io.plenum.rtc.rtp.RtpView;
import io.plenum.rtc.seq.Wrapping;

/**
 * H.264: one spatial layer; temporal layers only where a dependency descriptor tells them (RFC 6184
 * has none). A keyframe begins with the sequence parameter set that receivers need to decode it.
 * Confined to the loop of the stream.
 */
final class H264Frames implements FrameReader {
  private final H264View view = new H264View();
  private final H264Size size = new H264Size();
  private final Unwrapper timestamps = new Unwrapper(Unwrapper.LATE_TICKS);
  private final DescriptorReader descriptors;

  /** A reader; {@code descriptorId} is 0 if the extension was not negotiated. */
  H264Frames(int descriptorId) {
    descriptors = new DescriptorReader(descriptorId);
  }

  @Override
  public void read(RtpView packet, FrameInfo into) {
    if (!view.wrap(packet.memory(), packet.payloadOffset(), packet.payloadLength())) {
      into.unknown();
      return;
    }
    long picture = timestamps.extend(packet.timestamp(), Wrapping.BITS_32);
    into.begin(VideoCodec.H264, picture, packet.marker());
    if (descriptors.describes(packet)) {
      descriptors.read(packet, into);
    }
    if (into.known() && view.sequenceParameters()) {
      into.edges(true, into.lastOfFrame());
      into.intra();
      view.size(size, into.sizes());
    }
  }
}
