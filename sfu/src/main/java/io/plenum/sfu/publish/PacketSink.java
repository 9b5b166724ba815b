package io.plenum.sfu.publish;

import io.plenum.rtc.codec.FrameInfo;
import io.plenum.rtc.rtp.RtpView;
import io.plenum.rtc.sdp.Codec;
import io.plenum.sfu.layer.Ladder;
import io.plenum.sfu.layer.LayerTarget;

/** Who wants the packets of a track: a receiver's slot, a recorder's or telephone's tap. */
public interface PacketSink {
  /**
   * A packet of one of the track's encodings, each once, in order of arrival.
   *
   * @param packet decrypted; good during the call; not to be written to
   * @param frame what it is a part of, good during the call; of sound nothing is known
   * @param sequence its unwrapped sequence number
   */
  void packet(PublishedStream stream, RtpView packet, FrameInfo frame, long sequence, long nowNs);

  /** The sizes that the track is published in have changed. */
  void ladderChanged(long nowNs);

  /**
   * Which of {@code sizes} it would show, were all of them being sent over a link without end;
   * null: none.
   */
  LayerTarget wish(Ladder sizes);

  /** Whether it has a use for pictures in this codec, one of those that the publisher may use. */
  boolean decodes(Codec codec);

  /** The track was muted, or begins anew: what comes next does not continue what came before. */
  void interrupted();
}
