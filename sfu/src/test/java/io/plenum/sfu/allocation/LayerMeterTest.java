package io.plenum.sfu.allocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class LayerMeterTest {
  private static final long MS = 1_000_000L;

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
  void countsAKeyframeLittleByLittle() {
    run(4_000, 1, 1);
    long before = meter.bps(0, 0, 0, nowNs);
    meter.packet(0, 0, 0, true, 10_000, nowNs);
    run(250, 1, 1);
    long soon = meter.bps(0, 0, 0, nowNs);
    run(1_000, 1, 1);
    long later = meter.bps(0, 0, 0, nowNs);
    assertThat(soon - before).isLessThan(20_000);
    assertThat(later - before).isGreaterThan(35_000);
  }

  @Test
  void offersWhatIsBeingSent_cheapestFirst() {
    run(2_000, 3, 3);
    List<Layer> layers = meter.layers((encoding, spatial) -> 1_000L * (encoding + 1), nowNs);
    assertThat(layers).hasSize(7).hasSizeLessThanOrEqualTo(Layer.MAX_LAYERS);
    assertThat(layers.getFirst().temporal()).isZero();
    assertThat(layers.get(3)).matches(layer -> layer.encoding() == 1 && layer.temporal() == 1);
    assertThat(layers.getLast().pixels()).isEqualTo(3_000);
  }

  @Test
  void offersTheOnlyFrameRateThereIs() {
    run(2_000, 2, 1);
    assertThat(meter.layers((encoding, spatial) -> 0, nowNs)).hasSize(2);
  }

  @Test
  void offersALayer_fromItsFirstPacketOn() {
    meter.packet(0, 0, 0, true, 10_000, nowNs);
    List<Layer> layers = meter.layers((encoding, spatial) -> 0, nowNs);
    assertThat(layers).hasSize(1);
    assertThat(layers.getFirst().bitrateBps()).isEqualTo(80_000);
  }

  @Test
  void offersNothing_afterTheEnd() {
    run(1_000, 1, 1);
    assertThat(meter.layers((encoding, spatial) -> 0, nowNs)).hasSize(1);
    nowNs += 2_500 * MS;
    assertThat(meter.layers((encoding, spatial) -> 0, nowNs)).isEmpty();
  }

  @Test
  void countsWhatIsBeyondItsLimits_asTheLast() {
    for (int i = 0; i < 200; i++) {
      meter.packet(7, 9, 5, false, 100, nowNs);
      nowNs += 10 * MS;
    }
    assertThat(meter.bps(2, 2, 2, nowNs)).isPositive();
    assertThat(meter.layers((encoding, spatial) -> 0, nowNs)).hasSize(1);
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
