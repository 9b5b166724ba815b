package io.plenum.sfu.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.rtc.codec.FrameInfo;
import io.plenum.rtc.rtp.RtpView;
import io.plenum.rtc.sdp.Codec;
import io.plenum.rtc.sdp.Direction;
import io.plenum.rtc.sdp.MediaKind;
import io.plenum.rtc.sdp.NegotiatedMedia;
import io.plenum.sfu.Source;
import io.plenum.sfu.layer.Ladder;
import io.plenum.sfu.layer.LayerTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which sizes a publisher is asked to send. */
class DemandTest {
  private static final List<String> RIDS = List.of("q", "h", "f");
  private static final long SECOND_NS = 1_000_000_000L;

  private static final Codec VP9 = new Codec(98, "VP9", 90_000, 1, "", -1, List.of());
  private static final Codec VP8 = new Codec(96, "VP8", 90_000, 1, "", -1, List.of());

  private static final Ladder SIMULCAST =
      new Ladder(
          List.of(
              new Ladder.Rung(0, 0, 320, 180),
              new Ladder.Rung(1, 0, 640, 360),
              new Ladder.Rung(2, 0, 1280, 720)));

  private static final Ladder SPATIAL =
      new Ladder(
          List.of(
              new Ladder.Rung(0, 0, 320, 180),
              new Ladder.Rung(0, 1, 640, 360),
              new Ladder.Rung(0, 2, 1280, 720)));

  private final Demand demand = new Demand(track(RIDS));
  private final List<PacketSink> sinks = new ArrayList<>();
  private long nowNs;

  @Test
  void nothingIsSaid_whileTheLargestIsShown() {
    demand.sent(SIMULCAST);
    sinks.add(new Shown(1280, 720));
    sinks.add(new Shown(100, 60));
    assertThat(later()).isNull();
    assertThat(demand.nextDeadlineNs()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void theLargestRests_aWhileAfterItsLastWatcherLeft() {
    demand.sent(SIMULCAST);
    sinks.add(new Shown(1280, 720));
    sinks.add(new Shown(640, 360));
    assertThat(later()).isNull();

    sinks.removeFirst();
    demand.wishesChanged();
    assertThat(demand.update(sinks, nowNs)).isNull();
    assertThat(demand.nextDeadlineNs()).isEqualTo(nowNs + Demand.PATIENCE_NS);
    assertThat(later()).isEqualTo(new Watched(Source.CAMERA, List.of("q", "h"), 1, "VP9"));
    assertThat(later()).as("said once").isNull();
  }

  @Test
  void theLargestComesBackAtOnce_thoughItIsNotBeingSent() {
    onlyTheMiddleIsWatched();
    demand.sent(new Ladder(SIMULCAST.rungs().subList(0, 2)));

    sinks.add(new Shown(1280, 720));
    demand.wishesChanged();

    assertThat(demand.update(sinks, nowNs))
        .isEqualTo(new Watched(Source.CAMERA, RIDS, Watched.ALL_LAYERS, "VP9"));
  }

  @Test
  void whoComesBackInTimeChangesNothing() {
    demand.sent(SIMULCAST);
    sinks.add(new Shown(1280, 720));
    assertThat(later()).isNull();
    PacketSink gone = sinks.removeFirst();
    demand.wishesChanged();
    assertThat(demand.update(sinks, nowNs)).isNull();
    nowNs += Demand.PATIENCE_NS - 1;
    sinks.add(gone);
    demand.wishesChanged();
    assertThat(demand.update(sinks, nowNs)).isNull();
    assertThat(later()).isNull();
  }

  @Test
  void onlyTheSmallestGoesOn_whenNobodyWatches() {
    demand.sent(SIMULCAST);
    demand.update(sinks, nowNs);
    assertThat(later()).isEqualTo(new Watched(Source.CAMERA, List.of("q"), 1, "VP9"));
  }

  @Test
  void layersOfOneEncodingAreCounted() {
    Demand scalable = new Demand(track(List.of()));
    scalable.sent(SPATIAL);
    sinks.add(new Shown(300, 200));
    scalable.update(sinks, nowNs);
    assertThat(scalable.update(sinks, nowNs + Demand.PATIENCE_NS))
        .isEqualTo(new Watched(Source.CAMERA, List.of(), 1, "VP9"));
    sinks.add(new Shown(640, 360));
    scalable.wishesChanged();
    assertThat(scalable.update(sinks, nowNs))
        .isEqualTo(new Watched(Source.CAMERA, List.of(), 2, "VP9"));
  }

  @Test
  void everythingIsSent_whileSizesAreNotKnown() {
    sinks.add(new Shown(100, 60));
    demand.wishesChanged();
    assertThat(later()).isNull();
    demand.sent(new Ladder(List.of(new Ladder.Rung(0, 0, 0, 0))));
    assertThat(later()).isNull();
  }

  @Test
  void theCodecThatAllDecodeIsAskedForAtOnce() {
    demand.sent(SIMULCAST);
    sinks.add(new Shown(1280, 720));
    assertThat(later()).isNull();
    sinks.add(new Shown(1280, 720, List.of(VP8)));
    demand.wishesChanged();
    assertThat(demand.update(sinks, nowNs))
        .isEqualTo(new Watched(Source.CAMERA, RIDS, Watched.ALL_LAYERS, "VP8"));
  }

  @Test
  void theFirstCodecStands_whenNoneIsDecodedByAll() {
    demand.sent(SIMULCAST);
    sinks.add(new Shown(1280, 720, List.of(VP8)));
    sinks.add(new Shown(1280, 720, List.of()));
    assertThat(later()).isNull();
  }

  private void onlyTheMiddleIsWatched() {
    demand.sent(SIMULCAST);
    sinks.add(new Shown(640, 360));
    demand.update(sinks, nowNs);
    assertThat(later().rids()).containsExactly("q", "h");
  }

  private Watched later() {
    nowNs += Demand.PATIENCE_NS + SECOND_NS;
    return demand.update(sinks, nowNs);
  }

  private static PublishedTrack track(List<String> rids) {
    NegotiatedMedia media =
        new NegotiatedMedia(
            0,
            "c",
            MediaKind.VIDEO,
            Direction.RECVONLY,
            List.of(VP9, VP8),
            Map.of(),
            rids,
            null,
            null,
            0,
            0,
            null);
    return new PublishedTrack(Source.CAMERA, media, true, () -> {});
  }

  /** Shows the picture at a size. */
  private record Shown(int width, int height, List<Codec> codecs) implements PacketSink {
    Shown(int width, int height) {
      this(width, height, List.of(VP8, VP9));
    }

    @Override
    public void packet(
        PublishedStream stream, RtpView packet, FrameInfo frame, long sequence, long nowNs) {}

    @Override
    public void ladderChanged(long nowNs) {}

    @Override
    public LayerTarget wish(Ladder sizes) {
      return sizes.target(width, height);
    }

    @Override
    public boolean decodes(Codec codec) {
      return codecs.contains(codec);
    }

    @Override
    public void interrupted() {}
  }
}
