package io.plenum.rtc.codec;

import io.plenum.rtc.rtp.RtpView;
import io.plenum.rtc.seq.Wrapping;
import io.plenum.rtc.wire.Wire;

/**
 * AV1: layers by dependency descriptor; without it, one layer whose keyframes the aggregation
 * header shows (AV1 RTP specification, section 4.4). Confined to the loop of the stream.
 *
 * <pre>
 *  |Z|Y|W:2|N|-:3|   Z: goes on with the last packet's OBU; N: begins a coded video sequence
 * </pre>
 */
final class Av1Frames implements FrameReader {
  private static final int CONTINUES = 0x80;
  private static final int NEW_SEQUENCE = 0x08;

  private final Unwrapper timestamps = new Unwrapper(Unwrapper.LATE_TICKS);
  private final DescriptorReader descriptors;

  /** A reader; {@code descriptorId} is 0 if the extension was not negotiated. */
  Av1Frames(int descriptorId) {
    descriptors = new DescriptorReader(descriptorId);
  }

  @Override
  public void read(RtpView packet, FrameInfo into) {
    if (packet.payloadLength() < 2) {
      into.unknown();
      return;
    }
    long picture = timestamps.extend(packet.timestamp(), Wrapping.BITS_32);
    into.begin(VideoCodec.AV1, picture, packet.marker());
    if (!descriptors.describes(packet)) {
      int header = Wire.u8(packet.memory(), packet.payloadOffset());
      if ((header & NEW_SEQUENCE) != 0 && (header & CONTINUES) == 0) {
        into.edges(true, packet.marker());
        into.intra();
      }
      return;
    }
    descriptors.read(packet, into);
    if (into.known() && descriptors.keyframe(picture)) {
      into.intra();
      into.sizes().take(descriptors.sizes());
    }
  }
}
