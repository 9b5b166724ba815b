package io.plenum.sfu.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.sfu.ParticipantId;
import io.plenum.sfu.Source;
import io.plenum.testkit.LinkConditions;
import io.plenum.testkit.ReceivedSlot;
import io.plenum.testkit.ScriptedPeer;
import io.plenum.testkit.SimulatedRoom;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Lips and voice of one person while the picture changes from one encoding to another, each of
 * which has timestamps and reports of its own: what the slots' sender reports say of when sound and
 * picture were captured, against when they really were.
 */
class LipSyncTest {
  private static final int[] HEIGHTS = {180, 360, 720};
  private static final long MS = 1_000_000L;
  private static final long IN_STEP_NS = 5 * MS;

  private ReceivedSlot picture;
  private ReceivedSlot sound;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void lipsAndVoiceStayInStep_whenThePictureChangesItsSize(long seed) {
    SimulatedRoom simulation = new SimulatedRoom(seed, 1, 1);
    ScriptedPeer ada = speaker(simulation, LinkConditions.bad(40, 0));
    simulation.run(15_000);
    for (int size : new int[] {2, 0, 1, 2, 1, 0, 2}) {
      shown(simulation, size);
      simulation.run(3_000);
      forget();
      int before = picture.complete(ada.encodingNumber(size));
      simulation.run(2_000);
      assertThat(picture.complete(ada.encodingNumber(size)) - before)
          .as("frames of size %d in %s", size, simulation)
          .isGreaterThan(50);
      assertThat(Math.abs(lipsNs())).as("size %d in %s", size, simulation).isLessThan(IN_STEP_NS);
      long spreadNs = Collections.max(picture.skewsNs()) - Collections.min(picture.skewsNs());
      assertThat(spreadNs).as("size %d in %s", size, simulation).isLessThan(8 * MS);
    }
    assertThat(picture.faults()).as("%s", simulation).isEmpty();
  }

  /** Its frames take long to be encoded, and so arrive late; only a report tells how late. */
  @Test
  void lipsAndVoiceAreInStepAtOnce_whenASizeBegins() {
    SimulatedRoom simulation = new SimulatedRoom(5, 1, 1);
    ScriptedPeer ada = speaker(simulation, LinkConditions.good(40));
    ada.encodings(2);
    ada.encoding(2).encodingNs(60 * MS);
    shown(simulation, 2);
    simulation.run(15_000);
    ada.reporting(false);

    ada.encodings(3);
    for (int i = 0; i < 300 && picture.complete(ada.encodingNumber(2)) == 0; i++) {
      simulation.run(10);
    }
    forget();
    simulation.run(500);

    assertThat(picture.complete(ada.encodingNumber(2))).isGreaterThan(10);
    assertThat(Math.abs(lipsNs())).isLessThan(IN_STEP_NS);
  }

  /** Ada, who speaks and has three sizes, and a listener who sees and hears her. */
  private ScriptedPeer speaker(SimulatedRoom simulation, LinkConditions link) {
    ScriptedPeer listener = simulation.join("listener", link, link);
    picture = listener.slot("v0");
    sound = listener.slot("a0");
    ScriptedPeer ada = simulation.joinSending("ada", link);
    ada.camera(true);
    ada.voice(true, 20);
    return ada;
  }

  private static void shown(SimulatedRoom simulation, int size) {
    ParticipantId ada = new ParticipantId("ada");
    int height = HEIGHTS[size];
    simulation.view("listener", List.of(new Wish(ada, Source.CAMERA, height * 16 / 9, height)));
  }

  private void forget() {
    picture.forgetSkews();
    sound.forgetSkews();
  }

  /** How much later the picture is dated than the sound that belongs to it. */
  private long lipsNs() {
    return median(picture.skewsNs()) - median(sound.skewsNs());
  }

  private static long median(List<Long> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
  }
}
