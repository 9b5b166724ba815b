package io.plenum.sfu.publish;

import io.plenum.rtc.codec.FrameInfo;
import io.plenum.rtc.rtp.RtpView;
import io.plenum.sfu.allocation.Layer;
import io.plenum.sfu.allocation.LayerMeter;
import io.plenum.sfu.layer.Ladder;
import io.plenum.sfu.pacing.Downlink;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The layers of one track: which sizes are being sent, and what each takes. Looked at by every
 * receiver, so the list is made once for all. Confined to the room's loop.
 */
final class LayerOffer {
  /** A list serves for so long: half the pace of the allotments. */
  static final long LIST_NS = 100_000_000L;

  private final LayerMeter meter = new LayerMeter();
  private final long[] keyframes = new long[LayerMeter.MAX_ENCODINGS];
  private Ladder ladder = Ladder.EMPTY;
  private List<Layer> layers = List.of();
  private long listDueNs = Long.MIN_VALUE;

  /** Nothing is offered yet. */
  LayerOffer() {
    Arrays.fill(keyframes, FrameInfo.NONE);
  }

  /** Counts a packet. */
  void packet(int encoding, RtpView packet, FrameInfo frame, long nowNs) {
    if (frame.known()) {
      int bytes = packet.headerLength() + packet.payloadLength() + Downlink.OVERHEAD_BYTES;
      boolean keyframe = ofKeyframe(Math.min(encoding, LayerMeter.MAX_ENCODINGS - 1), frame);
      meter.packet(encoding, frame.spatial(), frame.temporal(), keyframe, bytes, nowNs);
    }
  }

  /** VP8 and H.264 say it in a keyframe's first packet only. */
  private boolean ofKeyframe(int encoding, FrameInfo frame) {
    if (frame.keyframe()) {
      keyframes[encoding] = frame.picture();
    }
    return frame.picture() == keyframes[encoding];
  }

  /**
   * Looks anew which sizes are being sent. When nothing is, what was sent last stands.
   *
   * @return whether they changed
   */
  boolean measure(List<PublishedStream> streams, long nowNs) {
    List<Ladder.Rung> rungs = new ArrayList<>();
    for (PublishedStream stream : streams) {
      if (stream.active(nowNs)) {
        stream.sizes().addRungs(stream.encoding(), rungs);
      }
    }
    Ladder measured = new Ladder(rungs);
    if (rungs.isEmpty() || measured.equals(ladder)) {
      return false;
    }
    ladder = measured;
    listDueNs = Long.MIN_VALUE;
    return true;
  }

  /** The sizes being sent. */
  Ladder ladder() {
    return ladder;
  }

  /** Bits per second of {@code encoding} at its slowest, in its smallest size. */
  long slowestBps(int encoding, long nowNs) {
    return meter.bps(encoding, 0, 0, nowNs);
  }

  /** What may be allotted, cheapest first; at most {@link #LIST_NS} old. */
  List<Layer> layers(long nowNs) {
    if (nowNs >= listDueNs) {
      listDueNs = nowNs + LIST_NS;
      layers = meter.layers(ladder, nowNs);
    }
    return layers;
  }
}
