package io.plenum.sfu.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.sfu.ParticipantId;
import io.plenum.sfu.Source;
import io.plenum.sfu.subscribe.Subscriber;
import io.plenum.testkit.LinkConditions;
import io.plenum.testkit.ScriptedPeer;
import io.plenum.testkit.SimulatedRoom;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures are counted by their size, 0 the smallest (docs/metrics.md). */
class PictureLayersTest {
  private static final LinkConditions LINK = LinkConditions.good(20);

  @ParameterizedTest
  @ValueSource(strings = {"q h f", "f h q", "h f q"})
  void countPicturesBySize_inWhateverOrderThePublisherListsThem(String rids) {
    SimulatedRoom simulation = new SimulatedRoom(1, 1, 1);
    simulation.join("viewer", LINK, LINK);
    ScriptedPeer sender = simulation.joinSending("sender", LINK, List.of(rids.split(" ")));
    sender.camera(true);
    simulation.run(15_000);
    Subscriber viewer = simulation.participant("viewer").subscriber();

    int[] heights = {180, 360, 720};
    for (int size = 0; size < heights.length; size++) {
      Wish wish =
          new Wish(
              new ParticipantId("sender"), Source.CAMERA, heights[size] * 16 / 9, heights[size]);
      simulation.view("viewer", List.of(wish));
      simulation.run(3_000);
      for (int layer = 0; layer < heights.length; layer++) {
        assertThat(viewer.pictures(layer))
            .as("pictures of layer %d, %d lines shown, %s", layer, heights[size], rids)
            .isEqualTo(layer == size ? 1 : 0);
      }
    }
    simulation.leave("sender");
    assertThat(viewer.pictures(0) + viewer.pictures(1) + viewer.pictures(2)).isZero();
  }
}
