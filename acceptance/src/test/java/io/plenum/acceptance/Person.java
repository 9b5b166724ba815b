package io.plenum.acceptance;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Somebody at a browser: one context (cookies and storage of their own) with one page, driven
 * through what is on it. Keeps every WebSocket frame that reached the page. Confined to one thread,
 * as Playwright is.
 */
final class Person implements AutoCloseable {
  /** The time a page may take for anything; generous, because two cores run several browsers. */
  static final Duration PATIENCE = Duration.ofSeconds(20);

  /** The same, as Playwright wants it. */
  private static final double PATIENCE_MS = 20_000;

  /** A laptop's screen, CSS pixels. */
  static final int LAPTOP_WIDTH = 1366;

  static final int LAPTOP_HEIGHT = 768;

  private final BrowserContext context;
  private final Page page;
  private final String origin;
  private final List<String> received = new ArrayList<>();
  private final List<String> mistakes = new ArrayList<>();
  private final MediaProbe media;

  /**
   * Opens an empty page.
   *
   * @param origin where the server is, without a slash at the end
   * @param scripts added to the page before its own, after the probe
   */
  Person(Browser browser, String origin, String... scripts) {
    this.origin = origin;
    context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setLocale(Browsers.LOCALE)
                .setViewportSize(LAPTOP_WIDTH, LAPTOP_HEIGHT));
    context.setDefaultTimeout(PATIENCE_MS);
    context.addInitScript(Resource.script("probe.js"));
    for (String script : scripts) {
      context.addInitScript(script);
    }
    page = context.newPage();
    page.onWebSocket(socket -> socket.onFrameReceived(frame -> received.add(frame.text())));
    page.onPageError(mistakes::add);
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            mistakes.add(message.text());
          }
        });
    media = new MediaProbe(page);
  }

  Page page() {
    return page;
  }

  MediaProbe media() {
    return media;
  }

  /** Uncaught errors and messages of the console's error level. */
  List<String> mistakes() {
    return List.copyOf(mistakes);
  }

  /** All frames that the page's WebSockets received, as text, oldest first. */
  List<String> received() {
    pump();
    return List.copyOf(received);
  }

  /** Those of {@link #received} with this {@code type}, parsed. */
  Stream<JsonObject> received(String type) {
    return received().stream()
        .map(text -> JsonParser.parseString(text).getAsJsonObject())
        .filter(message -> message.get("type").getAsString().equals(type));
  }

  /** The seat that the server gave last. */
  String seat() {
    return received("seat").reduce((_, last) -> last).orElseThrow().get("seat").getAsString();
  }

  /** The mid of the slot that shows a source of a seat, by the newest {@code slots} message. */
  Optional<String> slotOf(String seat, String source) {
    return received("slots")
        .reduce((_, last) -> last)
        .flatMap(
            message ->
                message.getAsJsonArray("slots").asList().stream()
                    .map(JsonElement::getAsJsonObject)
                    .filter(slot -> slot.get("seat").getAsString().equals(seat))
                    .filter(slot -> slot.get("source").getAsString().equals(source))
                    .map(slot -> slot.get("mid").getAsString())
                    .findFirst());
  }

  /** Opens a path of the server. */
  Person open(String path) {
    page.navigate(origin + path);
    return this;
  }

  /** Signs in on the page for it, and waits for the home page. */
  Person signIn(String email) {
    open("/sign-in");
    at("sign-in-email").fill(email);
    at("sign-in-password").fill(Rest.PASSWORD);
    at("sign-in-submit").click();
    sees("user-name");
    return this;
  }

  /** Opens the live session's pre-join page and joins; a registered user is then inside. */
  Person join(String code) {
    open("/m/" + code + "/live");
    at("prejoin-join").click();
    return this;
  }

  /** Opens the live session's pre-join page as a guest and asks to be let in. */
  Person ask(String code, String name) {
    open("/m/" + code + "/live");
    return askHere(name);
  }

  /** As {@link #ask}, after turning the microphone off. */
  Person askMuted(String code, String name) {
    open("/m/" + code + "/live");
    at("prejoin-microphone").and(page.locator("[data-on=true]")).click();
    return askHere(name);
  }

  private Person askHere(String name) {
    at("guest-name").fill(name);
    at("prejoin-join").click();
    return this;
  }

  /** Lets in whoever waits under this name. */
  void admit(String name) {
    openPanel("people", "people");
    row("waiter", name).getByTestId("admit").click();
  }

  /** Sends whoever waits under this name away. */
  void refuse(String name) {
    openPanel("people", "people");
    row("waiter", name).getByTestId("refuse").click();
  }

  /** Turns somebody else's microphone off by the list of people. */
  void mute(String name) {
    openPanel("people", "people");
    row("person", name).getByTestId("mute").click();
  }

  /** Writes to the chat. */
  void say(String text) {
    openPanel("chat", "chat-input");
    at("chat-input").fill(text);
    at("chat-send").click();
  }

  /** The chat messages in which this text is. */
  Locator message(String text) {
    return row("chat-message", text);
  }

  /** Chooses from the menu of a meeting in a list. */
  void menuOf(String meeting, String item) {
    page.getByLabel("More for " + meeting).first().click();
    at("menu-" + item).click();
  }

  /** Waits until a chat message is on screen. */
  void reads(String text) {
    openPanel("chat", "chat-input");
    PlaywrightAssertions.assertThat(message(text).first())
        .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE_MS));
  }

  /**
   * Waits until exactly {@code others} remote pictures are on screen and move, and as many voices
   * sound.
   */
  void seesAndHears(int others) {
    Eventually.holds(others + " pictures", PATIENCE, () -> media.videosShown() == others);
    Eventually.holds(
        others + " pictures move and are decoded, no other", PATIENCE, () -> moving() == others);
    Eventually.holds(
        others + " voices", PATIENCE, () -> media.voices(Duration.ofSeconds(1)) == others);
  }

  /** How many pictures moved and were decoded in a second; -1: not the same ones. */
  private long moving() {
    Map<String, List<Double>> pictures = media.pictures();
    Map<String, Double> frames = media.bySlot("video", "framesDecoded");
    Eventually.pause(Duration.ofSeconds(1));
    long moved = media.moved(pictures);
    return media.growing("video", "framesDecoded", frames) == moved ? moved : -1;
  }

  /** Removes somebody by the list of people. */
  void remove(String name) {
    openPanel("people", "people");
    row("person", name).getByTestId("remove").click();
    at("remove-confirm").click();
  }

  /** Turns own microphone or camera on or off, or opens or closes a panel. */
  void toggle(String tool) {
    at("toggle-" + tool).click();
  }

  private Locator row(String testId, String text) {
    return at(testId).filter(new Locator.FilterOptions().setHasText(text));
  }

  private void openPanel(String tool, String content) {
    if (!at(content).isVisible()) {
      toggle(tool);
    }
    sees(content);
  }

  /** The element with this {@code data-testid} (see web-demo/README.md). */
  Locator at(String testId) {
    return page.getByTestId(testId);
  }

  /** Waits for the last page, shown for this reason (see web-demo/README.md). */
  void isOut(String reason) {
    PlaywrightAssertions.assertThat(at("end-page"))
        .hasAttribute(
            "data-reason",
            reason,
            new LocatorAssertions.HasAttributeOptions().setTimeout(PATIENCE_MS));
  }

  /** Waits until an element is no longer visible. */
  void seesNo(String testId) {
    PlaywrightAssertions.assertThat(at(testId))
        .not()
        .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE_MS));
  }

  /** Waits until an element is visible. */
  void sees(String testId) {
    PlaywrightAssertions.assertThat(at(testId).first())
        .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE_MS));
  }

  /**
   * Lets Playwright deliver what happened in the page; it calls listeners only while it is asked.
   */
  void pump() {
    page.evaluate("() => 0");
  }

  @Override
  public void close() {
    context.close();
  }
}
