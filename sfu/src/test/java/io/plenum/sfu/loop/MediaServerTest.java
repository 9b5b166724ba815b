package io.plenum.sfu.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plenum.sfu.ParticipantId;
import io.plenum.sfu.Source;
import io.plenum.sfu.loop.Scene.Guest;
import io.plenum.sfu.publish.Watched;
import io.plenum.sfu.quality.Spell;
import io.plenum.sfu.subscribe.SlotMeaning;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The whole media plane over real sockets. */
class MediaServerTest {
  @Test
  void twoClientsSeeAndHearEachOther() throws Exception {
    try (Scene scene = new Scene(1, 10)) {
      Guest alice = scene.enter("room", "alice");
      Guest bob = scene.enter("room", "bob");
      MediaPath path = alice.connected.get(5, TimeUnit.SECONDS);
      assertThat(path.local().getAddress().isLoopbackAddress()).isTrue();
      assertThat(path.remote().getPort()).isPositive().isNotEqualTo(path.local().getPort());
      alice.receives(bob, 10);
      bob.receives(alice, 10);
      assertThat(alice.shows("bob")).isTrue();
    }
  }

  /** As FFmpeg 8.0, which is the DTLS server and nothing else. */
  @Test
  void saysHello_toAClientThatWaitsForIt() throws Exception {
    try (Scene scene = new Scene(1, 10)) {
      Guest alice = scene.enter("room", "alice");
      Guest bob = scene.arrive("room", "bob");
      String answer =
          bob.join(bob.client.offer().replace("a=setup:actpass", "a=setup:passive"))
              .get(10, TimeUnit.SECONDS);
      assertThat(answer).contains("a=setup:active").doesNotContain("a=setup:passive");

      bob.client.connect(answer).speak();

      alice.receives(bob, 10);
      bob.receives(alice, 10);
    }
  }

  @Test
  void othersAreNotDisturbed_whenSomebodyLeavesAndComesBack() throws Exception {
    try (Scene scene = new Scene(1, 10)) {
      Guest alice = scene.enter("room", "alice");
      Guest bob = scene.enter("room", "bob");
      Guest carol = scene.enter("room", "carol");
      carol.receives(alice, 2);
      bob.leave();
      Scene.eventually("bob's slots are empty", () -> !alice.shows("bob"));
      carol.receives(alice, 5);

      Guest again = scene.enter("room", "bob");
      alice.receives(again, 5);
      again.receives(alice, 5);
      assertThat(bob.lost).as("who leaves is not told").hasValue(0);
    }
  }

  @Test
  void theNewTransportTakesTheSeat_whenAParticipantJoinsTwice() throws Exception {
    try (Scene scene = new Scene(1, 2)) {
      Guest alice = scene.enter("room", "alice");
      scene.enter("room", "bob");
      Guest second = scene.enter("room", "bob");
      alice.receives(second, 5);
      second.receives(alice, 5);
      Scene.eventually("two participants", () -> scene.participants() == 2);
    }
  }

  @Test
  void theOldTransportStays_whenTheNewOfferIsRefused() throws Exception {
    try (Scene scene = new Scene(2, 10)) {
      Guest alice = scene.enter("room", "alice");
      Guest bob = scene.enter("room", "bob");
      Guest mistaken = scene.arrive("room", "bob");
      refusal(mistaken, mistaken.client.offer().replace("a=fingerprint", "a=x-nothing"));
      alice.receives(bob, 5);
      bob.leave();
      Scene.eventually("bob is gone", () -> !alice.shows("bob"));
    }
  }

  @Test
  void saysWhy_whenAnOfferIsRefused() throws Exception {
    try (Scene scene = new Scene(1, 10)) {
      Guest alice = scene.arrive("room", "alice");
      String offer = alice.client.offer();
      assertThat(refusal(alice, "nonsense")).contains("line 1");
      assertThat(refusal(alice, offer.replace("a=fingerprint", "a=x-nothing")))
          .contains("no fingerprint");
      assertThat(refusal(alice, offer.replace("a=ice-ufrag", "a=x-nothing"))).contains("ice-ufrag");
      assertThat(refusal(alice, offer.replace("a=setup:actpass", "a=setup:holdconn")))
          .contains("setup");
      assertThat(refusal(alice, offer.replace("a=group:BUNDLE", "a=x-nothing"))).contains("BUNDLE");
      assertThat(scene.participants()).isZero();
    }
  }

  @Test
  void refusesOneMore_whenTheRoomIsFull() throws Exception {
    try (Scene scene = new Scene(1, 2)) {
      Guest alice = scene.enter("room", "alice");
      Guest bob = scene.enter("room", "bob");
      Guest carol = scene.arrive("room", "carol");
      assertThatThrownBy(carol::answer)
          .hasCauseInstanceOf(MediaOverloadedException.class)
          .hasMessageContaining("full");
      alice.receives(bob, 5);

      bob.leave();
      scene.enter("room", "carol").receives(alice, 5);
    }
  }

