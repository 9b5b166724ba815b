package io.plenum.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.List;

/**
 * What must hold of every page at laptop and phone size: no rule of WCAG 2.2 AA that a program can
 * check is broken, nothing sticks out sideways, an open panel is there to be used, and a screenshot
 * is kept for people to look at.
 */
final class PageLook {
  private static final Path SCREENSHOTS = Path.of(System.getProperty("plenum.screenshots"));

  private static final List<String> RULES =
      List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

  private static final int PHONE_WIDTH = 390;
  private static final int PHONE_HEIGHT = 844;

  /** Animations of ours are shorter; what is looked at has come to rest. */
  private static final int SETTLE_MS = 400;

  /** The narrowest panel in which a name, a time and two buttons fit, in CSS pixels. */
  private static final int USABLE_WIDTH = 300;

  private static final String PANEL_WIDTH =
      """
      () => {
        const within = (root) => root && [...root.querySelectorAll('*')].flatMap(
          (element) => [element, ...(within(element.shadowRoot) || [])]);
        const panel = within(document).find((element) => element.localName === 'aside');
        return panel ? Math.round(panel.getBoundingClientRect().width) : -1;
      }\
      """;

  private PageLook() {}

  /** Looks at a person's page in both sizes; the page is at laptop size afterwards. */
  static void check(Person person, String name) {
    Page page = person.page();
    page.setViewportSize(Person.LAPTOP_WIDTH, Person.LAPTOP_HEIGHT);
    check(page, name + "-laptop");
    page.setViewportSize(PHONE_WIDTH, PHONE_HEIGHT);
    check(page, name + "-phone");
    page.setViewportSize(Person.LAPTOP_WIDTH, Person.LAPTOP_HEIGHT);
  }

  private static void check(Page page, String name) {
    page.waitForTimeout(SETTLE_MS);
    page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
    assertThat(page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"))
        .as("%s fits the width", name)
        .isEqualTo(true);
    int panel = ((Number) page.evaluate(PANEL_WIDTH)).intValue();
    assertThat(panel == -1 || panel >= USABLE_WIDTH)
        .as("the panel of %s is %s pixels wide", name, panel)
        .isTrue();
    List<String> broken =
        new AxeBuilder(page)
            .withTags(RULES).analyze().getViolations().stream()
                .map(rule -> rule.getId() + ": " + rule.getNodes())
                .toList();
    assertThat(broken).as("accessibility of %s", name).isEmpty();
  }
}
