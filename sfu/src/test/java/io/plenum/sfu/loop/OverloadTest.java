package io.plenum.sfu.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.sfu.subscribe.LinkShare;
import org.junit.jupiter.api.Test;

class OverloadTest {
  private static final long BPS = 2_000_000;

  private final Overload overload = new Overload();

  private void looks(int count, double busy) {
    for (int i = 0; i < count; i++) {
      overload.look(busy, BPS, false);
    }
  }

  @Test
  void staysCalm_whenABusyMomentPasses() {
    for (int i = 0; i < 10; i++) {
      looks(Overload.SHED_LOOKS - 1, 1);
      looks(1, 0.3);
    }
    assertThat(overload.level()).isZero();
    assertThat(overload.refusesRooms()).isFalse();
    assertThat(overload.limitBps()).isEqualTo(LinkShare.NO_LIMIT);
  }

  @Test
  void takesNoOtherRoom_beforeItShowsLess() {
    looks(Overload.STRAINED_LOOKS - 1, 0.9);
    assertThat(overload.refusesRooms()).isFalse();
    looks(20, 0.9);
    assertThat(overload.refusesRooms()).isTrue();
    assertThat(overload.limitBps()).isEqualTo(LinkShare.NO_LIMIT);
    assertThat(overload).hasToString("is busy: it takes no other room");

    looks(Overload.REST_LOOKS - 1, 0.5);
    assertThat(overload.refusesRooms()).isTrue();
    looks(1, 0.5);
    assertThat(overload.refusesRooms()).isFalse();
    assertThat(overload).hasToString("has time again");
  }

  @Test
  void goesOnAsItIs_whileItIsNeitherStrainedNorRelaxed() {
    looks(Overload.STRAINED_LOOKS, 0.9);
    looks(100, 0.8);
    assertThat(overload.level()).isEqualTo(1);
  }

  @Test
  void showsLessStepByStep_whileItIsSaturated() {
    looks(Overload.SHED_LOOKS, 0.99);
    assertThat(overload.limitBps()).isEqualTo(1_400_000);
    assertThat(overload.refusesRooms()).isTrue();
    looks(Overload.SHED_LOOKS, 0.99);
    assertThat(overload.limitBps()).isEqualTo(980_000);
    assertThat(overload)
        .hasToString("has too much to do: pictures get 980 kbit/s for each receiver");
    looks(Overload.SHED_LOOKS * 30, 0.99);
    assertThat(overload.limitBps()).as("sound only").isZero();
  }

  @Test
  void beginsBelowWhatReceiversGet_howeverHighTheLimitIsByThen() {
    looks(Overload.SHED_LOOKS, 1);
    looks(Overload.REST_LOOKS * 10, 0.2);
    assertThat(overload.limitBps()).isGreaterThan(BPS);
    looks(Overload.SHED_LOOKS, 1);
    assertThat(overload.limitBps()).isEqualTo(1_400_000);
  }

  @Test
  void givesAllBack_whenItHasTimeAgain() {
    looks(Overload.SHED_LOOKS * 40, 1);
    long before = overload.limitBps();
    for (int step = 0; overload.limitBps() != LinkShare.NO_LIMIT && step < 100; step++) {
      looks(Overload.REST_LOOKS, 0.5);
      assertThat(overload.limitBps()).isGreaterThan(before);
      before = overload.limitBps();
      assertThat(overload.refusesRooms()).as("it has time for another room").isFalse();
    }
    assertThat(overload.limitBps()).isEqualTo(LinkShare.NO_LIMIT);
    assertThat(overload.level()).isZero();
  }

  @Test
  void givesBackTheFaster_theMoreTimeItHas() {
    looks(Overload.SHED_LOOKS, 1);
    looks(Overload.REST_LOOKS, 0.74);
    assertThat(overload.limitBps()).as("the least").isEqualTo(1_680_000);
    looks(Overload.REST_LOOKS - 1, 0.1);
    looks(1, 0.5);
    assertThat(overload.limitBps()).as("half of what the busiest leaves").isEqualTo(2_100_000);
    looks(Overload.REST_LOOKS, 0);
    assertThat(overload.limitBps()).as("the most").isEqualTo(3_150_000);
  }

  @Test
  void isNotOverloadedByTwoStepsAtOnce() {
    for (double busy = 0.05; busy < 0.65; busy += 0.01) {
      Overload shedding = new Overload();
      for (int i = 0; i < Overload.SHED_LOOKS; i++) {
        shedding.look(1, BPS, false);
      }
      double before = shedding.limitBps();
      for (int i = 0; i < 2 * Overload.REST_LOOKS; i++) {
        shedding.look(busy, BPS, false);
      }
      double after = busy * shedding.limitBps() / before;
      assertThat(after).as("from %.2f", busy).isLessThan(Overload.SATURATED);
    }
  }

  @Test
  void forgetsTheLimit_whenNobodyIsLeft() {
    looks(Overload.SHED_LOOKS, 1);
    for (int i = 0; i < Overload.REST_LOOKS; i++) {
      overload.look(0, 0, true);
    }
    assertThat(overload.level()).isZero();
  }

  @Test
  void keepsItsLimit_whereNoPictureIsLeftToGiveUp() {
    for (int i = 0; i < Overload.SHED_LOOKS; i++) {
      overload.look(1, 0, false);
    }
    assertThat(overload.limitBps()).isEqualTo(LinkShare.NO_LIMIT);
    assertThat(overload.refusesRooms()).isTrue();
  }
}
