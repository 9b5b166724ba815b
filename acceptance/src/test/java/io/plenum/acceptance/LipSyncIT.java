package io.plenum.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
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

  private static double skewMs(Person listener, Person speaker) {
    String seat = speaker.seat();
    Eventually.holds(
        "the speaker has both slots",
        Person.PATIENCE,
        () ->
            listener.slotOf(seat, "microphone").isPresent()
                && listener.slotOf(seat, "camera").isPresent());
    Eventually.pause(SETTLE);
    return FlashAndBeep.medianSkewMs(
        listener.page(),
        listener.slotOf(seat, "camera").orElseThrow(),
        listener.slotOf(seat, "microphone").orElseThrow(),
        LENGTH);
  }
}
