package io.plenum.acceptance;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.microsoft.playwright.Browser;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * A server with one organizer, and people at browsers. Everything in it ends with {@link #close},
 * newest first. Confined to one thread.
 */
final class Scene implements AutoCloseable {
  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final ServerProcess server;
  private final Rest rest;
  private final String organizerToken;
  private final Browsers browsers;
  private List<String> browserArguments = List.of();
  private Browser chromium;

  private Scene(ServerProcess server) throws IOException {
    this.server = closeLater(server);
    this.rest = new Rest(server);
    this.organizerToken = rest.setUp();
    this.browsers = closeLater(new Browsers());
  }

  /** Starts a server on loopback with the account of {@link Rest#NAME}. */
  static Scene open(String name) throws IOException {
    return of(ServerProcess.start(name));
  }

  /** Takes over a running server that was never set up. */
  static Scene of(ServerProcess server) throws IOException {
    try {
      return new Scene(server);
    } catch (IOException | RuntimeException | Error e) {
      server.close();
      throw e;
    }
  }

  ServerProcess server() {
    return server;
  }

  /** More arguments for the Chromium that is yet to be started. */
  void browserArguments(String... more) {
    browserArguments = List.of(more);
  }

  /** Makes a meeting of the organizer; returns its access code. */
  String meeting(String name) {
    return rest.meeting(organizerToken, name);
  }

  /** The same; the meeting as REST tells it. */
  JsonObject newMeeting(String name) {
    JsonObject body = new JsonObject();
    body.addProperty("name", name);
    return answerToOrganizer("POST", "/meetings", body);
  }

  /** As {@link #asOrganizer}; what was answered. */
  JsonObject answerToOrganizer(String method, String path, JsonObject body) {
    return JsonParser.parseString(rest.send(method, path, body, organizerToken)).getAsJsonObject();
  }

  /** Sends a request in the organizer's name, who is an administrator. */
  void asOrganizer(String method, String path, JsonObject body) {
    rest.send(method, path, body, organizerToken);
  }

  /** What the media of a live session did lately (docs/trace.md). */
  byte[] trace(String meetingId) {
    return rest.bytes("/meetings/" + meetingId + "/trace", organizerToken);
  }

  /** What the audit log says of {@code kind}, newest first. */
  List<JsonObject> audit(String kind) {
    JsonElement page = JsonParser.parseString(rest.get("/audit?kind=" + kind, organizerToken));
    return page.getAsJsonObject().getAsJsonArray("items").asList().stream()
        .map(JsonElement::getAsJsonObject)
        .toList();
  }

  /** A second registered user of the organizer's account. */
  void addUser(String name, String email) {
    rest.addUser(organizerToken, name, email);
  }

  /** Somebody at Chromium, on an empty page. */
  Person person(String... scripts) {
    return personAt(server.origin(), scripts);
  }

  /** Somebody at Chromium who reaches the server by another way. */
  Person personAt(String origin, String... scripts) {
    if (chromium == null) {
      chromium = closeLater(browsers.chromium(browserArguments));
    }
    return closeLater(new Person(chromium, origin, scripts));
  }

  /** Somebody at Firefox, on an empty page. */
  Person firefoxPerson(String... scripts) {
    return closeLater(new Person(closeLater(browsers.firefox()), server.origin(), scripts));
  }

  /** The organizer at Chromium, signed in. */
  Person organizer(String... scripts) {
    return person(scripts).signIn(Rest.EMAIL);
  }

  /** A guest at Chromium who asked to be let in and was. */
  Person admitted(Person organizer, String code, String name, String... scripts) {
    return letIn(organizer, person(scripts).ask(code, name), name);
  }

  /**
   * As {@link #admitted(Person, String, String, String...)}, with somebody who is there already.
   */
  Person admitted(Person organizer, String code, String name, Person guest) {
    return letIn(organizer, guest.ask(code, name), name);
  }

  /** A guest with these scripts, let in with the microphone off. */
  Person admittedMuted(Person organizer, String code, String name, String... scripts) {
    return letIn(organizer, person(scripts).askMuted(code, name), name);
  }

  private static Person letIn(Person organizer, Person guest, String name) {
    guest.sees("waiting");
    organizer.admit(name);
    guest.sees("tile");
    return guest;
  }

  /** Closes something with the scene, before everything that is there already. */
  <T extends AutoCloseable> T closeLater(T resource) {
    open.push(resource);
    return resource;
  }

  @Override
  public void close() throws IOException {
    IOException failed = null;
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception e) {
        failed = new IOException("could not close the scene", e);
      }
    }
    if (failed != null) {
      throw failed;
    }
  }
}
