package io.plenum.sfu.loop;

import static io.plenum.sfu.loop.Scene.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.sfu.loop.Scene.Guest;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A client's address changes under it; it neither joins again nor shakes hands again. */
class MovingTest {
  /** Issue: media within this from the first packet of the new address on. */
  private static final long GOAL_MS = 1_000;

  private Scene scene;
  private Guest alice;
  private Guest bob;

  @BeforeEach
  void meet() throws Exception {
    scene = new Scene(1, 10);
    List<Guest> both = scene.meet("room", "alice", "bob");
    alice = both.getFirst();
    bob = both.getLast();
  }

  @AfterEach
  void part() {
    scene.close();
  }

  @Test
  void mediaFollowsWithinASecond_whenOnlyMediaComesFromTheNewAddress() throws Exception {
    alice.client.transport().checking(false);
    int seen = alice.seen(bob);
    long movedAt = alice.client.transport().move();
    eventually("she sees on", () -> alice.seen(bob) > seen + 2);
    long tookMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - movedAt);
    System.out.printf("moved by media: pictures again after %d ms%n", tookMs);
    assertThat(tookMs).isLessThan(GOAL_MS);
    bob.receives(alice, 5);
    assertThat(alice.lost.get()).isZero();
    assertThat(scene.rejected("stranger")).as("not even the first packet is lost").isZero();
  }

  @Test
  void mediaFollows_whenACheckComesFromTheNewAddress() throws Exception {
    int seen = alice.seen(bob);
    long movedAt = alice.client.transport().move();
    alice.client.transport().check();
    eventually("she sees on", () -> alice.seen(bob) > seen + 2);
    long tookMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - movedAt);
    System.out.printf("moved by a check: pictures again after %d ms%n", tookMs);
    assertThat(tookMs).isLessThan(GOAL_MS);
    assertThat(alice.lost.get()).isZero();
  }

  @Test
  void movesTwice_andBackAndForthWithOthers() throws Exception {
    for (int i = 0; i < 3; i++) {
      alice.client.transport().move();
      bob.client.transport().move();
      alice.receives(bob, 5);
      bob.receives(alice, 5);
    }
    assertThat(alice.lost.get() + bob.lost.get()).isZero();
  }

  @Test
  void staysWhereItIs_whenSomebodyElseRepeatsItsPackets() throws IOException, InterruptedException {
    try (java.net.DatagramSocket thief = new java.net.DatagramSocket()) {
      for (int i = 0; i < 20; i++) {
        byte[] packet = alice.client.transport().lastRtp();
        thief.send(
            new java.net.DatagramPacket(packet, packet.length, alice.client.transport().server()));
        TimeUnit.MILLISECONDS.sleep(10);
      }
    }
    alice.receives(bob, 5);
    assertThat(alice.client.transport().connected()).isCompleted();
  }
}
