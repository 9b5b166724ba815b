package io.plenum.acceptance;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Starts the browsers of this machine through Playwright; none is downloaded. They are ended by
 * {@link #close}. Confined to one thread, as Playwright is.
 */
final class Browsers implements AutoCloseable {
  /** The only language that tests compare texts in, if they must. */
  static final String LOCALE = "en-GB";

  private static final List<String> CHROMIUM_ARGUMENTS =
      List.of(
          "--use-fake-device-for-media-stream",
          "--use-fake-ui-for-media-stream",
          "--autoplay-policy=no-user-gesture-required",
          "--allow-loopback-in-peer-connection",
          "--disable-background-timer-throttling",
          "--disable-renderer-backgrounding",
          "--disable-backgrounding-occluded-windows",
          // Without these it looks up names and announces itself on the network. An
          // address counts as a name where media goes over TCP.
          "--disable-features=WebRtcHideLocalIpsWithMdns",
          "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost"
              + " , EXCLUDE 127.0.0.1 , EXCLUDE ::1");

  private final Playwright playwright;

  /** Homes of browsers must not be the user's: they would find profiles and settings there. */
  private final Map<String, String> environment;

  /** Starts the driver. */
  Browsers() throws IOException {
    Path home = Files.createTempDirectory("plenum-browser-home");
    home.toFile().deleteOnExit();
    environment = new HashMap<>(System.getenv());
    environment.put("HOME", home.toString());
    environment.put("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
  }

  /** A Chromium with a camera that shows a test picture and a microphone that beeps. */
  Browser chromium() {
    return chromium(List.of());
  }

  /** As {@link #chromium()}, with more arguments. */
  Browser chromium(List<String> more) {
    List<String> arguments = new ArrayList<>(CHROMIUM_ARGUMENTS);
    arguments.addAll(more);
    return playwright
        .chromium()
        .launch(
            new BrowserType.LaunchOptions()
                .setExecutablePath(Tool.CHROMIUM.executable().orElseThrow())
                .setChromiumSandbox(false)
                .setEnv(environment)
                .setArgs(arguments));
  }

  /** A stock Firefox with a synthetic camera and microphone. */
  Browser firefox() {
    return playwright
        .firefox()
        .launch(
            new BrowserType.LaunchOptions()
                .setChannel("moz-firefox")
                .setExecutablePath(Tool.FIREFOX.executable().orElseThrow())
                .setEnv(environment)
                .setFirefoxUserPrefs(
                    Map.of(
                        "media.navigator.streams.fake", true,
                        "media.navigator.permission.disabled", true,
                        // Without both permissions it gathers no candidate that the server can
                        // reach.
                        "permissions.default.camera", 1,
                        "permissions.default.microphone", 1,
                        "media.peerconnection.ice.loopback", true,
                        "media.peerconnection.ice.obfuscate_host_addresses", false,
                        "media.autoplay.default", 0)));
  }

  @Override
  public void close() {
    playwright.close();
  }
}
