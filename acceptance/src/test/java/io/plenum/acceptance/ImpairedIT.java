package io.plenum.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What somebody at a real browser sees when a way to the server gets narrow, and wide again. */
@NeedsTool({Tool.CHROMIUM, Tool.FIREFOX})
class ImpairedIT {
  private static final String BUSY = Resource.script("busy-scene.js");
  private static final String WATCHES = preferences("{cameraOn: false, microphoneOn: false}");

  /** All ways are for measuring; one of them is enough to see each change of the code. */
  private static final boolean EVERY_WAY = Boolean.getBoolean("plenum.impaired.every");

  private static final long WIDE_BPS = 3_000_000;
  private static final long NARROW_BPS = 500_000;

  /** Lines of the scene's largest size. */
  private static final double FULL = 540;

  private static final Duration QUEUE = Duration.ofMillis(300);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** What the narrow line may cost: the queue overflows once before the server knows. */
  private static final double MOST_FROZEN_S = 4;

  /** The same where the moment is counted in which it gets narrow. */
  private static final double MOST_FROZEN_AT_THE_DROP_S = 6;

  /** Seconds of each stretch that are measured, one by one. */
  private static final int LENGTH_S = 20;

  /** A picture begins small, and is whole when the server knows the line. */
  private static final Duration SETTLE = Duration.ofSeconds(10);

  private static final long SEED = 20_261_122;
  private static final Path TRACES = Path.of("target", "impaired");

  @AutoClose private Scene scene;
  private UdpImpairer network;
  private String viaNetwork;
  private String meeting;
  private String code;
  private MediaProbe media;

  @BeforeEach
  void openScene() throws IOException {
    scene = Scene.open("impaired");
    network = scene.closeLater(UdpImpairer.before(scene.server().mediaPort(), SEED));
    viaNetwork = "plenumProbe.useRelay(%d)".formatted(network.port());
    JsonObject made = scene.newMeeting("Narrow");
    meeting = made.get("id").getAsString();
    code = made.get("accessCode").getAsString();
  }

  @Test
  void thePictureGetsSmaller_andComesBack_withoutALongFreeze() throws IOException {
    Person sender = scene.organizer(BUSY).join(code);
    media = scene.admitted(sender, code, "Gustav Guest", viaNetwork, WATCHES).media();

    network.limit(WIDE_BPS, QUEUE);
    shows("the full size", () -> height() == FULL);
    Stretch wide = measure("3 Mbit/s");

    network.limit(NARROW_BPS, QUEUE);
    shows("a smaller size", () -> height() > 0 && height() < FULL);
    Stretch narrow = measure("0.5 Mbit/s");

    network.limit(WIDE_BPS, QUEUE);
    shows("the full size again", () -> height() == FULL);
    Stretch again = measure("3 Mbit/s again");
    keepTrace("down and up");

    assertThat(wide.frozenS()).as("%s", wide).isLessThan(1);
    assertThat(narrow.frozenS()).as("%s", narrow).isLessThan(MOST_FROZEN_S);
    assertThat(narrow.frames()).as("%s", narrow).isGreaterThan(LENGTH_S);
    assertThat(narrow.kbps()).as("%s", narrow).isBetween(100.0, NARROW_BPS * 1.1 / 1_000);
    assertThat(again.frozenS()).as("%s", again).isLessThan(1);
  }

  /** Measured one by one with {@code -Dplenum.impaired.every=true} (docs/media-quality.md). */
  static Stream<Way> ways() {
    Way usual = new Way(Tool.CHROMIUM, Tool.FIREFOX, "vp9", Side.RECEIVER);
    return !EVERY_WAY
        ? Stream.of(usual)
        : Stream.of(
            usual,
            new Way(Tool.CHROMIUM, Tool.FIREFOX, "vp8", Side.RECEIVER),
            new Way(Tool.CHROMIUM, Tool.CHROMIUM, "vp9", Side.RECEIVER),
            new Way(Tool.CHROMIUM, Tool.CHROMIUM, "av1", Side.RECEIVER),
            new Way(Tool.CHROMIUM, Tool.CHROMIUM, "h264", Side.RECEIVER),
            new Way(Tool.FIREFOX, Tool.CHROMIUM, "vp8", Side.RECEIVER),
            new Way(Tool.FIREFOX, Tool.CHROMIUM, "av1", Side.RECEIVER),
            new Way(Tool.CHROMIUM, Tool.CHROMIUM, "vp8", Side.SENDER),
            new Way(Tool.CHROMIUM, Tool.FIREFOX, "vp9", Side.SENDER),
            new Way(Tool.FIREFOX, Tool.CHROMIUM, "vp8", Side.SENDER));
  }

