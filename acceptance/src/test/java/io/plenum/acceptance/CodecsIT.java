package io.plenum.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.SelectOption;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cameras in every codec and size, between real browsers (docs/layers.md). */
@NeedsTool({Tool.CHROMIUM, Tool.FIREFOX})
class CodecsIT {
  private static final String CAMERA = Resource.script("camera-scene.js");
  private static final String WATCHES = preferences("{cameraOn: false, microphoneOn: false}");

  /** A picture that begins, or another size of it, takes a keyframe and, in AV1, a slow encoder. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Duration LENGTH = Duration.ofSeconds(8);

  /** Sizes of the scene's encodings. */
  private static final long FULL = 540;

  private static final long HALF = 270;
  private static final long QUARTER = 135;

  /** Of the scene's 15 frames a second, what a machine whose cores are all taken still shows. */
  private static final double FEWEST_FRAMES_A_SECOND = 5;

  private static final long MOST_FREEZES = 2;
  private static final long MOST_REQUESTS = 2;

  @AutoClose private Scene scene;
  private String code;

  @BeforeEach
  void openScene() throws IOException {
    scene = Scene.open("codecs");
    code = scene.meeting("Babel");
  }

  @Test
  void everyCodecOfChromiumArrives_atBothEngines() {
    Person chromium = scene.organizer(WATCHES).join(code);
    chromium.sees("tile");
    Person sender = scene.admitted(chromium, code, "Sender", CAMERA);
    Person firefox = admitted(chromium, "Freya", scene.firefoxPerson(WATCHES));

    for (Choice choice : List.of(Choice.VP8, Choice.VP9, Choice.AV1)) {
      choose(sender, choice);
      measure("Chromium", sender, choice, "Chromium", chromium);
      measure("Chromium", sender, choice, "Firefox", firefox);
    }
    assertThat(sender.mistakes()).isEmpty();
  }

  @Test
  void everyCodecOfFirefoxArrives_atBothEngines() {
    Person chromium = scene.organizer(WATCHES).join(code);
    chromium.sees("tile");
    Person sender = admitted(chromium, "Sender", scene.firefoxPerson(CAMERA));
    Person firefox = admitted(chromium, "Freya", scene.firefoxPerson(WATCHES));

    for (Choice choice : List.of(Choice.VP8, Choice.VP9, Choice.AV1)) {
      choose(sender, choice);
      measure("Firefox", sender, choice, "Chromium", chromium);
      measure("Firefox", sender, choice, "Firefox", firefox);
    }
    assertThat(sender.mistakes()).isEmpty();
  }

  /** Firefox has H.264 by a plugin (OpenH264) that it downloads, or not at all. */
  @Test
  void h264GivesWay_whenSomebodyComesWhoDoesNotDecodeIt() {
    Person chromium = scene.organizer(WATCHES).join(code);
    chromium.sees("tile");
    Person sender = scene.admitted(chromium, code, "Sender", CAMERA);
    choose(sender, Choice.H264);
    measure("Chromium", sender, Choice.H264, "Chromium", chromium);

    Person firefox = admitted(chromium, "Freya", scene.firefoxPerson(WATCHES));

    Choice common = video(firefox).decodes("H264") ? Choice.H264 : Choice.VP8;
    System.out.printf("with Firefox in the room: %s%n", common);
    plays(firefox, sender, common);
    plays(chromium, sender, common);
    assertThat(sender.mistakes()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"VP8,", "VP9,", "VP9,full-svc.js", "AV1,", "H264,"})
  void threeReceiversGetThreeSizes_andTheLargestRestsWhenItsWatcherLeft(
      Choice choice, String script) {
    Person large = scene.organizer(WATCHES).join(code);
    large.sees("tile");
    String changed = script == null ? "" : Resource.script(script);
    Person sender =
        scene.admitted(large, code, "Sender", changed, CAMERA, preferences(choice.preference()));
    Person middle = scene.admitted(large, code, "Middle", WATCHES);
    middle.page().setViewportSize(800, 600);
    Person small = scene.admitted(large, code, "Small", WATCHES);
    small.page().setViewportSize(400, 400);
    large.toggle("people"); // the panel of who admits takes part of the window

    shows(large, sender, FULL);
    shows(middle, sender, HALF);
    shows(small, sender, QUARTER);
    VideoProbe.Received before = received(middle, sender).orElseThrow();
    System.out.printf("%s before: %s%n", choice, video(sender).sent());

    large.page().setViewportSize(800, 600);
    Eventually.holds("the largest rests", PATIENCE, () -> is(height(sender), HALF));

    shows(large, sender, HALF);
    shows(small, sender, QUARTER);
    System.out.printf("%s after: %s%n", choice, video(sender).sent());
    VideoProbe.Received after = received(middle, sender).orElseThrow().since(before);
    System.out.printf("%s, who watches the middle size meanwhile: %s%n", choice, after);
    flows(after);

    large.page().setViewportSize(Person.LAPTOP_WIDTH, Person.LAPTOP_HEIGHT);
    shows(large, sender, FULL);
    System.out.printf("%s again: %s%n", choice, video(sender).sent());
    assertThat(sender.mistakes()).isEmpty();
  }

