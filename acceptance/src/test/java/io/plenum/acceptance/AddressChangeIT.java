package io.plenum.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A guest's network gives their media another port in the middle of the meeting. */
@NeedsTool(Tool.CHROMIUM)
class AddressChangeIT {
  private static final long SEED = 20_261_122;

  /** What was on its way when the address changed has arrived after this. */
  private static final Duration ON_THE_WAY = Duration.ofMillis(50);

  /** Issue: the whole round at the browser. */
  private static final long LIMIT_MS = 5_000;

  /** Fewer could be the rest of a picture that was on its way. */
  private static final int FRAMES = 5;

  @AutoClose private Scene scene;

  @Test
  void theSameSeatSeesAndIsSeenOn_whenItsAddressChanges() throws IOException {
    scene = Scene.open("address-change");
    UdpImpairer network = scene.closeLater(UdpImpairer.before(scene.server().mediaPort(), SEED));
    String code = scene.meeting("On the train");
    Person organizer = scene.organizer().join(code);
    String viaNetwork = "plenumProbe.useRelay(%d)".formatted(network.port());
    Person guest = scene.admitted(organizer, code, "Gustav Guest", viaNetwork);
    guest.seesAndHears(1);
    organizer.seesAndHears(1);
    String seat = guest.seat();
    int peers = guest.media().peersMade();

    for (int change = 1; change <= 3; change++) {
      long movedAt = System.nanoTime();
      network.move();
      Eventually.pause(ON_THE_WAY);
      double before = guest.media().received("video", "framesDecoded");
      Eventually.holds(
          "pictures come on", Person.PATIENCE, () -> decoded(guest) >= before + FRAMES);
      long tookMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - movedAt);
      System.out.printf("address changed: %d frames more after %d ms%n", FRAMES, tookMs);
      assertThat(tookMs).isLessThan(LIMIT_MS);
      organizer.seesAndHears(1);
    }

    assertThat(guest.seat()).isEqualTo(seat);
    assertThat(guest.media().peersMade()).as("no new connection").isEqualTo(peers);
    assertThat(guest.mistakes()).isEmpty();
  }

  private static double decoded(Person person) {
    return person.media().received("video", "framesDecoded");
  }
}
