package io.plenum.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReceivedTrackTest {
  private final ReceivedTrack track = new ReceivedTrack(7);

  @Test
  void countsWhatIsMissing_alsoWhereNumbersWrap() {
    track.add(65_530);
    track.begin();
    for (int sequence : new int[] {65_531, 65_532, 65_535, 0, 1, 3}) {
      track.add(sequence);
    }

    assertThat(track.received()).isEqualTo(6);
    assertThat(track.lost()).isEqualTo(3);
  }

  @Test
  void losesNothing_whenPacketsOvertakeEachOther() {
    track.add(10);
    track.begin();
    track.add(12);
    track.add(11);

    assertThat(track.lost()).isZero();
  }

  @Test
  void countsNoPacketTwice_soThatNoneHidesALoss() {
    track.add(65_535);
    track.begin();
    for (int sequence : new int[] {0, 0, 2, 2, 4, 0}) {
      track.add(sequence);
    }

    assertThat(track.received()).isEqualTo(3);
    assertThat(track.lost()).isEqualTo(2);
  }

  @Test
  void countsNothingThatIsOlderThanWhatItRemembers() {
    track.add(1);
    track.begin();
    track.add(2 + ReceivedTrack.WINDOW);
    track.add(2);

    assertThat(track.received()).isEqualTo(1);
    assertThat(track.lost()).isEqualTo(ReceivedTrack.WINDOW);
  }

  @Test
  void leavesOutWhatBelongsBeforeTheBeginning() {
    track.add(10);
    track.add(12);
    track.begin();
    track.add(11);
    track.add(14);

    assertThat(track.received()).isEqualTo(1);
    assertThat(track.lost()).isEqualTo(1);
  }

  @Test
  void tellsLossSinceTheStart_alsoAfterTheBeginning() {
    track.add(1);
    track.add(3);
    track.begin();
    track.add(5);

    assertThat(track.report().cumulativeLost()).isEqualTo(2);
    assertThat(track.report().highestSequence()).isEqualTo(5);
  }
}
