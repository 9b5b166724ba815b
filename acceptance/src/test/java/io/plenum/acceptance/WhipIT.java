package io.plenum.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.options.AriaRole;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * GStreamer and FFmpeg publish by WHIP, a bare page of another site watches by WHEP (docs/whip.md).
 */
@NeedsTool({Tool.CHROMIUM, Tool.GSTREAMER, Tool.NETWORK_ADDRESS})
class WhipIT {
  private static final String NAME = "Stage camera";
  private static final Path PAGE = Path.of("..", "docs", "whep.html");

  /** Consent runs out after 30 s (RFC 7675, section 5.1). */
  private static final Duration CONSENT = Duration.ofSeconds(50);

  private static final int MORE_THAN_CONSENT_S = 35;

  /** What the page receives: the frames that it decoded of its largest picture, and its width. */
  private static final String RECEIVED =
      """
      async () => {
        const videos = (await plenumProbe.stats()).filter((one) => one.type === 'inbound-rtp' && one.kind === 'video');
        const shown = videos.filter((one) => one.frameWidth === %d && one.frameHeight === %d);
        return Math.max(0, ...shown.map((one) => one.framesDecoded));
      }
      """
          .formatted(WhipPublisher.WIDTH, WhipPublisher.HEIGHT);

  @AutoClose private Scene scene;
  private String code;
  private String meetingId;
  private Person organizer;

  @BeforeEach
  void openScene() throws IOException {
    String address = Tool.networkAddress().orElseThrow().getHostAddress();
    scene = Scene.of(ServerProcess.start("whip", address));
    JsonObject meeting = scene.newMeeting("On stage");
    code = meeting.get("accessCode").getAsString();
    meetingId = meeting.get("id").getAsString();
    organizer = scene.organizer().join(code);
    organizer.sees("tile");
  }

  private String key(String scope) {
    JsonObject wanted = new JsonObject();
    wanted.addProperty("scope", scope);
    wanted.addProperty("name", NAME);
    return scene
        .answerToOrganizer("POST", "/meetings/" + meetingId + "/stream-keys", wanted)
        .get("secret")
        .getAsString();
  }

  private WhipPublisher publish(String codec) throws IOException {
    String url = scene.server().origin() + "/api/v1/whip";
    WhipPublisher publisher = scene.closeLater(new WhipPublisher(url, key("publish"), codec));
    assertThat(publisher.answered()).isEqualTo(201);
    publisher.isConnection("connected");
    return publisher;
  }

  private String seatOfStream() {
    return organizer
        .received("person")
        .map(message -> message.getAsJsonObject("person"))
        .filter(person -> person.get("name").getAsString().equals(NAME))
        .reduce((_, last) -> last)
        .orElseThrow()
        .get("seat")
        .getAsString();
  }

  private static void hasSize(VideoProbe probe, String seat, String codec, int width, int height) {
    Eventually.holds(
        "the picture has its size",
        Person.PATIENCE,
        () ->
            probe
                .received(seat)
                .filter(picture -> picture.codec().equals(codec))
                .filter(picture -> picture.width() == width)
                .filter(picture -> picture.height() == height)
                .isPresent());
  }

  @ParameterizedTest
  @CsvSource({"vp8, VP8", "h264, H264"})
  void gstreamerIsSeenAndHeard_inChromium(String encoder, String codec)
      throws IOException, InterruptedException {
    WhipPublisher publisher = publish(encoder);

    organizer.seesAndHears(1);
    VideoProbe probe = new VideoProbe(organizer.page());
    String seat = seatOfStream();
    hasSize(probe, seat, codec, WhipPublisher.WIDTH, WhipPublisher.HEIGHT);

    assertThat(publisher.end()).isEqualTo(200);
    Eventually.holds("the seat is free at once", Person.PATIENCE, () -> left(seat));
  }

