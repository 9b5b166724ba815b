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
