package io.plenum.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Every page at laptop and phone size: no rule of WCAG 2.2 AA that a program can check is broken,
 * nothing sticks out sideways, and a screenshot is kept for people to look at.
 */
@NeedsTool(Tool.CHROMIUM)
class PagesIT {
  private static final Path SCREENSHOTS = Path.of(System.getProperty("plenum.screenshots"));

  private static final List<String> RULES =
      List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

  @AutoClose private Scene scene;

  @BeforeEach
  void openScene() throws IOException {
    scene = Scene.open("pages");
  }

  @Test
  void pagesOutsideAMeetingAreAccessible() {
    Person visitor = scene.person();
    visitor.open("/sign-in").sees("sign-in-submit");
    check(visitor, "sign-in");
    visitor.open("/setup").sees("setup-no-token");
    check(visitor, "setup-without-token");
    visitor.open("/").sees("join-code");
    check(visitor, "home-visitor");

    Person organizer = scene.organizer();
    check(organizer, "home-empty");
    String code = scene.meeting("Quarterly figures");
    organizer.page().reload();
    organizer.sees("meeting");
    check(organizer, "home");
    organizer.open("/m/" + code).sees("join-now");
    check(organizer, "space");
  }

  @Test
  void pagesOfAMeetingAreAccessible() {
    String code = scene.meeting("Quarterly figures");
    Person organizer = scene.organizer();
    organizer.open("/m/" + code + "/live").sees("preview");
    check(organizer, "prejoin");
    organizer.at("prejoin-join").click();
    organizer.sees("alone");
    check(organizer, "meeting-alone");

    Person guest = scene.person();
    guest.open("/m/" + code + "/live").sees("guest-name");
    check(guest, "prejoin-guest");
    guest.ask(code, "Gustav Guest").sees("waiting");
    check(guest, "waiting");
    organizer.sees("admit-bar");
    check(organizer, "meeting-admit");

    organizer.admit("Gustav Guest");
    guest.sees("tile");
    guest.seesAndHears(1);
    check(guest, "meeting");
    check(organizer, "meeting-people");
    organizer.say("Good morning, Gustav.");
    guest.say("Good morning! Nice to see everybody.");
    organizer.reads("Nice to see everybody");
    check(organizer, "meeting-chat");

    guest.at("leave").click();
    guest.sees("end-page");
    check(guest, "end");
  }

  @Test
  void aRoomOfSeveralIsAccessible() throws IOException {
    String code = scene.meeting("Quarterly figures");
    Person organizer = scene.organizer().join(code);
    organizer.sees("alone");
    Person gustav = scene.admitted(organizer, code, "Gustav Guest");
    Person thea = scene.admitted(organizer, code, "Thea Third");
    organizer.seesAndHears(2);
    check(organizer, "meeting-of-three");

    thea.toggle("camera");
    Eventually.holds(
        "a camera is off", Person.PATIENCE, () -> organizer.media().videosShown() == 1);
    check(organizer, "meeting-camera-off");
    gustav.toggle("screen");
    Eventually.holds("a screen is on", Person.PATIENCE, () -> organizer.media().videosShown() == 2);
    check(organizer, "meeting-screen");
    check(gustav, "meeting-own-screen");
    gustav.toggle("screen");

    for (String name : List.of("Frederika Longnamington-Featherstonehaugh", "Fay Fifth")) {
      scene.admitted(organizer, code, name).toggle("camera");
    }
    Person wanda = scene.person().ask(code, "Wanda Waiting");
    wanda.sees("waiting");
    organizer.sees("waiter");
    check(organizer, "meeting-of-five-people");
    organizer.at("close-people").click();
    organizer.sees("admit-bar");
    check(organizer, "meeting-of-five");
  }

  @Test
  void pagesOfTroubleAreAccessible() throws IOException {
    TcpRelay relay = scene.closeLater(new TcpRelay(scene.server().httpPort()));
    String code = scene.meeting("Quarterly figures");
    Person organizer = scene.organizer().join(code);
    organizer.sees("alone");
    Person guest = scene.admitted(organizer, code, "Gustav Guest", scene.personAt(relay.origin()));
    guest.seesAndHears(1);
    relay.cut();
    guest.sees("reconnecting");
    check(guest, "meeting-reconnecting");
    check(organizer, "meeting-other-dropped");
    relay.mend();
    guest.seesNo("reconnecting");

    organizer.toggle("settings");
    organizer.sees("device-audioinput");
    check(organizer, "meeting-settings");
    organizer.page().keyboard().press("Escape");
    organizer.remove("Gustav Guest");
    guest.isOut("removed");
    check(guest, "end-removed");
    guest.at("rejoin").click();
    guest.sees("waiting");
    organizer.refuse("Gustav Guest");
    guest.isOut("refused");
    check(guest, "end-refused");

    organizer.at("leave").click();
    organizer.sees("end-for-all");
    check(organizer, "meeting-leave");
    organizer.at("end-for-all").click();
    organizer.isOut("ended");
    check(organizer, "end-ended");
  }

  private static void check(Person person, String name) {
    Page page = person.page();
    page.setViewportSize(Person.LAPTOP_WIDTH, Person.LAPTOP_HEIGHT);
    check(page, name + "-laptop");
    page.setViewportSize(390, 844);
    check(page, name + "-phone");
    page.setViewportSize(Person.LAPTOP_WIDTH, Person.LAPTOP_HEIGHT);
  }

  private static void check(Page page, String name) {
    page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
    assertThat(page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"))
        .as("%s fits the width", name)
        .isEqualTo(true);
    List<String> broken =
        new AxeBuilder(page)
            .withTags(RULES).analyze().getViolations().stream()
                .map(rule -> rule.getId() + ": " + rule.getNodes())
                .toList();
    assertThat(broken).as("accessibility of %s", name).isEmpty();
  }
}
