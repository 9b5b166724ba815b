package io.plenum.sfu.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.sfu.ParticipantId;
import io.plenum.sfu.Source;
import io.plenum.testkit.LinkConditions;
import io.plenum.testkit.RoomScenario;
import io.plenum.testkit.RoomScenario.Receiver;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A tile that changes its size on a link that has room for any shows pictures all the time. */
class SizeChangeTest {
  private static final int FROM_S = 10;
  private static final int TO_S = 15;

  /** Of 30 in a second; some of the fastest rate are left out until a keyframe comes. */
  private static final int FRAMES = (TO_S - FROM_S) * 30 * 9 / 10;

  private final RoomScenario scenario = new RoomScenario(1, 1);
  private final Receiver receiver = scenario.receiver("receiver", LinkConditions.good(25));

  private void tile(int width, int height) {
    ParticipantId sender = new ParticipantId("sender0");
    Wish wish = new Wish(sender, Source.CAMERA, width, height, false);
    scenario.room().view("receiver", List.of(wish));
  }

  private int frames() {
    return Arrays.stream(receiver.encodingsOf(0, FROM_S, TO_S)).sum();
  }

  @Test
  void goesOn_whenALargerSizeIsTakenBackBeforeItCame() {
    tile(320, 180);
    scenario.run(FROM_S);
    tile(1_280, 720);
    tile(320, 180);
    scenario.run(TO_S - FROM_S);
    assertThat(frames()).as("%s", scenario).isGreaterThan(FRAMES);
  }

  @Test
  void goesOn_untilTheSmallerSizeIsThere() {
    tile(1_280, 720);
    scenario.run(FROM_S);
    tile(320, 180);
    scenario.run(TO_S - FROM_S);
    assertThat(frames()).as("%s", scenario).isGreaterThan(FRAMES);
    assertThat(receiver.encodingsOf(0, FROM_S + 1, TO_S)[0]).isGreaterThan(100);
  }
}
