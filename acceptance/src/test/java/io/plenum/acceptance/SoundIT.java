package io.plenum.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How sound travels between real browsers: with redundancy, and in stereo where it is shared. */
@NeedsTool(Tool.CHROMIUM)
class SoundIT {
  private static final String REDUNDANT = "audio/red";
  private static final Pattern REDUNDANT_PACKETS =
      Pattern.compile("(?m)^plenum_media_redundant_packets_total [1-9]");

  private static final double LOSS = 0.2;
  private static final Duration LENGTH = Duration.ofSeconds(12);
  private static final Duration SETTLE = Duration.ofSeconds(4);

  /** Two in a row are 4 %, which two copies mend too; a busy machine makes some up by itself. */
  private static final double MOST_MADE_UP = 0.1;

  /** A fifth of a second of sound has ten packets, and encoders wait as long for silence. */
  private static final double FEWEST_PACKETS = 10;

  /** A second, where there are 50 without a silence. */
  private static final double MOST_PACKETS = 35;

  private static final long SEED = 20_261_122;

  @AutoClose private Scene scene;
  private String code;

  @BeforeEach
  void openScene() throws IOException {
    scene = Scene.open("sound");
    code = scene.meeting("Sound");
  }

  @Test
  void voicesAreWhole_whenEveryFifthPacketIsLost() throws IOException {
    UdpImpairer network = scene.closeLater(UdpImpairer.before(scene.server().mediaPort(), SEED));
    Person speaker =
        scene
            .organizer(Resource.script("quiet-scene.js"), Resource.script("steady-voice.js"))
            .join(code);
    speaker.sees("tile");
    Person listener =
        scene.admitted(
            speaker,
            code,
            "Gustav Guest",
            "plenumProbe.useRelay(%d)".formatted(network.port()),
            Resource.script("quiet-scene.js"));
    Eventually.holds(
        "a voice", Person.PATIENCE, () -> listener.media().voices(Duration.ofSeconds(1)) == 1);
    assertThat(speaker.media().soundCodecs()).startsWith(REDUNDANT);
    Eventually.holds(
        "copies are passed on where nothing is lost", Person.PATIENCE, this::redundancyLeaves);

    network.lose(LOSS);
    Eventually.pause(SETTLE);
    Heard before = Heard.by(listener);
    Eventually.pause(LENGTH);
    Heard during = Heard.by(listener).since(before);

    System.out.printf(
        Locale.ROOT,
        "%.0f %% of the packets lost, %.1f %% of the sound made up (seed %d)%n",
        100 * during.lostShare(),
        100 * during.madeUpShare(),
        SEED);
    assertThat(during.lostShare()).isGreaterThan(LOSS / 2);
    assertThat(during.madeUpShare()).isLessThan(MOST_MADE_UP);
    assertThat(listener.media().voices(Duration.ofSeconds(1))).isEqualTo(1);
  }

  @Test
  @NeedsTool(Tool.FIREFOX)
  void firefoxHearsAndIsHeard_withoutRedundancy() {
    Person organizer = scene.organizer().join(code);
    organizer.sees("tile");
    Person guest = scene.admitted(organizer, code, "Fiona Fox", scene.firefoxPerson());
    organizer.seesAndHears(1);
    guest.seesAndHears(1);
    assertThat(organizer.media().soundCodecs()).startsWith(REDUNDANT);
    assertThat(guest.media().soundCodecs()).doesNotContain(REDUNDANT);
  }

  @Test
  void sharedSoundIsInStereo() {
    Person watcher = scene.organizer(Resource.script("quiet-scene.js")).join(code);
    watcher.sees("tile");
    Person sharer =
        scene.admitted(
            watcher,
            code,
            "Sharon",
            Resource.script("quiet-scene.js"),
            Resource.script("stereo-share.js"));

    sharer.toggle("screen");

    String seat = sharer.seat();
    Eventually.holds(
        "a slot with shared sound",
        Person.PATIENCE,
        () -> watcher.slotOf(seat, "screen-audio").isPresent());
    String mid = watcher.slotOf(seat, "screen-audio").orElseThrow();
    Eventually.holds(
        "a tone on the left", Person.PATIENCE, () -> sides(watcher, mid).getFirst() > 0.1);
    List<Double> sides = sides(watcher, mid);
    System.out.printf(Locale.ROOT, "left %.3f, right %.3f%n", sides.getFirst(), sides.getLast());
    assertThat(sides.getLast()).isLessThan(sides.getFirst() / 10);
  }

  @Test
  void voicesLeaveSilenceOut_andSharedSoundIsAskedForWhole() {
    Person speaker = scene.organizer(FlashAndBeep.senderScript()).join(code);
    speaker.sees("tile");
    Person listener = scene.admittedMuted(speaker, code, "Lisa", Resource.script("quiet-scene.js"));
    List<String> sounds =
        speaker.media().answer().stream()
            .filter(part -> part.startsWith("m=audio") && part.contains("a=recvonly"))
            .toList();
    assertThat(sounds).hasSize(2);
    assertThat(sounds.getFirst()).as("the microphone").contains("usedtx=1");
    assertThat(sounds.getLast()).as("shared sound").contains("stereo=1").doesNotContain("usedtx");

    Eventually.pause(SETTLE);
    double before = speaker.media().sent("audio", "packetsSent");
    double lost = listener.media().received("audio", "packetsLost");
    Eventually.pause(LENGTH);
    double aSecond = (speaker.media().sent("audio", "packetsSent") - before) / LENGTH.toSeconds();

    System.out.printf(Locale.ROOT, "%.1f packets a second, four fifths silence%n", aSecond);
    assertThat(aSecond).isBetween(FEWEST_PACKETS, MOST_PACKETS);
    assertThat(listener.media().voices(Duration.ofSeconds(2))).isEqualTo(1);
    assertThat(listener.media().received("audio", "packetsLost")).as("holes").isEqualTo(lost);
  }

  /** Whether the server sends packets of sound with copies, as its metrics tell. */
  private boolean redundancyLeaves() {
    try (HttpClient http = HttpClient.newHttpClient()) {
      URI metrics = URI.create(scene.server().origin() + "/metrics");
      String told =
          http.send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofString()).body();
      return REDUNDANT_PACKETS.matcher(told).find();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static List<Double> sides(Person listener, String mid) {
    List<?> sides =
        (List<?>) listener.page().evaluate(Resource.script("loudness-of-sides.js"), mid);
    return sides.stream().map(side -> ((Number) side).doubleValue()).toList();
  }

  /** Counters of a browser's received sound (W3C webrtc-stats): packets and samples. */
  private record Heard(double received, double lost, double samples, double madeUp) {
    static Heard by(Person listener) {
      MediaProbe media = listener.media();
      return new Heard(
          media.received("audio", "packetsReceived"),
          media.received("audio", "packetsLost"),
          media.received("audio", "totalSamplesReceived"),
          media.received("audio", "concealedSamples"));
    }

    Heard since(Heard before) {
      return new Heard(
          received - before.received,
          lost - before.lost,
          samples - before.samples,
          madeUp - before.madeUp);
    }

    double lostShare() {
      return lost / (received + lost);
    }

    double madeUpShare() {
      return madeUp / samples;
    }
  }
}
