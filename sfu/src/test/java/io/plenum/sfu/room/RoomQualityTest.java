package io.plenum.sfu.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.sfu.quality.Spell;
import io.plenum.sfu.quality.Trouble;
import io.plenum.testkit.LinkConditions;
import io.plenum.testkit.RoomScenario;
import io.plenum.testkit.ScriptedPeer;
import io.plenum.testkit.SimulatedRoom;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said of bad connections, from packets to words. */
class RoomQualityTest {
  private static final long MS = 1_000_000L;

  private static LinkConditions losing(double share) {
    return new LinkConditions(25 * MS, 0, share, 1, 0, 0, 0, 0, 0);
  }

  private static LinkConditions narrow(long bps) {
    return new LinkConditions(25 * MS, 0, 0, 1, 0, 0, 0, bps, (int) (bps / 8 * 3 / 10));
  }

  @Test
  void saysWhatTheUplinkLost_andHowOthersSawIt() {
    SimulatedRoom room = new SimulatedRoom(1, 2, 2);
    ScriptedPeer ann = room.join("ann", losing(0), losing(0));
    room.join("bob", LinkConditions.good(25));
    ann.camera(true);
    ann.voice(true, 20);
    room.run(6_000);
    assertThat(room.troubles("ann")).isEmpty();
    room.uplink("ann").conditions(losing(0.18));
    room.run(12_000);
    room.uplink("ann").conditions(losing(0));
    room.run(12_000);

    List<Spell> whole = room.troubles("ann").stream().filter(Spell::over).toList();
    assertThat(whole).as("%s", room).hasSize(1);
    Spell spell = whole.getFirst();
    assertThat(spell.trouble()).isEqualTo(Trouble.UPLINK_LOSS);
    assertThat(spell.percent()).isBetween(13, 23);
    assertThat(spell.beganAgoNs() - spell.endedAgoNs()).isBetween(10_000 * MS, 16_000 * MS);
    assertThat(spell.text()).matches("your uplink lost \\d+ %, others saw you at \\d+p");
    assertThat(room.troubles("bob")).isEmpty();
  }

  @Test
  void saysWhatTheLinkTook_andHowMuchWasPausedForIt() {
    RoomScenario scenario = new RoomScenario(1, 4);
    RoomScenario.Receiver receiver = scenario.receiver("receiver", narrow(150_000));
    scenario.run(20);
    receiver.conditions(narrow(3_000_000));
    scenario.run(30);

    List<Spell> pauses =
        scenario.room().troubles("receiver").stream()
            .filter(spell -> spell.trouble() == Trouble.PICTURES_PAUSED && spell.over())
            .toList();
    assertThat(pauses).as("%s", scenario).isNotEmpty();
    assertThat(pauses.getFirst().text())
        .matches("your link took \\d+ kbit/s; \\d pictures were paused");
    assertThat(pauses.getFirst().kbps()).isBetween(40, 300);
  }
}
