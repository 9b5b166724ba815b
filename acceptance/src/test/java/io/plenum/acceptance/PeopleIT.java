package io.plenum.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An administrator adds somebody in the browser, who then chooses a password of their own. */
@NeedsTool(Tool.CHROMIUM)
class PeopleIT {
  private static final String EMAIL = "charles@example.org";

  @AutoClose private Scene scene;

  @BeforeEach
  void openScene() throws IOException {
    scene = Scene.open("people");
  }

  @Test
  @Tag("I-3c")
  void whoIsAdded_choosesAPasswordBeforeAnythingElse() {
    Person organizer = scene.organizer();
    organizer.at("people-link").click();
    organizer.at("person-name").fill("Charles Babbage");
    organizer.at("person-email").fill(EMAIL);
    organizer.at("person-add").click();
    organizer.sees("given-password");
    String given = organizer.at("given-password").textContent();
    PageLook.check(organizer, "people");

    Person charles = scene.person().open("/sign-in");
    charles.at("sign-in-email").fill(EMAIL);
    charles.at("sign-in-password").fill(given);
    charles.at("sign-in-submit").click();
    charles.sees("password-submit");
    PageLook.check(charles, "password");
    charles.open("/").sees("password-submit");
    charles.at("password-current").fill(given);
    charles.at("password-new").fill(Rest.PASSWORD);
    charles.at("password-submit").click();
    charles.sees("no-meetings");

    scene.person().signIn(EMAIL).sees("no-meetings");
    assertThat(organizer.mistakes()).isEmpty();
  }
}
