package io.plenum.sfu.allocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.plenum.sfu.layer.Ladder;
import io.plenum.sfu.layer.LayerTarget;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LayerMeterTest {
  private static final long MS = 1_000_000L;
  private static final int TOP = LayerTarget.TOP;

  private final LayerMeter meter = new LayerMeter();
  private long nowNs = 9_999 * MS;

  @Test
  void measuresALayerWithAllItNeeds() {
    run(4_000, 1, 3);
    assertThat((double) meter.bps(0, 0, 0, nowNs)).isCloseTo(80_000, within(4_000.0));
    assertThat((double) meter.bps(0, 0, 2, nowNs)).isCloseTo(240_000, within(12_000.0));
  }

  @Test
  void addsSpatialLayersOfOneEncoding_butNotSimulcast() {
    for (int i = 0; i < 400; i++) {
      meter.packet(0, 0, 0, false, 100, nowNs);
      meter.packet(0, 1, 0, false, 100, nowNs);
      meter.packet(1, 0, 0, false, 100, nowNs);
      nowNs += 10 * MS;
    }
    assertThat((double) meter.bps(0, 1, 0, nowNs)).isCloseTo(160_000, within(8_000.0));
    assertThat((double) meter.bps(1, 0, 0, nowNs)).isCloseTo(80_000, within(4_000.0));
  }

  @Test
  void countsAKeyframe_overTwoSeconds() {
    run(4_000, 1, 1);
    long before = meter.bps(0, 0, 0, nowNs);
    meter.packet(0, 0, 0, true, 10_000, nowNs);
    run(250, 1, 1);
    long soon = meter.bps(0, 0, 0, nowNs);
    run(1_500, 1, 1);
    long later = meter.bps(0, 0, 0, nowNs);
    run(1_000, 1, 1);
    assertThat(soon - before).isEqualTo(40_000);
    assertThat(later - before).isEqualTo(40_000);
    assertThat(meter.bps(0, 0, 0, nowNs)).isEqualTo(before);
  }

  @Test
  void countsAllThatKeyframesTake_whereTheyComeAgainAndAgain() {
    for (int i = 0; i < 6; i++) {
      meter.packet(0, 0, 0, true, 10_000, nowNs);
      run(1_000, 1, 1);
    }
    assertThat(meter.bps(0, 0, 0, nowNs)).as("of 80 without").isBetween(115_000L, 165_000L);
  }

  @Test
  void offersWhatIsBeingSent_cheapestFirst() {
    run(2_000, 3, 3);
    List<Layer> layers = meter.layers(ladder(3, 10), nowNs);
    assertThat(layers).hasSize(7).hasSizeLessThanOrEqualTo(Layer.MAX_LAYERS);
    assertThat(layers.getFirst().target()).isEqualTo(new LayerTarget(0, TOP, 0));
    assertThat(layers.get(3).target()).isEqualTo(new LayerTarget(1, TOP, 1));
    assertThat(layers.getLast().target()).isEqualTo(LayerTarget.all(2));
    assertThat(layers.getLast().pixels()).isEqualTo(300);
  }

  @Test
  void offersTheOnlyFrameRateThereIs() {
    run(2_000, 2, 1);
    assertThat(meter.layers(ladder(2, 0), nowNs)).hasSize(2);
  }

  @Test
  void offersALayer_fromItsFirstPacketOn() {
    meter.packet(0, 0, 0, true, 10_000, nowNs);
    List<Layer> layers = meter.layers(ladder(1, 0), nowNs);
    assertThat(layers).hasSize(1);
    assertThat(layers.getFirst().bitrateBps()).isEqualTo(40_000);
  }

  @Test
  void takesALayerForWhatItsSizeUsuallyTakes_untilItIsMeasured() {
    Ladder ladder = ladder(1, 5_000);
    long expected = ladder.rungs().getFirst().pixels() * LayerMeter.FIRST_BITS_PER_PIXEL;
    for (int i = 0; i < 200; i++) {
      meter.packet(0, 0, 0, false, 100, nowNs);
      if (i < 20) {
        assertThat(bps(ladder)).isEqualTo(expected);
      }
      nowNs += 10 * MS;
    }
    assertThat((double) bps(ladder)).isCloseTo(80_000, within(4_000.0));
  }

  @Test
  void measuresAnEncodingThatBeginsLater_fromItsBeginningOn() {
    run(4_000, 1, 1);
    run(750, 2, 1);
    assertThat((double) meter.bps(1, 0, 0, nowNs)).isCloseTo(80_000, within(8_000.0));
    nowNs += 3_000 * MS;
    run(750, 2, 1);
    assertThat((double) meter.bps(1, 0, 0, nowNs)).isCloseTo(80_000, within(8_000.0));
  }

  @Test
  void offersTheLatestSizesForNothing_whenNothingIsSent() {
    run(1_000, 1, 1);
    assertThat(meter.layers(ladder(1, 0), nowNs)).hasSize(1);
    nowNs += 2_500 * MS;
    assertThat(meter.layers(ladder(2, 10), nowNs))
        .containsExactly(new Layer(0, TOP, TOP, 100, 0), new Layer(1, TOP, TOP, 200, 0));
    assertThat(meter.layers(Ladder.EMPTY, nowNs)).isEmpty();
  }

  @Test
  void countsWhatIsBeyondItsLimits_asTheLast() {
    for (int i = 0; i < 200; i++) {
      meter.packet(7, 9, 5, false, 100, nowNs);
      nowNs += 10 * MS;
    }
    assertThat(meter.bps(2, 2, 2, nowNs)).isPositive();
    Ladder ladder = new Ladder(List.of(new Ladder.Rung(2, 2, 0, 0)));
    assertThat(meter.layers(ladder, nowNs)).hasSize(1);
  }

  private long bps(Ladder ladder) {
    return meter.layers(ladder, nowNs).getFirst().bitrateBps();
  }

  /** Encodings without spatial layers; the n-th has n times {@code side} × {@code 10} pixels. */
  private static Ladder ladder(int encodings, int side) {
    return new Ladder(
        IntStream.range(0, encodings)
            .mapToObj(e -> new Ladder.Rung(e, 0, side * (e + 1), 10))
            .toList());
  }

  private void run(int ms, int encodings, int temporals) {
    for (int i = 0; i < ms / 10; i++) {
      for (int encoding = 0; encoding < encodings; encoding++) {
        for (int temporal = 0; temporal < temporals; temporal++) {
          meter.packet(encoding, 0, temporal, false, 100, nowNs);
        }
      }
      nowNs += 10 * MS;
    }
  }
}
