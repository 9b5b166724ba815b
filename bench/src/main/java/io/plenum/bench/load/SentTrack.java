package io.plenum.bench.load;

import io.plenum.rtc.rtcp.SenderReport;
import java.util.List;

/** A camera or microphone by script, as its peer sends it. Confined to the load's thread. */
sealed interface SentTrack extends Timed permits CameraTrack, VoiceTrack {
  /** How its packets look. */
  TrackFormat format();

  /** Its clock, as a browser tells it; null before the first packet. */
  SenderReport report(long nowNs);

  /** The server asks for packets again. */
  void nack(List<Integer> sequenceNumbers);

  /** The server asks for a keyframe. */
  void pli();

  /** Counts anew from here. */
  void begin();

  /** Packets sent since {@link #begin}, retransmissions not counted. */
  long packets();

  /** How many are to receive them. */
  int audience();
}
