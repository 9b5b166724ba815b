package io.plenum.sfu.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class QualityWatchTest {
  private static final QualitySample GOOD = sample(100, 0, 0, 3_000_000, 0, 0, 40);

  private final QualityWatch watch = new QualityWatch(0);
  private final List<Spell> told = new ArrayList<>();
  private long nowNs;

  private static QualitySample sample(
      int sent, int lost, int height, long bps, int paused, int broken, int roundTripMs) {
    return new QualitySample(
        sent, lost, height, 0, bps, paused, 0, broken, roundTripMs * 1_000_000L);
  }

  private static QualitySample uplink(int lost) {
    return sample(100, lost, 180, 3_000_000, 0, 0, 40);
  }

  private void see(QualitySample... samples) {
    for (QualitySample sample : samples) {
      nowNs += QualityWatch.PACE_NS;
      told.addAll(watch.sample(sample, nowNs));
    }
  }

  private static long seconds(long ns) {
    return ns / 1_000_000_000L;
  }

  @Test
  void saysWhatWasLost_andHowOthersSawIt_fromTheFirstBadSampleToTheFirstGoodOne() {
    see(GOOD, uplink(16), uplink(20), uplink(18), GOOD, GOOD, GOOD);

    assertThat(told).hasSize(2);
    assertThat(seconds(told.getFirst().beganAgoNs())).isEqualTo(4);
    assertThat(told.getFirst().over()).isFalse();
    Spell whole = told.getLast();
    assertThat(whole.text()).isEqualTo("your uplink lost 18 %, others saw you at 180p");
    assertThat(seconds(whole.beganAgoNs() - whole.endedAgoNs())).isEqualTo(6);
    assertThat(whole.over()).isTrue();
    assertThat(whole.number()).isEqualTo(told.getFirst().number());
  }

  @Test
  void saysNothing_ofOneBadMoment() {
    see(GOOD, uplink(50), GOOD, uplink(50), GOOD);
    assertThat(told).isEmpty();
  }

  @Test
  void makesOneSpell_ofAFigureThatWavers() {
    see(uplink(6), uplink(6), uplink(4), uplink(1), uplink(3), uplink(6), uplink(1), uplink(3));
    see(GOOD, GOOD, GOOD);
    assertThat(told).extracting(Spell::number).containsOnly(1);
    assertThat(told).filteredOn(Spell::over).hasSize(1);
  }

  @Test
  void saysNothing_ofAShareOfFewPackets() {
    QualitySample few = sample(QualitySample.FEWEST_PACKETS - 1, 10, 0, 1_000_000, 0, 0, 40);
    see(few, few, few);
    assertThat(told).isEmpty();
  }

  @Test
  void saysWhatTheLinkTook_andWhatWasPausedForIt() {
    see(sample(100, 0, 0, 500_000, 1, 0, 40), sample(100, 0, 0, 400_000, 2, 0, 40));
    see(GOOD, GOOD, GOOD);
    assertThat(told.getLast().text())
        .isEqualTo("your link took 400 kbit/s; 2 pictures were paused");
  }

  @Test
  void countsBrokenPictures_andMeasuresTheWay() {
    QualitySample bad = sample(100, 0, 0, 1_000_000, 0, 3, 620);
    see(bad, bad, bad, GOOD, GOOD, GOOD);
    assertThat(told.stream().filter(Spell::over).map(Spell::text))
        .containsExactly(
            "pictures broke off 9 times", "the way to the server and back took 620 ms");
    assertThat(told).extracting(Spell::number).containsOnly(1, 2);
  }

  @Test
  void tellsOfASpellThatGoesOnAndGetsWorse_notTooOften() {
    for (int i = 0; i < 60; i++) {
      see(uplink(10 + i / 2));
    }
    assertThat(told).hasSizeBetween(5, 12).noneMatch(Spell::over);
    assertThat(told).extracting(Spell::percent).isSorted();
  }
}
