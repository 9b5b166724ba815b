package io.plenum.sfu.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.sfu.Source;
import io.plenum.sfu.allocation.Layer;
import io.plenum.sfu.layer.Ladder;
import io.plenum.sfu.layer.LayerTarget;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is remembered of sizes that rest. */
class SizeNeedsTest {
  private static final List<String> RIDS = List.of("q", "h");
  private static final Watched ALL = asked(RIDS, Watched.ALL_LAYERS);

  private static final Ladder SIMULCAST =
      new Ladder(List.of(new Ladder.Rung(0, 0, 320, 180), new Ladder.Rung(1, 0, 640, 360)));

  private static final Ladder SPATIAL =
      new Ladder(List.of(new Ladder.Rung(0, 0, 320, 180), new Ladder.Rung(0, 1, 640, 360)));

  private final SizeNeeds needs = new SizeNeeds();

  @Test
  void aSizeThatRests_takesWhatItTookBefore() {
    needs.sent(SIMULCAST, List.of(layer(0, 100), layer(1, 400)), ALL, RIDS);
    needs.sent(smallest(SIMULCAST), List.of(layer(0, 120)), asked(List.of("q"), 1), RIDS);
    assertThat(bitrates(SIMULCAST)).containsExactly(120L, 400L);
  }

  @Test
  void whatFadesBecauseItIsNotAskedForAnyMore_isNotNoted() {
    needs.sent(SIMULCAST, List.of(layer(0, 100), layer(1, 400)), ALL, RIDS);
    needs.sent(SIMULCAST, List.of(layer(0, 100), layer(1, 50)), asked(List.of("q"), 1), RIDS);
    assertThat(bitrates(SIMULCAST)).containsExactly(100L, 400L);
  }

  @Test
  void layersOfOneEncodingAreKnownByTheirSize_thoughTheHighestIsCalledTop() {
    Layer small = new Layer(0, 0, LayerTarget.TOP, 57_600, 100);
    Layer large = new Layer(0, LayerTarget.TOP, LayerTarget.TOP, 230_400, 400);
    needs.sent(SPATIAL, List.of(small, large), asked(List.of(), Watched.ALL_LAYERS), List.of());
    Layer only = new Layer(0, LayerTarget.TOP, LayerTarget.TOP, 57_600, 110);
    needs.sent(smallest(SPATIAL), List.of(only), asked(List.of(), 1), List.of());
    assertThat(needs.layers(SPATIAL))
        .containsExactly(
            new Layer(0, 0, LayerTarget.TOP, 57_600, 110),
            new Layer(0, 1, LayerTarget.TOP, 230_400, 400));
  }

  @Test
  void aSizeThatWasNeverMeasured_takesTwoBitsAPixel() {
    assertThat(bitrates(SIMULCAST)).containsExactly(320L * 180 * 2, 640L * 360 * 2);
  }

  @Test
  void goesNoFurtherThanAllotmentsDo() {
    List<Layer> many = new ArrayList<>();
    for (int i = 0; i < Layer.MAX_LAYERS; i++) {
      many.add(new Layer(0, LayerTarget.TOP, 0, 57_600, 100 + i));
    }
    needs.sent(SIMULCAST, many, ALL, RIDS);
    assertThat(needs.layers(SIMULCAST)).hasSize(Layer.MAX_LAYERS);
  }

  private List<Long> bitrates(Ladder known) {
    return needs.layers(known).stream().map(Layer::bitrateBps).toList();
  }

  private static Ladder smallest(Ladder ladder) {
    return new Ladder(ladder.rungs().subList(0, 1));
  }

  private static Layer layer(int encoding, long bps) {
    long pixels = SIMULCAST.rungs().get(encoding).pixels();
    return new Layer(encoding, LayerTarget.TOP, LayerTarget.TOP, pixels, bps);
  }

  private static Watched asked(List<String> rids, int layers) {
    return new Watched(Source.CAMERA, rids, layers, "VP8");
  }
}
