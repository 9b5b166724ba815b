package io.plenum.sfu.allocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plenum.sfu.allocation.Allotment.Picture;
import io.plenum.sfu.allocation.Allotment.State;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class AllocatorTest {
  private static final int SMALL = 320 * 180;
  private static final int MIDDLE = 640 * 360;
  private static final int LARGE = 1_280 * 720;

  private static final List<Priority> PRIORITIES = List.of(Priority.values());

  private static final List<Layer> LAYERS =
      List.of(
          new Layer(0, 0, 0, SMALL, 100_000),
          new Layer(0, 0, 1, SMALL, 150_000),
          new Layer(0, 1, 1, MIDDLE, 500_000),
          new Layer(0, 2, 1, LARGE, 1_500_000));

  @Test
  void givesEverythingToEverybody_whenItFits() {
    Allotment all = Allocator.allot(wishes(4, Priority.OTHER), 10_000_000);
    assertThat(all.pictures()).allMatch(p -> p.layer() == 3 && p.state() == State.FULL);
    assertThat(all.totalBps()).isEqualTo(6_000_000);
    assertThat(all.wantedBps()).isZero();
  }

  @Test
  void givesEverybodyAboutTheSame_whenItDoesNot() {
    Allotment some = Allocator.allot(wishes(3, Priority.OTHER), 1_000_000);
    assertThat(layers(some)).containsExactly(2, 1, 1);
    assertThat(some.pictures().get(1).state()).isEqualTo(State.REDUCED);
    assertThat(some.wantedBps()).isEqualTo((long) Math.ceil(4_500_000 / Allocator.NEW_SHARE));
  }

  @Test
  void keepsTheFirstPicture_downToTheBudgetThatIsSaid() {
    List<PictureWish> wishes =
        List.of(
            new PictureWish(0, Priority.OTHER, 0, LAYERS, 2),
            new PictureWish(1, Priority.SPEAKER, 0, LAYERS, 2));
    long keptBps = Allocator.keptBps(wishes);
    assertThat(keptBps).isEqualTo(80_000);
    assertThat(layers(Allocator.allot(wishes, keptBps))).containsExactly(PictureWish.NONE, 0);
    assertThat(layers(Allocator.allot(wishes, keptBps - 1))).containsExactly(-1, -1);
    assertThat(Allocator.keptBps(wishes(2, Priority.OTHER))).as("nothing is shown").isZero();
    assertThat(Allocator.keptBps(List.of())).isZero();
  }

  @Test
  void raisesTheScreenFirst_thenThePinnedThenTheSpeaker() {
    List<PictureWish> wishes = new ArrayList<>();
    for (Priority priority : List.of(Priority.OTHER, Priority.SPEAKER, Priority.PINNED)) {
      wishes.add(new PictureWish(wishes.size(), priority, 0, LAYERS, PictureWish.NONE));
    }
    wishes.add(new PictureWish(3, Priority.SCREEN, 0, LAYERS, PictureWish.NONE));
    assertThat(layers(Allocator.allot(wishes, 2_000_000))).containsExactly(0, 0, 1, 3);
    assertThat(layers(Allocator.allot(wishes, 2_500_000))).containsExactly(1, 1, 2, 3);
    assertThat(layers(Allocator.allot(wishes, 3_600_000))).containsExactly(1, 1, 3, 3);
  }

  @Test
  void pausesTheLeastImportant_andSaysWhy() {
    List<PictureWish> wishes = new ArrayList<>(wishes(3, Priority.OTHER));
    wishes.add(new PictureWish(3, Priority.SCREEN, 0, LAYERS, PictureWish.NONE));
    Allotment two = Allocator.allot(wishes, 220_000);
    assertThat(layers(two)).containsExactly(0, -1, -1, 0);
    assertThat(two.pictures().get(1).state()).isEqualTo(State.PAUSED_BANDWIDTH);
  }

  @Test
  void saysThatThereIsNothing_whenThePublisherSendsNothing() {
    PictureWish empty = new PictureWish(7, Priority.OTHER, 0, List.of(), PictureWish.NONE);
    Allotment none = Allocator.allot(List.of(empty), 1_000_000);
    assertThat(none.pictures()).containsExactly(new Picture(7, -1, State.PAUSED_SOURCE));
    assertThat(none.wantedBps()).isZero();
  }

  @Test
  void showsASmallerPictureAfterOneThatDoesNotFit() {
    List<Layer> heavy = List.of(new Layer(0, 0, 0, LARGE, 900_000));
    List<PictureWish> wishes =
        List.of(
            new PictureWish(0, Priority.SCREEN, 0, heavy, PictureWish.NONE),
            new PictureWish(1, Priority.OTHER, 0, LAYERS, PictureWish.NONE));
    assertThat(layers(Allocator.allot(wishes, 200_000))).containsExactly(-1, 1);
  }

  @Test
  void givesNoMorePixelsThanTheTileHas() {
    assertThat(layers(Allocator.allot(List.of(tile(SMALL)), 9_000_000))).containsExactly(1);
    assertThat(layers(Allocator.allot(List.of(tile(SMALL / 3 * 4)), 9_000_000))).containsExactly(1);
    assertThat(layers(Allocator.allot(List.of(tile(2 * SMALL)), 9_000_000))).containsExactly(2);
    assertThat(layers(Allocator.allot(List.of(tile(2 * LARGE)), 9_000_000))).containsExactly(3);
    assertThat(layers(Allocator.allot(List.of(tile(1)), 9_000_000))).containsExactly(1);
  }

  @Test
  void keepsWhatIsShown_whereItWouldNotBeBegun() {
    assertThat(layers(Allocator.allot(List.of(shown(PictureWish.NONE)), 510_000)))
        .containsExactly(1);
    assertThat(layers(Allocator.allot(List.of(shown(2)), 510_000))).containsExactly(2);
    assertThat(layers(Allocator.allot(List.of(shown(2)), 490_000))).containsExactly(1);
  }

  @Test
  void pausesNothing_whileTheEstimateDips() {
    assertThat(layers(Allocator.allot(List.of(shown(0)), 81_000))).containsExactly(0);
    assertThat(layers(Allocator.allot(List.of(shown(0)), 79_000))).containsExactly(-1);
    assertThat(layers(Allocator.allot(List.of(shown(PictureWish.NONE)), 101_000)))
        .containsExactly(-1);
  }

  @Test
  void givesNothing_withoutABudget() {
    assertThat(layers(Allocator.allot(wishes(2, Priority.SCREEN), -5))).containsExactly(-1, -1);
  }

  @Test
  void refusesMoreLayersThanTheLimit() {
    List<Layer> many = Collections.nCopies(Layer.MAX_LAYERS + 1, LAYERS.getFirst());
    assertThatThrownBy(() -> new PictureWish(0, Priority.OTHER, 0, many, -1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Property
  void staysWithinTheBudget_whateverWasShown(
      @ForAll @Size(max = 25) List<@IntRange(min = 0, max = 99) Integer> kinds,
      @ForAll @LongRange(min = 0, max = 20_000_000) long budgetBps) {
    List<PictureWish> wishes = new ArrayList<>();
    for (int kind : kinds) {
      Priority priority = PRIORITIES.get(kind % PRIORITIES.size());
      wishes.add(new PictureWish(wishes.size(), priority, 0, LAYERS, kind % 5 - 1));
    }
    Allotment allotment = Allocator.allot(wishes, budgetBps);
    long totalBps = 0;
    for (Picture picture : allotment.pictures()) {
      totalBps += picture.layer() < 0 ? 0 : LAYERS.get(picture.layer()).bitrateBps();
    }
    assertThat(allotment.totalBps()).isEqualTo(totalBps);
    assertThat(totalBps).isLessThanOrEqualTo((long) (budgetBps * Allocator.PAUSE_SHARE));
    assertThat(allotment.pictures()).hasSize(wishes.size());
  }

  @Property
  void changesNothing_whenAskedAgain(
      @ForAll @IntRange(min = 1, max = 12) int count,
      @ForAll @LongRange(min = 0, max = 20_000_000) long budgetBps) {
    Allotment first = Allocator.allot(wishes(count, Priority.OTHER), budgetBps);
    List<PictureWish> again = new ArrayList<>();
    for (Picture picture : first.pictures()) {
      again.add(new PictureWish(picture.slot(), Priority.OTHER, 0, LAYERS, picture.layer()));
    }
    assertThat(Allocator.allot(again, budgetBps)).isEqualTo(first);
  }

  private static PictureWish tile(int pixels) {
    return new PictureWish(0, Priority.OTHER, pixels, LAYERS, PictureWish.NONE);
  }

  private static PictureWish shown(int layer) {
    return new PictureWish(0, Priority.OTHER, 0, LAYERS, layer);
  }

  private static List<PictureWish> wishes(int count, Priority priority) {
    List<PictureWish> wishes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      wishes.add(new PictureWish(i, priority, 0, LAYERS, PictureWish.NONE));
    }
    return wishes;
  }

  private static List<Integer> layers(Allotment allotment) {
    return allotment.pictures().stream().map(Picture::layer).toList();
  }
}
