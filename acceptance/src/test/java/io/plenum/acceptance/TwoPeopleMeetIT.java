package io.plenum.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An organizer and guests meet in Chromium, from the waiting room to the end. */
@NeedsTool(Tool.CHROMIUM)
class TwoPeopleMeetIT {
  private static final String MEETING = "Quarterly figures";
  private static final String SECRET = "the figures are purple";
  private static final String GUEST = "Gustav Guest";

  /** Everything that may reach a waiting guest's socket (docs/protocol.md section 2.1). */
  private static final Set<String> WAITING_MESSAGES = Set.of("seat", "waiting");

  @AutoClose private Scene scene;
  private String code;

  @BeforeEach
  void openScene() throws IOException {
    scene = Scene.open("two-people-meet");
    code = scene.meeting(MEETING);
  }

  @Test
  @Tag("W-2a")
  void nothingReachesAGuest_beforeAdmission() {
    Person organizer = scene.organizer().join(code);
    organizer.sees("tile");
    organizer.say(SECRET);
    Person guest = scene.person().ask(code, GUEST);
    guest.sees("waiting");
    organizer.say(SECRET + ", still");
    Eventually.pause(Duration.ofSeconds(2));

    List<String> frames = guest.received();
    assertThat(types(guest)).isSubsetOf(WAITING_MESSAGES);
    assertThat(String.join("\n", frames))
        .doesNotContain(Rest.NAME, SECRET, organizer.seat(), Rest.EMAIL);
    assertThat(guest.page().content()).doesNotContain(Rest.NAME, SECRET);
    assertThat(guest.page().locator("body").innerText()).doesNotContain(Rest.NAME, SECRET);
    assertThat(guest.media().peersMade()).isZero();
  }

  @Test
  @Tag("W-1")
  @Tag("W-2b")
  @Tag("S-2")
  @Tag("X-1")
  @Tag("X-9")
  void bothSeeAndHearEachOther_afterAdmission() {
    Person organizer = scene.organizer().join(code);
    Person guest = scene.person().ask(code, GUEST);
    guest.sees("waiting");

    organizer.admit(GUEST);

    organizer.seesAndHears(1);
    guest.seesAndHears(1);
    assertThat(organizer.media().srtpCipher()).isEqualTo("AEAD_AES_256_GCM");
    assertThat(guest.media().srtpCipher()).isEqualTo("AEAD_AES_256_GCM");
    assertThat(organizer.mistakes()).isEmpty();
    assertThat(guest.mistakes()).isEmpty();
  }

  @Test
  void nobodyNegotiatesAgain_whenAThirdPersonJoins() {
    Person organizer = scene.organizer().join(code);
    Person guest = scene.admitted(organizer, code, GUEST);
    guest.seesAndHears(1);
    int organizersBefore = organizer.media().negotiations();
    int guestsBefore = guest.media().negotiations();

    Person third = scene.admitted(organizer, code, "Thea Third");

    third.seesAndHears(2);
    organizer.seesAndHears(2);
    guest.seesAndHears(2);
    assertThat(organizer.media().negotiations()).isEqualTo(organizersBefore);
    assertThat(guest.media().negotiations()).isEqualTo(guestsBefore);
  }

  @Test
  @Tag("W-6a")
  void aReloadLeadsBackToTheSameSeat_withoutTheWaitingRoom() {
    Person organizer = scene.organizer().join(code);
    Person guest = scene.admitted(organizer, code, GUEST);
    guest.seesAndHears(1);
    String seat = guest.seat();
    long waitingBefore = guest.received("waiting").count();

    guest.page().reload();

    guest.seesAndHears(1);
    JsonObject resumed = guest.received("seat").reduce((_, last) -> last).orElseThrow();
    assertThat(resumed.get("seat").getAsString()).isEqualTo(seat);
    assertThat(resumed.get("resumed").getAsBoolean()).isTrue();
    assertThat(guest.received("waiting")).hasSize(Math.toIntExact(waitingBefore));
    organizer.seesAndHears(1);
  }

  @Test
  @Tag("W-4a")
  @Tag("X-17")
  void aRemovedGuestIsOutside_andItsSeatIsGone() {
    Person organizer = scene.organizer().join(code);
    Person guest = scene.admitted(organizer, code, GUEST);
    guest.seesAndHears(1);

    organizer.remove(GUEST);

    guest.sees("end-page");
    assertThat(guest.at("end-page").getAttribute("data-reason")).isEqualTo("removed");
    Eventually.holds(
        "the organizer is alone",
        Person.PATIENCE,
        () -> organizer.received("left").anyMatch(TwoPeopleMeetIT::forRemoval));
    assertThat(guest.media().connected()).isFalse();
    guest.page().reload();
    guest.sees("guest-name");
  }

  private static boolean forRemoval(JsonObject left) {
    return left.get("reason").getAsString().equals("removed");
  }

  private static Set<String> types(Person person) {
    return person.received().stream()
        .map(frame -> JsonParser.parseString(frame).getAsJsonObject())
        .map(message -> message.get("type").getAsString())
        .collect(Collectors.toSet());
  }
}
