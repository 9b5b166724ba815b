package io.plenum.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.SelectOption;
import java.io.IOException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What somebody sees and hears of themselves before they join. */
@NeedsTool(Tool.CHROMIUM)
class PreJoinIT {
  /** The loudest that the bar shows within two beeps of Chromium's microphone, 0 to 1. */
  private static final String LOUDEST =
      """
      bar => new Promise(done => {
        let loudest = 0;
        const end = performance.now() + 2500;
        const look = () => {
          loudest = Math.max(loudest, new DOMMatrix(getComputedStyle(bar).transform).a);
          performance.now() < end ? requestAnimationFrame(look) : done(loudest);
        };
        look();
      })
      """;

  @AutoClose private Scene scene;
  private Person person;

  @BeforeEach
  void openThePage() throws IOException {
    scene = Scene.open("pre-join");
    person = scene.organizer();
    person.open("/m/" + scene.meeting("Quarterly figures") + "/live").sees("preview");
  }

  @Test
  @Tag("W-5b")
  void showsOnesPictureAndLoudness_untilTheyAreTurnedOff() {
    Eventually.holds("the picture moves", Person.PATIENCE, () -> seconds() > 0.5);
    assertThat(loudest()).isGreaterThan(0.05);

    person.at("prejoin-microphone").click();
    assertThat(loudest()).isZero();
    person.at("prejoin-camera").click();
    person.seesNo("preview");
    assertThat(person.mistakes()).isEmpty();
  }

  @Test
  @Tag("W-5b")
  void takesTheDeviceThatIsChosen() {
    assertThat(devices("videoinput").count()).isPositive();
    assertThat(devices("audioinput").count()).isGreaterThan(1);
    String chosen = devices("audioinput").last().textContent();
    person.at("device-audioinput").selectOption(new SelectOption().setLabel(chosen));

    Eventually.holds(
        "the chosen one is used",
        Person.PATIENCE,
        () ->
            person.at("device-audioinput").locator("option:checked").textContent().equals(chosen));
    assertThat(loudest()).isGreaterThan(0.05);
    assertThat(person.mistakes()).isEmpty();
  }

  /** The choices besides the system's own. */
  private Locator devices(String kind) {
    return person.at("device-" + kind).locator("option:not([value=''])");
  }

  private double seconds() {
    return ((Number) person.at("preview").evaluate("video => video.currentTime")).doubleValue();
  }

  private double loudest() {
    return ((Number) person.at("microphone-level").evaluate(LOUDEST)).doubleValue();
  }
}
