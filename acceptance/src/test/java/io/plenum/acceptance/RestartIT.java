package io.plenum.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The server is killed in the middle of a meeting and started again. */
@NeedsTool(Tool.CHROMIUM)
class RestartIT {
  private static final String CHAT = "said before the power cut";

  /** W-6: everybody is back with media within this time of the server being up. */
  private static final Duration BACK = Duration.ofSeconds(5);

  @AutoClose private Scene scene;
  private String code;

  @BeforeEach
  void openScene() throws IOException {
    scene = Scene.open("restart");
    code = scene.meeting("Survivors");
  }

  @Test
  @Tag("W-6b")
  void everybodyIsBackInTheirSeat_afterAKillAndARestart() throws IOException {
    Person organizer = scene.organizer().join(code);
    Person guest = scene.admitted(organizer, code, "Gustav Guest");
    organizer.say(CHAT);
    guest.reads(CHAT);
    organizer.seesAndHears(1);
    guest.seesAndHears(1);
    Person waiting = scene.person().ask(code, "Wanda Waiting");
    waiting.sees("waiting");
    String organizersSeat = organizer.seat();
    String guestsSeat = guest.seat();
    String waitingSeat = waiting.seat();
    long guestWaitedBefore = guest.received("waiting").count();
    int organizersPeers = organizer.media().peersMade();
    int guestsPeers = guest.media().peersMade();

    scene.server().kill();
    long readyNs = scene.server().restart();

    Eventually.holds(
        "both have media through a new connection",
        BACK.minusNanos(System.nanoTime() - readyNs),
        () -> decodesAnew(organizer, organizersPeers) && decodesAnew(guest, guestsPeers));
    System.out.printf(
        "back with media %d ms after the server was ready%n",
        (System.nanoTime() - readyNs) / 1_000_000);
    assertThat(organizer.seat()).isEqualTo(organizersSeat);
    assertThat(guest.seat()).isEqualTo(guestsSeat);
    assertThat(guest.received("waiting")).hasSize(Math.toIntExact(guestWaitedBefore));
    assertThat(waiting.seat()).isEqualTo(waitingSeat);
    waiting.sees("waiting");
    assertThat(waiting.received("room")).isEmpty();
    organizer.seesAndHears(1);
    guest.seesAndHears(1);
    organizer.reads(CHAT);
    guest.reads(CHAT);
    organizer.admit("Wanda Waiting");
    waiting.seesAndHears(2);
    waiting.reads(CHAT);
  }

  private static boolean decodesAnew(Person person, int peersBefore) {
    MediaProbe media = person.media();
    return media.peersMade() > peersBefore
        && media.growing("video", "framesDecoded", Map.of()) == 1
        && media.growing("audio", "totalAudioEnergy", Map.of()) == 1;
  }
}