  @Test
  void codecsMixInOneRoom() {
    Person one = scene.organizer(CAMERA, preferences("{videoCodec: 'vp8'}")).join(code);
    one.sees("tile");
    Person two = scene.admitted(one, code, "Two", CAMERA, preferences("{videoCodec: 'vp9'}"));
    Person three =
        admitted(one, "Three", scene.firefoxPerson(CAMERA, preferences("{videoCodec: 'av1'}")));

    plays(one, two, Choice.VP9);
    plays(one, three, Choice.AV1);
    plays(two, one, Choice.VP8);
    plays(two, three, Choice.AV1);
    plays(three, one, Choice.VP8);
    plays(three, two, Choice.VP9);
  }

  private Person admitted(Person organizer, String name, Person guest) {
    return scene.admitted(organizer, code, name, guest);
  }

  private static void choose(Person sender, Choice choice) {
    sender.toggle("settings");
    sender.page().locator("settings-dialog summary").click();
    sender
        .at("video-codec")
        .selectOption(new SelectOption().setValue(choice.name().toLowerCase(Locale.ROOT)));
    sender.page().keyboard().press("Escape");
  }

  private static void measure(
      String from, Person sender, Choice choice, String to, Person receiver) {
    plays(receiver, sender, choice);
    Eventually.pause(Duration.ofSeconds(3));
    VideoProbe.Received before = received(receiver, sender).orElseThrow();
    Eventually.pause(LENGTH);
    VideoProbe.Received got = received(receiver, sender).orElseThrow().since(before);
    List<VideoProbe.Sent> sent = video(sender).sent();
    String mode = sent.getLast().scalability();
    System.out.printf(
        Locale.ROOT,
        "| %s | %s | %s | %s | %d × %d | %.1f | %d | %d | %d |%n",
        from,
        to,
        got.codec(),
        sent.size() > 1 ? sent.size() + " encodings " + mode : mode,
        got.width(),
        got.height(),
        (double) got.frames() / LENGTH.toSeconds(),
        got.freezes(),
        got.plis(),
        got.nacks());
    assertThat(got.frames()).isGreaterThan((long) (FEWEST_FRAMES_A_SECOND * LENGTH.toSeconds()));
    flows(got);
  }

  /** No more than a machine whose cores are all taken makes of it: nothing here is lost. */
  private static void flows(VideoProbe.Received got) {
    assertThat(got.freezes()).as("freezes of %s", got).isLessThanOrEqualTo(MOST_FREEZES);
    assertThat(got.plis()).as("PLIs of %s", got).isLessThanOrEqualTo(MOST_REQUESTS);
    assertThat(got.nacks()).as("NACKs of %s", got).isLessThanOrEqualTo(MOST_REQUESTS);
  }

  /** Waits until the receiver decodes the sender's camera in this codec. */
  private static void plays(Person receiver, Person sender, Choice choice) {
    Eventually.holds(
        choice + " is decoded",
        PATIENCE,
        () ->
            received(receiver, sender)
                .filter(got -> got.codec().equals(choice.name()))
                .isPresent());
    long frames = received(receiver, sender).orElseThrow().frames();
    Eventually.holds(
        choice + " goes on",
        PATIENCE,
        () -> received(receiver, sender).filter(got -> got.frames() > frames).isPresent());
  }

  private static void shows(Person receiver, Person sender, long height) {
    try {
      Eventually.holds(
          height + " lines",
          PATIENCE,
          () -> received(receiver, sender).filter(got -> is(got.height(), height)).isPresent());
    } catch (AssertionError late) {
      String is = "%s of %s".formatted(received(receiver, sender), video(sender).sent());
      throw new AssertionError(late.getMessage() + ", but " + is, late);
    }
  }

  /** H.264 has even sizes only. */
  private static boolean is(long lines, long expected) {
    return Math.abs(lines - expected) <= 1;
  }

  private static Optional<VideoProbe.Received> received(Person receiver, Person sender) {
    return video(receiver).received(video(sender).seat());
  }

  /** Of what is being encoded at this moment the largest. */
  private static long height(Person sender) {
    List<VideoProbe.Sent> before = video(sender).sent();
    Eventually.pause(Duration.ofSeconds(1));
    return video(sender).sent().stream()
        .filter(
            now ->
                before.stream()
                    .noneMatch(
                        then -> then.rid().equals(now.rid()) && then.frames() == now.frames()))
        .mapToLong(VideoProbe.Sent::height)
        .max()
        .orElse(0);
  }

  private static VideoProbe video(Person person) {
    return new VideoProbe(person.page());
  }

  private static String preferences(String preferences) {
    return Resource.script("codec-choice.js").replace("PREFERENCES", preferences);
  }

  /** What one chooses in the settings. */
  private enum Choice {
    VP8,
    VP9,
    AV1,
    H264;

    String preference() {
      return "{microphoneOn: false, videoCodec: '%s'}".formatted(name().toLowerCase(Locale.ROOT));
    }
  }
}