  @Test
  void ffmpegIsSeenAndHeard_inChromium() throws IOException, InterruptedException {
    String url = scene.server().origin() + "/api/v1/whip";
    FfmpegPublisher publisher = scene.closeLater(new FfmpegPublisher(url, key("publish")));

    organizer.seesAndHears(1);
    String seat = seatOfStream();
    VideoProbe probe = new VideoProbe(organizer.page());
    hasSize(probe, seat, "H264", FfmpegPublisher.WIDTH, FfmpegPublisher.HEIGHT);

    // FFmpeg 8.0 sends no checks once it is connected: its media stands for them.
    Instant connected = Instant.now();
    Eventually.holds(
        "consent would have run out",
        CONSENT,
        () -> Instant.now().isAfter(connected.plusSeconds(MORE_THAN_CONSENT_S)));
    assertThat(left(seat)).isFalse();
    long frames = probe.received(seat).orElseThrow().frames();
    Eventually.holds(
        "the picture goes on",
        Person.PATIENCE,
        () -> probe.received(seat).orElseThrow().frames() > frames);

    assertThat(publisher.end()).as("it says good-bye (DELETE)").isTrue();
    Eventually.holds("the seat is free at once", Person.PATIENCE, () -> left(seat));
  }

  private boolean left(String seat) {
    return organizer
        .received("left")
        .anyMatch(message -> message.get("seat").getAsString().equals(seat));
  }

  @Test
  void seatIsFree_afterThePublisherVanished() throws IOException {
    WhipPublisher publisher = publish("vp8");
    organizer.seesAndHears(1);
    String seat = seatOfStream();

    publisher.kill();

    Eventually.holds("consent has run out", CONSENT, () -> left(seat));
  }

  @Test
  void removedPublisherIsOutside() throws IOException {
    WhipPublisher publisher = publish("vp8");
    organizer.seesAndHears(1);
    String seat = seatOfStream();

    organizer.remove(NAME);

    Eventually.holds("it is out", Person.PATIENCE, () -> left(seat));
    publisher.kill();
  }

  @Test
  void barePageOfAnotherSiteWatches() throws IOException {
    publish("vp8");
    organizer.seesAndHears(1);
    Person viewer = watch("");

    Eventually.holds(
        "the page decodes GStreamer's picture",
        Person.PATIENCE,
        () -> ((Number) viewer.page().evaluate(RECEIVED)).intValue() > 10);
    assertThat(viewer.page().getByRole(AriaRole.STATUS).innerText()).isEqualTo("connected");
  }

  @Test
  void aViewerIsShownOnlyWhomItChose() throws IOException {
    publish("vp8");
    organizer.seesAndHears(1);
    Person everything = watch("");
    Person chosen = watch("?participant=stage%20CAMERA");

    Eventually.holds("two pictures", Person.PATIENCE, () -> pictures(everything) == 2);
    Eventually.holds(
        "the chosen picture",
        Person.PATIENCE,
        () -> ((Number) chosen.page().evaluate(RECEIVED)).intValue() > 10);
    assertThat(pictures(chosen)).isEqualTo(1);
    Eventually.holds(
        "two voices", Person.PATIENCE, () -> everything.media().voices(Duration.ofSeconds(1)) == 2);
    Eventually.holds(
        "the stream's sound",
        Person.PATIENCE,
        () -> chosen.media().voices(Duration.ofSeconds(1)) == 1);
  }

  private static long pictures(Person viewer) {
    return viewer.media().bySlot("video", "framesDecoded").values().stream()
        .filter(frames -> frames > 0)
        .count();
  }

  /** The bare page of another site; the query chooses. */
  private Person watch(String query) throws IOException {
    HttpServer site = scene.closeLater(new Site()).server;
    Person viewer = scene.personAt("http://localhost:" + site.getAddress().getPort());
    return viewer.open(
        "/whep.html#url="
            + encoded(scene.server().origin() + "/api/v1/whep" + query)
            + "&key="
            + encoded(key("view")));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** Another site, which serves the page as it is. */
  private static final class Site implements AutoCloseable {
    final HttpServer server;

    Site() throws IOException {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      byte[] page = Files.readAllBytes(PAGE);
      server.createContext(
          "/whep.html",
          exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
          });
      server.start();
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }
}
