package io.plenum.sfu.replay;

import io.plenum.rtc.wire.Span;
import io.plenum.sfu.bandwidth.Feedback;
import io.plenum.sfu.pacing.Downlink;
import io.plenum.sfu.pacing.PacketKind;
import io.plenum.sfu.trace.TraceRecord;

/**
 * Where packets go that nobody is to get: they vanish.
 *
 * @param terms under which they would have left
 */
public record Nowhere(TraceRecord.Began terms) implements Downlink.Exit {
  @Override
  public boolean numbers(PacketKind kind) {
    return terms.feedback() == Feedback.TRANSPORT_WIDE
        && (kind != PacketKind.AUDIO || terms.soundNumbered());
  }

  @Override
  public void send(Span packet, long transportSequence, long nowNs) {}

  @Override
  public void sendHeld(Span packet, long transportSequence, long nowNs) {}

  @Override
  public boolean pads() {
    return terms.pads();
  }

  @Override
  public void padding(int bytes, long transportSequence, long nowNs) {}
}
