package io.plenum.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What two people in one room do with and to each other. */
@NeedsTool(Tool.CHROMIUM)
class TogetherIT {
  private static final String GUEST = "Gustav Guest";

  /** Does something unmistakable where it is taken for markup. */
  private static final String MARKUP =
      "<img src=x onerror=\"document.body.remove()\"> <b>bold</b> &amp; <script>close()</script>";

  @AutoClose private Scene scene;
  private Person organizer;
  private Person guest;

  @BeforeEach
  void meet() throws IOException {
    scene = Scene.open("together");
    String code = scene.meeting("Quarterly figures");
    organizer = scene.organizer().join(code);
    guest = scene.admitted(organizer, code, GUEST);
    organizer.seesAndHears(1);
    guest.seesAndHears(1);
  }

  @Test
  @Tag("C-3")
  @Tag("X-3")
  void bothReadWhatTheOtherWrites_andMarkupIsText() {
    organizer.say(MARKUP);
    guest.reads(MARKUP);
    guest.say("You wrote " + MARKUP);
    organizer.reads("You wrote " + MARKUP);

    for (Person reader : new Person[] {organizer, guest}) {
      assertThat(reader.at("chat-message").locator(".text *").count()).isZero();
      assertThat(reader.mistakes()).isEmpty();
    }
  }

  @Test
  @Tag("X-19")
  void aMutedGuestIsSilent_untilTheyUnmute() {
    organizer.mute(GUEST);

    Eventually.holds("the guest is told", Person.PATIENCE, () -> notices("muted-by-other") == 1);
    assertThat(guest.at("toggle-microphone").getAttribute("data-on")).isEqualTo("false");
    Eventually.holds("the guest is silent", Person.PATIENCE, () -> silent(organizer));

    guest.toggle("microphone");
    organizer.seesAndHears(1);
    guest.seesAndHears(1);
  }

  @Test
  @Tag("X-2")
  void aSharedScreenIsShownAtTheOtherSide_untilItStops() {
    guest.toggle("screen");

    Eventually.holds("two pictures", Person.PATIENCE, () -> organizer.media().videosShown() == 2);
    assertThat(organizer.at("tile").and(organizer.page().locator("[data-source=screen]")).count())
        .isEqualTo(1);
    Eventually.holds(
        "the screen is decoded",
        Person.PATIENCE,
        () -> framesOf(guest.seat(), "screen") > 0 && framesOf(guest.seat(), "camera") > 0);

    guest.toggle("screen");
    Eventually.holds("one picture", Person.PATIENCE, () -> organizer.media().videosShown() == 1);
    organizer.seesAndHears(1);
    assertThat(organizer.mistakes()).isEmpty();
    assertThat(guest.mistakes()).isEmpty();
  }

  private int notices(String kind) {
    return guest.page().locator("[data-testid=notice][data-kind=%s]".formatted(kind)).count();
  }

  private double framesOf(String seat, String source) {
    return organizer
        .slotOf(seat, source)
        .map(mid -> organizer.media().bySlot("video", "framesDecoded").getOrDefault(mid, 0.0))
        .orElse(0.0);
  }

  /** Whether no audio at all arrives for a second: a muted source is not forwarded. */
  private static boolean silent(Person person) {
    Map<String, Double> before = person.media().bySlot("audio", "packetsReceived");
    Eventually.pause(Duration.ofSeconds(1));
    return person.media().growing("audio", "packetsReceived", before) == 0;
  }
}
