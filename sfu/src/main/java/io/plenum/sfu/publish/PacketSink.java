package io.plenum.sfu.publish;

import io.plenum.rtc.rtp.RtpView;

/** Who wants the packets of a track: a receiver's slot, a recorder's or telephone's tap. */
public interface PacketSink {
  /**
   * A packet of one of the track's encodings, each once, in order of arrival.
   *
   * @param packet decrypted; good during the call; not to be written to
   * @param sequence its unwrapped sequence number
   * @param keyframe whether it begins a keyframe; always true for sound
   */
  void packet(PublishedStream stream, RtpView packet, long sequence, boolean keyframe, long nowNs);

  /** The track was muted, or begins anew: what comes next does not continue what came before. */
  void interrupted();
}
