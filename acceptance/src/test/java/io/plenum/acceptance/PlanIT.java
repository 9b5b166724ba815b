package io.plenum.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Meetings are planned, found, hidden and deleted in the browser. */
@NeedsTool(Tool.CHROMIUM)
class PlanIT {
  @AutoClose private Scene scene;

  @BeforeEach
  void openScene() throws IOException {
    scene = Scene.open("plan");
  }

  private static void schedule(Person organizer, String name) {
    organizer.at("schedule").click();
    organizer.at("plan-name").fill(name);
    // A Monday.
    organizer.at("plan-date").fill("2198-01-01");
    organizer.at("plan-time").fill("09:30");
    organizer.at("plan-zone").selectOption("Europe/Berlin");
    organizer.at("plan-repeat").selectOption("weekly");
    organizer.at("plan-day-WE").check();
    organizer.at("plan-until").fill("2198-06-30");
  }

  @Test
  @Tag("M-3a")
  @Tag("X-6")
  @Tag("X-8")
  @Tag("X-12")
  void aMeetingIsScheduledInPlainWords_andChanged() {
    Person olga = scene.organizer();
    schedule(olga, "Weekly planning");
    olga.at("plan-inviteOnly").check();
    assertThat(olga.at("plan-words").textContent())
        .isEqualTo("Every week on Monday and Wednesday, until 30 June 2198");
    PageLook.check(olga, "schedule");
    olga.at("plan-submit").click();
    olga.sees("space-name");
    olga.sees("invite-emails");
    olga.at("tab-about").click();
    assertThat(olga.at("space-when").textContent())
        .contains("Every week on Monday and Wednesday", "9:30", "Europe/Berlin");
    PageLook.check(olga, "space-scheduled");

    olga.at("space-change").click();
    olga.sees("plan-words");
    assertThat(olga.at("plan-words").textContent())
        .isEqualTo("Every week on Monday and Wednesday, until 30 June 2198");
    olga.at("plan-timed").uncheck();
    PageLook.check(olga, "change");
    olga.at("plan-submit").click();
    olga.sees("space-when");
    assertThat(olga.at("space-when").textContent()).contains("At any time");
    assertThat(olga.mistakes()).isEmpty();
  }

  @Test
  @Tag("M-3c")
  void namesThatAreMuchAlike_arePointedOutWhileOneTypes() {
    scene.meeting("Weekly planning");
    Person olga = scene.organizer();
    olga.at("meeting-name").fill("Weekly plannin");
    Eventually.holds(
        "the other meeting is named",
        Person.PATIENCE,
        () -> olga.at("similar").textContent().contains("Weekly planning"));
    PageLook.check(olga, "home-similar");
  }

  @Test
  @Tag("M-5a")
  @Tag("M-5b")
  @Tag("M-5c")
  @Tag("M-6")
  @Tag("X-7")
  void meetingsAreListedFoundHiddenAndDeleted() {
    String figures = scene.meeting("Quarterly figures");
    scene.meeting("Sailing trip");
    Person olga = scene.organizer();
    schedule(olga, "Weekly planning");
    olga.at("plan-submit").click();
    olga.sees("space-name");
    olga.open("/m/" + figures).sees("chat-empty");
    olga.say("The deadline moves to Friday");
    olga.reads("deadline");

    olga.open("/").sees("upcoming");
    assertThat(olga.at("upcoming").getByTestId("meeting").count()).isEqualTo(1);
    assertThat(olga.at("recent").getByTestId("meeting").count()).isEqualTo(2);
    olga.at("search").fill("deadline");
    olga.sees("found-message");
    PageLook.check(olga, "home-search");
    assertThat(olga.at("found").getByTestId("meeting").getAttribute("data-code"))
        .isEqualTo(figures);
    olga.at("search").fill("no such thing");
    olga.sees("nothing-found");
    olga.at("search").fill("");

    olga.menuOf("Sailing trip", "hide");
    Eventually.holds("one is recent", Person.PATIENCE, () -> names(olga, "recent").size() == 1);
    olga.at("show-hidden").click();
    olga.sees("meeting");
    assertThat(names(olga, "meetings")).singleElement().asString().contains("Sailing trip");
    olga.menuOf("Sailing trip", "hide");
    olga.at("show-hidden").click();
    Eventually.holds("both are back", Person.PATIENCE, () -> names(olga, "recent").size() == 2);

    olga.menuOf("Sailing trip", "delete");
    olga.sees("meeting-delete-confirm");
    PageLook.check(olga, "home-delete");
    olga.at("meeting-delete-confirm").click();
    Eventually.holds("one is left", Person.PATIENCE, () -> names(olga, "recent").size() == 1);
    assertThat(olga.mistakes()).isEmpty();
  }

  private static List<String> names(Person person, String list) {
    return person.at(list).getByTestId("meeting").allTextContents();
  }
}
