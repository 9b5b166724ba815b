package io.plenum.sfu.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.rtc.codec.FrameInfo;
import io.plenum.rtc.codec.FrameReader;
import io.plenum.rtc.codec.VideoCodec;
import io.plenum.rtc.rtp.ExtensionWriter;
import io.plenum.rtc.rtp.RtpView;
import io.plenum.rtc.rtp.RtpWriter;
import io.plenum.rtc.wire.Span;
import io.plenum.sfu.pacing.Downlink;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;

/** What one track offers, by what its packets say. */
class LayerOfferTest {
  private static final long MS = 1_000_000L;
  private static final int PAYLOAD_BYTES = 1_000;
  private static final int WIRE_BYTES = 12 + PAYLOAD_BYTES + Downlink.OVERHEAD_BYTES;
  private static final int KEYFRAME_PACKETS = 10;

  private final LayerOffer offer = new LayerOffer();
  private final FrameReader frames = FrameReader.of(VideoCodec.VP8, 0);
  private final FrameInfo frame = new FrameInfo();
  private final RtpView view = new RtpView();
  private long nowNs = 10_000 * MS;
  private int sequence;

  @Test
  void countsAllPacketsOfAKeyframeAsSuch_ofWhichOnlyTheFirstSaysSo() {
    for (int i = 0; i < 60; i++) {
      boolean keyframe = i == 45;
      for (int packet = 0; packet < (keyframe ? KEYFRAME_PACKETS : 1); packet++) {
        send(i, keyframe, packet);
      }
      nowNs += 50 * MS;
    }
    long keyframeBps = KEYFRAME_PACKETS * WIRE_BYTES * 8 / 2;
    long othersBps = (20 * 7 - 4) * WIRE_BYTES * 8L / 7; // 1.75 s are whole, with 34 of them
    assertThat(offer.slowestBps(0, nowNs))
        .isBetween(keyframeBps + othersBps * 95 / 100, keyframeBps + othersBps * 105 / 100);
  }

  /** A packet of a frame: a descriptor, S in the first; then a frame tag. */
  private void send(int number, boolean keyframe, int packet) {
    Span span = new Span().set(MemorySegment.ofArray(new byte[2_048]), 0, 0, 2_048);
    RtpWriter.writeHeader(span, 96, false, sequence++, number * 4_500L, 7, new ExtensionWriter());
    int at = span.length();
    span.length(at + PAYLOAD_BYTES);
    byte[] payload = new byte[PAYLOAD_BYTES];
    payload[0] = (byte) (packet == 0 ? 0x10 : 0);
    payload[1] = (byte) (keyframe && packet == 0 ? 0 : 1);
    MemorySegment.copy(MemorySegment.ofArray(payload), 0, span.memory(), at, payload.length);
    assertThat(view.wrap(span)).isTrue();
    frames.read(view, frame);
    offer.packet(0, view, frame, nowNs);
  }
}
