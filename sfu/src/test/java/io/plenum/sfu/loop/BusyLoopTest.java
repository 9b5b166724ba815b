package io.plenum.sfu.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plenum.sfu.loop.Scene.Guest;
import io.plenum.sfu.quality.Trouble;
import io.plenum.sfu.subscribe.Pause;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** A loop that has no time left, over real sockets: what it gives up, what not, and comes back. */
class BusyLoopTest {
  /** What the work of a round takes: the share that a look sees wavers by a round's length. */
  private static final long WORK_NS = 5_000_000;

  private volatile boolean busy;
  private long worked;

  @Test
  void givesUpPicturesAndNewRooms_notSoundNorRoomsThatAreThere_whileItIsBusy() throws Exception {
    try (Scene scene = new Scene(1, 10)) {
      List<Guest> pair = scene.meet("room", "alice", "bob");
      Guest alice = pair.getFirst();
      Guest bob = pair.getLast();
      scene.enter("work", "worker");
      assertThat(loop(scene).overload()).isZero();

      busy = true;
      work(scene);
      Scene.eventually(
          "both are told that the server pauses pictures",
          () -> alice.paused("bob", Pause.SERVER) && bob.paused("alice", Pause.SERVER));
      Scene.eventually("and why", () -> alice.troubled(Trouble.SERVER_BUSY));
      hears(alice, bob);
      int seen = alice.seen(bob) + bob.seen(alice);
      hears(alice, bob);
      hears(bob, alice);
      assertThat(alice.seen(bob) + bob.seen(alice)).as("no pictures").isEqualTo(seen);
      assertThat(loop(scene).overload()).isEqualTo(2);

      Guest carol = scene.arrive("another room", "carol");
      assertThatThrownBy(carol::answer).hasCauseInstanceOf(RoomRefusedException.class);
      Guest dave = scene.enter("room", "dave");
      hears(dave, alice);

      busy = false;
      alice.receives(bob, 10);
      bob.receives(alice, 10);
      Scene.eventually(
          "nothing is paused any more",
          () -> !alice.paused("bob", Pause.SERVER) && !bob.paused("alice", Pause.SERVER));
      Scene.eventually("it takes rooms again", () -> !loop(scene).full());
      scene.enter("another room", "erin");
      assertThat(List.of(alice.lost.get(), bob.lost.get(), dave.lost.get())).containsOnly(0);
      assertThat(scene.rejected("fault")).isZero();
    }
  }

  /**
   * Costs time on the loop's thread, once between two looks at its clock, and asks to be called
   * there again: so the loop never finds that it has nothing to do.
   */
  private void work(Scene scene) {
    if (busy) {
      if (worked != scene.looksAtClock()) {
        worked = scene.looksAtClock();
        LockSupport.parkNanos(WORK_NS);
      }
      var _ = scene.server.trace("work", 0).thenRun(() -> work(scene));
    }
  }

  private static void hears(Guest guest, Guest other) throws InterruptedException {
    int heard = guest.heard(other);
    Scene.eventually("sound goes on", () -> guest.heard(other) >= heard + 20);
    assertThat(guest.received.faults()).isEmpty();
  }

  private static LoopSnapshot loop(Scene scene) {
    return scene.server.snapshot().loops().getFirst();
  }
}
