package io.plenum.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Tests the measuring instruments themselves, inside one page and without the product: they must
 * find what is right and what is wrong.
 */
@NeedsTool(Tool.CHROMIUM)
class MeasureIT {
  private static final Duration LENGTH = Duration.ofSeconds(8);

  @AutoClose private Browsers browsers;

  @AutoClose private final StaticPage site = new StaticPage();

  private Page page;

  MeasureIT() throws IOException {}

  @BeforeEach
  void openPage() throws IOException {
    browsers = new Browsers();
    page = browsers.chromium().newPage();
    page.addInitScript(Resource.script("probe.js"));
    page.addInitScript(FlashAndBeep.senderScript());
    page.navigate(site.origin());
  }

  @Test
  void findsSoundAndPictureInStep() {
    page.evaluate(Resource.script("self-view.js"), 0);

    assertThat(FlashAndBeep.medianSkewMs(page, "1", "0", LENGTH)).isBetween(-60.0, 60.0);
  }

  @Test
  void findsSoundThatComesLate() {
    page.evaluate(Resource.script("self-view.js"), 300);

    assertThat(FlashAndBeep.medianSkewMs(page, "1", "0", LENGTH)).isBetween(240.0, 360.0);
  }

  @Test
  void seesMovingPicturesAndSound() {
    page.evaluate(Resource.script("self-call.js"));
    MediaProbe media = new MediaProbe(page);
    Eventually.holds("a picture", Person.PATIENCE, () -> media.videosShown() == 1);
    var before = media.pictures();
    var energy = media.bySlot("audio", "totalAudioEnergy");

    Eventually.holds("moves", Person.PATIENCE, () -> media.moved(before) == 1);
    Eventually.holds(
        "sounds", Person.PATIENCE, () -> media.growing("audio", "totalAudioEnergy", energy) == 1);
    assertThat(media.srtpCipher()).isNotEmpty();
    assertThat(media.connected()).isTrue();
  }

  /** An empty page on localhost, where a page may use the camera. */
  private static final class StaticPage implements AutoCloseable {
    private final HttpServer server;

    StaticPage() throws IOException {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      byte[] body = "<!doctype html><title>-</title>".getBytes(StandardCharsets.UTF_8);
      server.createContext(
          "/",
          exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
          });
      server.start();
    }

    String origin() {
      return "http://localhost:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }
}
