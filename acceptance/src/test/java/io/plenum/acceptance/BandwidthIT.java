package io.plenum.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What a browser believes of its way to the server, by the server's feedback (transport-cc). */
@NeedsTool(Tool.CHROMIUM)
class BandwidthIT {
  /** More than a camera and a microphone may use together. */
  private static final double ENOUGH_BPS = 2_000_000;

  private static final int HD_LINES = 720;

  /** Seconds after which the estimate must have climbed, and those watched: it must not fall. */
  private static final int CLIMB_SECONDS = 8;

  private static final int WATCH_SECONDS = 20;

  @Test
  void theEstimateClimbsAndStays_onALinkWithoutLimit() throws IOException {
    try (Scene scene = Scene.open("bandwidth")) {
      String code = scene.meeting("A wide road");
      Person guest = scene.person(Resource.script("quiet-scene.js")).ask(code, "Gustav Guest");
      guest.sees("waiting");
      Person organizer = scene.organizer().join(code);
      organizer.sees("tile");
      organizer.admit("Gustav Guest"); // of a camera that nobody watches little is sent
      MediaProbe sender = organizer.media();
      List<Double> estimates = new ArrayList<>();
      for (int second = 1; second <= WATCH_SECONDS; second++) {
        Eventually.pause(Duration.ofSeconds(1));
        estimates.add(sender.availableOutgoingBitrate());
        report(second, sender);
      }
      guest.seesAndHears(1);

      assertThat(estimates.subList(CLIMB_SECONDS, WATCH_SECONDS))
          .allSatisfy(bps -> assertThat(bps).isGreaterThan(ENOUGH_BPS));
      assertThat(sender.limitation()).isNotEqualTo("bandwidth");
      Eventually.holds(
          "the whole picture, if the machine can",
          Person.PATIENCE,
          () ->
              sender.limitation().equals("cpu")
                  || guest.media().received("video", "frameHeight") == HD_LINES);
    }
  }

  private static void report(int second, MediaProbe sender) {
    System.out.printf(
        Locale.ROOT,
        "%2d s: may send %.0f kbit/s, encoder %.0f kbit/s, %.0f lines at %.0f/s, limited by %s%n",
        second,
        sender.availableOutgoingBitrate() / 1_000,
        sender.sent("video", "targetBitrate") / 1_000,
        sender.sent("video", "frameHeight"),
        sender.sent("video", "framesPerSecond"),
        sender.limitation());
  }
}
