package io.plenum.rtc.codec;

import io.plenum.rtc.rtp.RtpView;

/**
 * Reads what the packets of one published stream say of their frames. One for each stream and
 * codec; it remembers what later packets refer to. Total: any bytes are read or refused. Confined
 * to the loop of the stream.
 *
 * <p>An older packet may be read again: it changes nothing that newer ones told.
 */
public sealed interface FrameReader permits Vp8Frames, Vp9Frames, H264Frames, Av1Frames {
  /**
   * Reads one packet.
   *
   * @param into filled; {@link FrameInfo#known()} is false if the packet cannot be read
   */
  void read(RtpView packet, FrameInfo into);

  /**
   * A reader of a stream of which nothing has been read.
   *
   * @param descriptorId local id of the dependency descriptor extension; 0 if not negotiated
   */
  static FrameReader of(VideoCodec codec, int descriptorId) {
    return switch (codec) {
      case VP8 -> new Vp8Frames();
      case VP9 -> new Vp9Frames();
      case H264 -> new H264Frames(descriptorId);
      case AV1 -> new Av1Frames(descriptorId);
    };
  }
}