  @Test
  void forwardsThePictureOnly_whenTheMicrophoneIsMuted() throws Exception {
    try (Scene scene = new Scene(1, 10)) {
      Guest alice = scene.enter("room", "alice");
      Guest bob = scene.enter("room", "bob");
      bob.receives(alice, 5);
      alice.allow(Source.CAMERA);
      Scene.eventually("the mute is in force", () -> scene.rejected("not_allowed") > 0);

      int heard = bob.heard(alice);
      int seen = bob.seen(alice);
      Scene.eventually("pictures", () -> bob.seen(alice) > seen + 10);
      assertThat(bob.heard(alice)).isEqualTo(heard);

      alice.allow(Source.CAMERA, Source.MICROPHONE);
      bob.receives(alice, 5);
    }
  }

  @Test
  void freesEverything_whenConsentIsLost() throws Exception {
    try (Scene scene = new Scene(1, 10)) {
      Guest alice = scene.enter("room", "alice");
      Guest bob = scene.enter("room", "bob");
      alice.receives(bob, 5);
      bob.client.close();
      scene.later(20);
      alice.client.transport().check();
      TimeUnit.MILLISECONDS.sleep(100);
      scene.later(15);
      Scene.eventually("bob's media is lost", () -> bob.lost.get() == 1);
      Scene.eventually("bob is gone", () -> scene.participants() == 1);
      assertThat(alice.shows("bob")).isFalse();
      assertThat(alice.lost).hasValue(0);

      scene.enter("room", "bob").receives(alice, 5);
    }
  }

  @Test
  void freesTheSeat_whenNobodyEverConnects() throws Exception {
    try (Scene scene = new Scene(1, 10)) {
      Guest alice = scene.arrive("room", "alice");
      alice.answer();
      Scene.eventually("a seat", () -> scene.participants() == 1);
      scene.later(31);
      Scene.eventually("alice's seat is lost", () -> alice.lost.get() == 1);
      Scene.eventually("no room is left", () -> scene.rooms() == 0);
    }
  }

  @Test
  void tellsTheOwner_whenTheClientSaysGoodbye() throws Exception {
    try (Scene scene = new Scene(1, 10)) {
      Guest alice = scene.enter("room", "alice");
      alice.connected.get(5, TimeUnit.SECONDS);
      alice.client.transport().goodbye();
      Scene.eventually("alice's media is lost", () -> alice.lost.get() == 1);
    }
  }

  @Test
  void goesOn_whenAListenerThrows() throws Exception {
    try (Scene scene = new Scene(1, 10)) {
      Guest alice = scene.enter("room", "alice");
      Guest bob = scene.arrive("room", "bob");
      String answer = bob.join(bob.client.offer(), new Throwing()).get(5, TimeUnit.SECONDS);
      bob.client.connect(answer).speak();
      alice.receives(bob, 5);
      assertThat(scene.rejected("fault")).isZero();
    }
  }

  @Test
  void roomsOnTwoLoopsKeepApart() throws Exception {
    try (Scene scene = new Scene(2, 10)) {
      List<Guest> callers = new ArrayList<>();
      for (int room = 0; room < 4; room++) {
        callers.add(scene.enter("room " + room, "alice"));
        callers.add(scene.enter("room " + room, "bob"));
      }
      for (int i = 0; i < callers.size(); i += 2) {
        callers.get(i).receives(callers.get(i + 1), 3);
        callers.get(i + 1).receives(callers.get(i), 3);
      }
      Scene.eventually("all are counted", () -> scene.participants() == 8);
      assertThat(scene.server.snapshot().loops())
          .extracting(LoopSnapshot::rooms)
          .containsExactly(2, 2);
      for (int room = 0; room < 4; room++) {
        scene.server.close("room " + room);
      }
      Scene.eventually("all rooms are closed", () -> scene.rooms() == 0);
    }
  }

  @Test
  void refusesAndSaysSo_afterItsEnd() throws Exception {
    try (Scene scene = new Scene(1, 10)) {
      Guest alice = scene.enter("room", "alice");
      Guest bob = scene.arrive("room", "bob");
      scene.server.close();
      assertThat(scene.server.running()).isFalse();
      assertThat(alice.lost).as("an orderly end is its owner's affair").hasValue(0);
      assertThatThrownBy(bob::answer).hasCauseInstanceOf(MediaOverloadedException.class);
      alice.leave();
    }
  }

  private static String refusal(Guest guest, String offer) {
    Throwable failure =
        guest
            .join(offer)
            .handle((answer, refused) -> refused)
            .orTimeout(5, TimeUnit.SECONDS)
            .join();
    assertThat(failure).isInstanceOf(OfferRefusedException.class);
    return failure.getMessage();
  }

  private static final class Throwing implements ParticipantListener {
    @Override
    public void connected(MediaPath pathOrNull) {
      throw new IllegalStateException("rude");
    }

    @Override
    public void lost() {
      throw new IllegalStateException("rude");
    }

    @Override
    public void slots(List<SlotMeaning> all) {
      throw new IllegalStateException("rude");
    }

    @Override
    public void watched(Watched watched) {
      throw new IllegalStateException("rude");
    }

    @Override
    public void trouble(Spell spell) {
      throw new IllegalStateException("rude");
    }

    @Override
    public void speaker(ParticipantId participantOrNull) {
      throw new IllegalStateException("rude");
    }
  }
}
