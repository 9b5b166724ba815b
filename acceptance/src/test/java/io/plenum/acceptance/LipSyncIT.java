package io.plenum.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sound and picture of who speaks arrive in step. */
@NeedsTool(Tool.CHROMIUM)
class LipSyncIT {
  private static final double IN_STEP_MS = 80;

  /** Browsers settle synchronisation over several sender reports, one each second. */
  private static final Duration SETTLE = Duration.ofSeconds(6);

  private static final Duration LENGTH = Duration.ofSeconds(10);

  /**
   * Measurements within which the browser must have come into step. On a machine whose cores are
   * all taken, a starved browser plays sound late for a while; it is to recover, not to drift.
   */
  private static final int WINDOWS = 4;

  /** Slots with sound and picture (docs/protocol.md, section 2.2). */
  private static final int PAIRS = 4;

  /** Lines of the largest and the smallest of three sizes. */
  private static final int LARGE = 540;

  private static final int SMALL = 135;

  /** A window in which a tile looks sharp in the smallest size, CSS pixels. */
  private static final int NARROW_WIDTH = 300;

  private static final int NARROW_HEIGHT = 320;

  /** Somebody who looks and listens only. */
  private static final String WATCHES =
      Resource.script("codec-choice.js")
          .replace("PREFERENCES", "{cameraOn: false, microphoneOn: false}");

  @AutoClose private Scene scene;
  private String code;

  @BeforeEach
  void openScene() throws IOException {
    scene = Scene.open("lip-sync");
    code = scene.meeting("Lips and voices");
  }

  @Test
  void lipsAndVoiceAreInStep_afterAChangeOfSpeakerToo() {
    Person listener = scene.organizer().join(code);
    listener.sees("tile");
    Person one = scene.admitted(listener, code, "Ada One", FlashAndBeep.senderScript());
    Person two = scene.admitted(listener, code, "Bob Two", FlashAndBeep.senderScript());
    listener.toggle("microphone");
    two.toggle("microphone");
    Eventually.holds("both pictures", Person.PATIENCE, () -> listener.media().videosShown() == 2);

    assertThat(skewMs(listener, one)).as("the first speaker").isBetween(-IN_STEP_MS, IN_STEP_MS);

    one.toggle("microphone");
    two.toggle("microphone");

    assertThat(skewMs(listener, two)).as("the second speaker").isBetween(-IN_STEP_MS, IN_STEP_MS);
  }

  @Test
  void whoUnmutesMovesIntoAPairAndIsInStep_whenThereAreMorePeopleThanPairs() {
    String quiet = Resource.script("quiet-scene.js");
    Person listener = scene.organizer(quiet).join(code);
    listener.sees("tile");
    for (int i = 0; i < PAIRS - 1; i++) {
      scene.admittedMuted(listener, code, "Quiet " + i, quiet);
    }
    Person inPair = scene.admittedMuted(listener, code, "Ada", FlashAndBeep.senderScript());
    Person outside = scene.admittedMuted(listener, code, "Bob", FlashAndBeep.senderScript());
    Eventually.holds("all", Person.PATIENCE, () -> listener.media().videosShown() == PAIRS + 1);
    assertThat(listener.slotOf(inPair.seat(), "microphone")).isPresent();
    assertThat(listener.slotOf(outside.seat(), "microphone")).isEmpty();

    outside.toggle("microphone");

    assertThat(skewMs(listener, outside)).as("came into a pair").isBetween(-IN_STEP_MS, IN_STEP_MS);

    outside.toggle("microphone");
    inPair.toggle("microphone");

    assertThat(skewMs(listener, inPair)).as("unmuted later").isBetween(-IN_STEP_MS, IN_STEP_MS);
  }

  @Test
  void lipsAndVoiceStayInStep_whenThePictureChangesItsSize() {
    Person listener = scene.organizer(WATCHES).join(code);
    listener.sees("tile");
    Person speaker =
        scene.admitted(listener, code, "Ada", FlashAndBeep.senderScript(LARGE * 16 / 9, LARGE));
    listener.toggle("people"); // the panel of who admits takes part of the window
    List<Double> skews = new ArrayList<>();
    for (int turn = 0; turn < 2; turn++) {
      listener.page().setViewportSize(Person.LAPTOP_WIDTH, Person.LAPTOP_HEIGHT);
      shows(listener, speaker, LARGE);
      skews.add(skewMs(listener, speaker));
      listener.page().setViewportSize(NARROW_WIDTH, NARROW_HEIGHT);
      shows(listener, speaker, SMALL);
      skews.add(skewMs(listener, speaker));
    }
    assertThat(skews).allSatisfy(skew -> assertThat(skew).isBetween(-IN_STEP_MS, IN_STEP_MS));
  }

  private static void shows(Person listener, Person speaker, long lines) {
    String seat = speaker.seat();
    VideoProbe video = new VideoProbe(listener.page());
    Eventually.holds(
        lines + " lines",
        Person.PATIENCE.plusSeconds(10),
        () -> video.received(seat).filter(got -> got.height() == lines).isPresent());
  }

  private static double skewMs(Person listener, Person speaker) {
    String seat = speaker.seat();
    Eventually.holds(
        "the speaker has both slots",
        Person.PATIENCE,
        () ->
            listener.slotOf(seat, "microphone").isPresent()
                && listener.slotOf(seat, "camera").isPresent());
    double skewMs = Double.MAX_VALUE;
    for (int window = 0; window < WINDOWS && Math.abs(skewMs) > IN_STEP_MS; window++) {
      Eventually.pause(SETTLE);
      skewMs = measuredMs(listener, seat);
    }
    return skewMs;
  }

  private static double measuredMs(Person listener, String seat) {
    String videoMid = listener.slotOf(seat, "camera").orElseThrow();
    String audioMid = listener.slotOf(seat, "microphone").orElseThrow();
    double believedMs = listener.media().playoutSkewMs(videoMid, audioMid);
    double skewMs = FlashAndBeep.medianSkewMs(listener.page(), videoMid, audioMid, LENGTH);
    System.out.printf(
        Locale.ROOT,
        "sound after picture: %.0f ms; by the browser's account %.0f ms before, %.0f ms after%n",
        skewMs,
        believedMs,
        listener.media().playoutSkewMs(videoMid, audioMid));
    return skewMs;
  }
}
