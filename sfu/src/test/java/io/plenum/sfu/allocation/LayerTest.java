package io.plenum.sfu.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.sfu.layer.LayerTarget;
import java.util.List;
import org.junit.jupiter.api.Test;

class LayerTest {
  private static final int TOP = LayerTarget.TOP;

  private static final List<Layer> LAYERS =
      List.of(
          new Layer(0, 0, 0, 100, 1),
          new Layer(0, 0, TOP, 100, 2),
          new Layer(0, TOP, 1, 200, 3),
          new Layer(0, TOP, TOP, 200, 4),
          new Layer(1, TOP, TOP, 300, 5));

  @Test
  void isFound_byWhatTheTargetBrings() {
    assertThat(Layer.indexOf(LAYERS, new LayerTarget(0, 0, 0))).isZero();
    assertThat(Layer.indexOf(LAYERS, new LayerTarget(0, 0, TOP))).isEqualTo(1);
    assertThat(Layer.indexOf(LAYERS, new LayerTarget(0, 3, 2))).isZero();
    assertThat(Layer.indexOf(LAYERS, LayerTarget.all(0))).isEqualTo(3);
    assertThat(Layer.indexOf(LAYERS, LayerTarget.all(1))).isEqualTo(4);
  }

  @Test
  void isNotFound_whereNothingIsShownOrTheEncodingIsGone() {
    assertThat(Layer.indexOf(LAYERS, null)).isEqualTo(PictureWish.NONE);
    assertThat(Layer.indexOf(LAYERS, LayerTarget.all(2))).isEqualTo(PictureWish.NONE);
    assertThat(Layer.indexOf(List.of(), LayerTarget.all(0))).isEqualTo(PictureWish.NONE);
  }
}
