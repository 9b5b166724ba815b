package io.plenum.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A guest's browser looks for new ways to the server while the meeting goes on. */
@NeedsTool(Tool.CHROMIUM)
class IceRestartIT {
  private static final long SEED = 20_261_122;

  /** Issue: pictures stand still no longer than this. */
  private static final double GAP_LIMIT_MS = 1_000;

  private static final String WATCH = Resource.script("watch-restart.js");

  @AutoClose private Scene scene;
  private Person organizer;
  private Person guest;
  private UdpImpairer network;
  private String seat;
  private int peers;

  @BeforeEach
  void meet() throws IOException {
    scene = Scene.open("ice-restart");
    network = scene.closeLater(UdpImpairer.before(scene.server().mediaPort(), SEED));
    String code = scene.meeting("On the train");
    organizer = scene.organizer().join(code);
    String viaNetwork = "plenumProbe.useRelay(%d)".formatted(network.port());
    guest = scene.admitted(organizer, code, "Gustav Guest", viaNetwork, WATCH);
    guest.seesAndHears(1);
    organizer.seesAndHears(1);
    seat = guest.seat();
    peers = guest.media().peersMade();
    guest.page().evaluate("() => restartWatch.begin()");
  }

  @AfterEach
  void itWasTheSameConnection() {
    guest.seesAndHears(1);
    organizer.seesAndHears(1);
    assertThat(guest.seat()).isEqualTo(seat);
    assertThat(guest.media().peersMade()).isEqualTo(peers);
    List<?> dtls = (List<?>) guest.page().evaluate("() => restartWatch.dtlsChanges");
    assertThat(dtls).as("no new handshake").isEmpty();
  }

  @Test
  void mediaGoesOn_whenTheNetworkChanges() {
    for (int change = 1; change <= 3; change++) {
      String before = guest.media().localUfrag();
      guest.page().evaluate("() => dispatchEvent(new Event('online'))");
      Eventually.holds(
          "new credentials are in use",
          Person.PATIENCE,
          () -> !guest.media().localUfrag().equals(before) && guest.media().connected());
      guest.seesAndHears(1);
      organizer.seesAndHears(1);
    }
    double gapMs = longestGapMs();
    System.out.printf("restarts: the picture stood still for %.0f ms at most%n", gapMs);
    assertThat(gapMs).isLessThan(GAP_LIMIT_MS);
    assertThat(guest.mistakes()).isEmpty();
  }

  @Test
  void findsAnotherWayByItself_whenTheOldOneIsClosed() throws IOException {
    UdpImpairer another =
        scene.closeLater(UdpImpairer.before(scene.server().mediaPort(), SEED + 1));
    int port = another.port();
    guest.media().useRelay(port);
    long closedAt = System.nanoTime();
    network.lose(1);
    Eventually.holds(
        "media takes the other way", Person.PATIENCE, () -> guest.media().remotePort() == port);
    guest.seesAndHears(1);
    System.out.printf(
        "closed way: media by another after %d ms%n",
        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - closedAt));
  }

  private double longestGapMs() {
    return ((Number) guest.page().evaluate("() => restartWatch.longestGapMs")).doubleValue();
  }
}
