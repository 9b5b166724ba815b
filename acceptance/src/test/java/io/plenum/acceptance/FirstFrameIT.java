package io.plenum.acceptance;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Measures the time from a person's click on "join" to the first picture of somebody else on
 * screen. Prints the figure; asserts only that there is one, for a duration says more about the
 * machine than about the change.
 */
@Tag("measurement")
@NeedsTool(Tool.CHROMIUM)
class FirstFrameIT {
  private static final int RUNS = Integer.getInteger("plenum.firstFrame.runs", 10);

  /** Page and camera are at rest when a person clicks. */
  private static final Duration SETTLE = Duration.ofSeconds(1);

  /** Resolves with milliseconds from the click to the first frame of a remote video. */
  private static final String CLICK_AND_WAIT =
      """
      (button) => new Promise((resolve) => {
        const clicked = performance.now();
        const look = () => {
          const video = plenumProbe.remoteVideos()[0];
          if (video) {
            resolve(Math.round(performance.now() - clicked));
          } else {
            setTimeout(look, 5);
          }
        };
        button.click();
        look();
      })
      """;

  @Test
  void printsTheTimeFromClickToFirstFrame() throws IOException {
    try (Scene scene = Scene.open("first-frame")) {
      scene.addUser("Ulf User", "ulf@example.org");
      String code = scene.meeting("How fast?");
      scene.organizer().join(code).sees("tile");
      Person other = scene.person().signIn("ulf@example.org");
      long[] ms =
          LongStream.range(0, RUNS).map(_ -> clickToFrameMs(other, code)).sorted().toArray();
      System.out.printf(
          Locale.ROOT,
          "click to first frame, %d runs: median %d ms, worst %d ms%n",
          RUNS,
          ms[RUNS / 2],
          ms[RUNS - 1]);
    }
  }

  private static long clickToFrameMs(Person person, String code) {
    Page page = person.open("/m/" + code + "/live").page();
    person.sees("preview");
    Eventually.pause(SETTLE);
    Object ms = person.at("prejoin-join").evaluate(CLICK_AND_WAIT);
    person.at("leave").click();
    person.sees("end-page");
    page.evaluate("() => sessionStorage.clear()");
    return ((Number) ms).longValue();
  }
}