  @ParameterizedTest
  @MethodSource("ways")
  void thePictureGoesOn_inEveryCodecAndEngine(Way way) throws IOException {
    meet(way);
    way.side().narrow(network, WIDE_BPS);
    Eventually.holds("a picture", PATIENCE, () -> height() > 0);
    Eventually.pause(SETTLE);
    Stretch wide = measure(way + ", 3 Mbit/s");

    way.side().narrow(network, NARROW_BPS);
    Stretch narrow = measure(way + ", 0.5 Mbit/s");
    keepTrace(way.toString());

    assertThat(wide.frozenS()).as("%s", wide).isLessThan(MOST_FROZEN_S);
    assertThat(wide.kbps()).as("%s", wide).isGreaterThan(NARROW_BPS / 1e3);
    assertThat(narrow.frozenS()).as("%s", narrow).isLessThan(MOST_FROZEN_AT_THE_DROP_S);
    assertThat(narrow.frames()).as("%s", narrow).isGreaterThan(LENGTH_S);
    assertThat(narrow.kbps()).as("%s", narrow).isBetween(50.0, NARROW_BPS * 1.2 / 1e3);
  }

  /** The organizer is at Chromium: the sender, or else the receiver. */
  private void meet(Way way) {
    String[] sends = {BUSY, preferences("{videoCodec: '%s'}".formatted(way.codec()))};
    String[] watches = {WATCHES};
    if (way.side() == Side.SENDER) {
      sends = new String[] {viaNetwork, sends[0], sends[1]};
    } else {
      watches = new String[] {viaNetwork, WATCHES};
    }
    if (way.sender() == Tool.CHROMIUM) {
      Person sender = scene.organizer(sends).join(code);
      Person receiver =
          way.receiver() == Tool.CHROMIUM ? scene.person(watches) : scene.firefoxPerson(watches);
      media = scene.admitted(sender, code, "Gustav Guest", receiver).media();
    } else {
      Person receiver = scene.organizer(watches).join(code);
      receiver.sees("tile");
      scene.admitted(receiver, code, "Gustav Guest", scene.firefoxPerson(sends));
      media = receiver.media();
    }
  }

  private static String preferences(String preferences) {
    return Resource.script("codec-choice.js").replace("PREFERENCES", preferences);
  }

  /** Whose line is narrow. */
  private enum Side {
    SENDER,
    RECEIVER;

    void narrow(UdpImpairer network, long bps) {
      if (this == SENDER) {
        network.limitUpstream(bps, QUEUE);
      } else {
        network.limit(bps, QUEUE);
      }
    }
  }

  /** From which engine to which, in which codec, and whose line is narrow. */
  private record Way(Tool sender, Tool receiver, String codec, Side side) {
    @Override
    public String toString() {
      return "%s | %s | %s | %s".formatted(sender, receiver, codec, side).toLowerCase(Locale.ROOT);
    }
  }

  /** For {@code plenum replay} (docs/trace.md): what the server decided, and why. */
  private void keepTrace(String name) throws IOException {
    String file = name.replaceAll("[^a-z0-9]+", "-") + ".trace";
    Files.write(Files.createDirectories(TRACES).resolve(file), scene.trace(meeting));
  }

  private void shows(String what, BooleanSupplier fact) {
    Duration took = Eventually.holds(what, PATIENCE, fact);
    System.out.printf(Locale.ROOT, "%s after %.1f s%n", what, took.toMillis() / 1e3);
  }

  private double height() {
    return media.received("video", "frameHeight");
  }

  private Stretch measure(String what) {
    Counters before = counters();
    List<Integer> heights = new ArrayList<>();
    for (int i = 0; i < LENGTH_S; i++) {
      Eventually.pause(Duration.ofSeconds(1));
      heights.add((int) height());
    }
    Counters after = counters();
    Stretch stretch =
        new Stretch(
            after.frames() - before.frames(),
            after.freezes() - before.freezes(),
            after.frozenS() - before.frozenS(),
            (after.bytes() - before.bytes()) * 8 / LENGTH_S / 1_000,
            after.plis() - before.plis(),
            after.nacks() - before.nacks(),
            after.dropped() - before.dropped());
    System.out.printf(
        Locale.ROOT,
        "| %s | %s | %.1f | %.0f | %.0f (%.1f s) | %.0f | %.0f | %d |%n",
        what,
        heights,
        stretch.frames() / LENGTH_S,
        stretch.kbps(),
        stretch.freezes(),
        stretch.frozenS(),
        stretch.plis(),
        stretch.nacks(),
        stretch.dropped());
    return stretch;
  }

  private Counters counters() {
    return new Counters(
        media.received("video", "framesDecoded"),
        media.received("video", "freezeCount"),
        media.received("video", "totalFreezesDuration"),
        media.received("video", "bytesReceived"),
        media.received("video", "pliCount"),
        media.received("video", "nackCount"),
        network.dropped());
  }

  /** Counters of the receiving browser, and of what the line had no room for, since it began. */
  private record Counters(
      double frames,
      double freezes,
      double frozenS,
      double bytes,
      double plis,
      double nacks,
      long dropped) {}

  /** What came in a stretch of {@value #LENGTH_S} s. */
  private record Stretch(
      double frames,
      double freezes,
      double frozenS,
      double kbps,
      double plis,
      double nacks,
      long dropped) {}
}
