package io.plenum.sfu.subscribe;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.sfu.allocation.Layer;
import java.util.List;
import org.junit.jupiter.api.Test;

class SteadinessTest {
  private static final List<Layer> LAYERS =
      List.of(
          new Layer(0, 0, 0, 100, 1),
          new Layer(0, 0, 1, 100, 2),
          new Layer(1, 0, 1, 200, 3),
          new Layer(1, 0, 2, 200, 4));

  private static final long LINK_BPS = 500_000;

  private final Steadiness steadiness = new Steadiness();

  @Test
  void staysSmallForAWhile_afterTheLinkTookNoMore() {
    steadiness.changed(LAYERS, 3, 0, true, LINK_BPS, 0);
    assertThat(steadiness.highest(LAYERS, 0, LINK_BPS, Steadiness.CALM_NS - 1)).isEqualTo(1);
    assertThat(steadiness.highest(LAYERS, 0, LINK_BPS, Steadiness.CALM_NS))
        .isEqualTo(Layer.MAX_LAYERS);
  }

  @Test
  void staysSmallLonger_eachTimeThatTheLargerSizeDidNotLast() {
    long nowNs = 0;
    for (long calmNs : new long[] {2, 4, 8, 8}) {
      steadiness.changed(LAYERS, 2, 1, true, LINK_BPS, nowNs);
      nowNs += calmNs * 1_000_000_000L;
      assertThat(steadiness.highest(LAYERS, 1, LINK_BPS, nowNs - 1)).isEqualTo(1);
      assertThat(steadiness.highest(LAYERS, 1, LINK_BPS, nowNs)).isEqualTo(Layer.MAX_LAYERS);
      steadiness.changed(LAYERS, 1, 2, true, LINK_BPS, nowNs);
    }
    nowNs += Steadiness.LASTS_NS;
    steadiness.changed(LAYERS, 2, 1, true, LINK_BPS, nowNs);
    assertThat(steadiness.highest(LAYERS, 1, LINK_BPS, nowNs + Steadiness.CALM_NS))
        .isEqualTo(Layer.MAX_LAYERS);
  }

  @Test
  void isFree_whenTheTileBecameSmaller_orOnlyTheRateChanged() {
    steadiness.changed(LAYERS, 3, 0, false, LINK_BPS, 0);
    steadiness.changed(LAYERS, 3, 2, true, LINK_BPS, 0);
    steadiness.changed(LAYERS, 3, -1, true, LINK_BPS, 0);
    assertThat(steadiness.highest(LAYERS, 0, LINK_BPS, 1)).isEqualTo(Layer.MAX_LAYERS);
  }

  @Test
  void isFree_whenTheLinkTakesMuchMoreThanWhenTheLargerSizeDidNotLast() {
    steadiness.changed(LAYERS, 1, 2, true, LINK_BPS, 0);
    steadiness.changed(LAYERS, 2, 1, true, LINK_BPS / 2, 1);
    assertThat(steadiness.highest(LAYERS, 1, LINK_BPS * 3 / 2 - 2, 2)).isEqualTo(1);
    assertThat(steadiness.highest(LAYERS, 1, LINK_BPS * 3 / 2, 2)).isEqualTo(Layer.MAX_LAYERS);
  }
}
