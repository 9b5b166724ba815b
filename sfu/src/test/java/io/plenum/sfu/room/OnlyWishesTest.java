package io.plenum.sfu.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.sfu.Source;
import io.plenum.testkit.Crowd;
import io.plenum.testkit.CrowdMember;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who wants to see and hear nobody but those whom they chose. */
class OnlyWishesTest {
  private final Crowd crowd = new Crowd(1, 10);

  @Test
  void seesAndHearsWhomTheyChose_howeverLoudTheOthersAre() {
    CrowdMember viewer = crowd.join(1, 1);
    CrowdMember quiet = crowd.join(1, 1);
    List<CrowdMember> loud = crowd.join(4, 1, 1);
    loud.forEach(member -> member.speak(5));
    loud.forEach(member -> member.camera(true));
    quiet.speak(45);
    crowd.run(2_000);
    assertThat(viewer.shows()).as("by loudness").doesNotContain("p1 CAMERA");

    only(viewer, new Wish(quiet.id(), Source.CAMERA, 320, 180));
    crowd.run(1_000);
    assertThat(viewer.shows()).as("in a pair, though no picture comes").contains("p1 MICROPHONE");
    assertThat(viewer.shows()).allMatch(shown -> shown.startsWith("p1 "));
    quiet.camera(true);
    long sounds = viewer.soundReceived();
    long pictures = viewer.picturesReceived();
    crowd.run(3_000);
    assertThat(viewer.soundReceived() - sounds).isBetween(140L, 150L);
    assertThat(viewer.picturesReceived() - pictures).isBetween(20L, 30L);

    crowd.leave(quiet);
    crowd.run(1_000);
    assertThat(viewer.shows()).isEmpty();
    only(viewer);
    crowd.run(1_000);
    assertThat(viewer.shows()).isEmpty();
    crowd.room().view(viewer.id(), List.of(), crowd.nowNs());
    crowd.run(1_000);
    assertThat(viewer.shows()).hasSize(2);
  }

  private void only(CrowdMember viewer, Wish... wishes) {
    crowd.room().view(viewer.id(), List.of(wishes), true, crowd.nowNs());
  }
}
