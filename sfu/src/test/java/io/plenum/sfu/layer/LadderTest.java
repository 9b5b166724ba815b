package io.plenum.sfu.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Which size a receiver gets for the size it shows. */
class LadderTest {
  private final Ladder simulcast =
      new Ladder(
          List.of(
              new Ladder.Rung(2, 0, 1280, 720),
              new Ladder.Rung(0, 0, 320, 180),
              new Ladder.Rung(1, 0, 640, 360)));

  private final Ladder layers =
      new Ladder(
          List.of(
              new Ladder.Rung(0, 0, 320, 180),
              new Ladder.Rung(0, 1, 640, 360),
              new Ladder.Rung(0, 2, 1280, 720)));

  @Test
  void givesTheSmallestThatLooksSharp() {
    assertThat(simulcast.target(160, 90).encoding()).isZero();
    assertThat(simulcast.target(320, 180).encoding()).isZero();
    assertThat(simulcast.target(400, 225).encoding()).isEqualTo(1);
    assertThat(layers.target(500, 281).spatial()).isEqualTo(1);
  }

  @Test
  void stretchesAPicture_byAThirdOfItsPixelsAtMost() {
    assertThat(simulcast.target(360, 200).encoding()).isZero();
    assertThat(simulcast.target(380, 214).encoding()).isEqualTo(1);
  }

  @Test
  void givesEverything_whenNoSizeIsSaidOrNoneIsEnough() {
    assertThat(simulcast.target(0, 0)).isEqualTo(LayerTarget.all(2));
    assertThat(simulcast.target(3840, 2160)).isEqualTo(LayerTarget.all(2));
    assertThat(layers.target(3840, 2160)).isEqualTo(LayerTarget.all(0));
  }

  @Test
  void takesTheLaterEncodingForTheLarger_whenSizesAreNotKnown() {
    Ladder unknown = new Ladder(List.of(new Ladder.Rung(1, 0, 0, 0), new Ladder.Rung(0, 0, 0, 0)));
    assertThat(unknown.target(100, 100)).isEqualTo(LayerTarget.all(1));
  }

  @Test
  void keepsWhatIsNotBeingSent_andLearnsNewSizes() {
    Ladder now = new Ladder(List.of(new Ladder.Rung(0, 0, 300, 160), new Ladder.Rung(1, 0, 0, 0)));
    assertThat(simulcast.with(now).rungs())
        .containsExactly(
            new Ladder.Rung(0, 0, 300, 160),
            new Ladder.Rung(1, 0, 640, 360),
            new Ladder.Rung(2, 0, 1280, 720));
  }

  @Test
  void knowsThePlaceOfASize() {
    assertThat(simulcast.place(LayerTarget.all(1))).isEqualTo(1);
    assertThat(layers.place(new LayerTarget(0, 1, 2))).isEqualTo(1);
    assertThat(layers.place(LayerTarget.all(0))).isEqualTo(2);
    assertThat(layers.place(null)).isEqualTo(-1);
    assertThat(layers.place(LayerTarget.all(3))).isEqualTo(-1);
  }

  @Test
  void givesNothing_whenNothingIsPublished() {
    assertThat(Ladder.EMPTY.target(0, 0)).isNull();
    assertThat(Ladder.EMPTY.has(0)).isFalse();
  }

  @Test
  void isInOrderOfSize() {
    assertThat(simulcast.rungs()).extracting(Ladder.Rung::encoding).containsExactly(0, 1, 2);
    assertThat(simulcast.larger(2, 1)).isTrue();
    assertThat(simulcast.larger(0, 1)).isFalse();
    assertThat(simulcast.larger(1, 1)).isFalse();
  }

  @Test
  void knowsTheHighestSpatialLayerOfAnEncoding() {
    assertThat(layers.topSpatial(0)).isEqualTo(2);
    assertThat(layers.topSpatial(1)).isEqualTo(-1);
  }

  @Test
  void refusesLayersThatCannotBe() {
    assertThatThrownBy(() -> new LayerTarget(0, 8, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new LayerTarget(-1, 0, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
