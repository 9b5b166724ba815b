package io.plenum.acceptance;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A seat without a browser: one WebSocket that speaks docs/protocol.md. Sending and waiting are for
 * one thread.
 */
final class SocketSeat implements AutoCloseable {
  private static final long PATIENCE_S = 30;

  private static final Duration LIMIT = Duration.ofSeconds(15);

  private final BlockingQueue<JsonObject> inbox = new LinkedBlockingQueue<>();
  private final List<JsonObject> seen = new ArrayList<>();
  private final WebSocket socket;

  private SocketSeat(ServerProcess server, String code) {
    URI uri =
        URI.create(
            server.origin().replaceFirst("^http", "ws") + "/api/v1/meetings/" + code + "/live");
    socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .subprotocols("plenum.v1")
            .connectTimeout(LIMIT)
            .buildAsync(uri, new Inbox())
            .orTimeout(PATIENCE_S, TimeUnit.SECONDS)
            .join();
  }

  /** Asks to be let in as a guest. */
  static SocketSeat guest(ServerProcess server, String code, String name) {
    SocketSeat seat = new SocketSeat(server, code);
    JsonObject join = message("join");
    join.addProperty("name", name);
    seat.send(join);
    return seat;
  }

  /** Takes a seat as the user whom the access token stands for. */
  static SocketSeat user(ServerProcess server, String code, String accessToken) {
    SocketSeat seat = new SocketSeat(server, code);
    JsonObject join = message("join");
    join.addProperty("accessToken", accessToken);
    seat.send(join);
    return seat;
  }

  /** Takes a seat again that was taken before. */
  static SocketSeat resume(ServerProcess server, String code, String seatToken) {
    SocketSeat seat = new SocketSeat(server, code);
    JsonObject join = message("join");
    join.addProperty("seatToken", seatToken);
    seat.send(join);
    return seat;
  }

  /** Makes a message that has a type and nothing else. */
  static JsonObject message(String type) {
    JsonObject message = new JsonObject();
    message.addProperty("type", type);
    return message;
  }

  /** Makes a wish to see nobody: the least that is answered. */
  static JsonObject view() {
    JsonObject view = message("view");
    view.add("wishes", new JsonArray());
    return view;
  }

  /** Makes a chat message. */
  static JsonObject say(String text) {
    JsonObject chat = message("chat");
    chat.addProperty("text", text);
    return chat;
  }

  /** Sends one message and waits until it was heeded; returns how long that took. */
  long roundTripNs(JsonObject message) {
    message.addProperty("id", "it");
    long beganNs = System.nanoTime();
    send(message);
    await("ok");
    return System.nanoTime() - beganNs;
  }

  /** Sends one message. */
  void send(JsonObject message) {
    socket.sendText(message.toString(), true).orTimeout(PATIENCE_S, TimeUnit.SECONDS).join();
  }

  /**
   * Offers media and returns the answer's SDP.
   *
   * @param tracks mid and source of each m-line that sends
   */
  String offer(String sdp, List<String[]> tracks) {
    JsonArray list = new JsonArray();
    for (String[] track : tracks) {
      JsonObject one = new JsonObject();
      one.addProperty("mid", track[0]);
      one.addProperty("source", track[1]);
      list.add(one);
    }
    JsonObject offer = message("offer");
    offer.addProperty("id", "offer-1");
    offer.addProperty("sdp", sdp);
    offer.add("tracks", list);
    send(offer);
    return await("answer").get("sdp").getAsString();
  }

  /** Returns the next message of a type, which must come in time; others are put aside. */
  JsonObject await(String type) {
    long endNs = System.nanoTime() + LIMIT.toNanos();
    try {
      while (true) {
        JsonObject next = inbox.poll(endNs - System.nanoTime(), TimeUnit.NANOSECONDS);
        if (next == null) {
          throw new AssertionError("no " + type + " came, but " + seen);
        }
        seen.add(next);
        if (next.get("type").getAsString().equals(type)) {
          return next;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  @Override
  public void close() {
    socket.abort();
  }

  /** Puts whole text messages into the queue. Called by the client's thread, one call at a time. */
  private final class Inbox implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        inbox.add(JsonParser.parseString(text.toString()).getAsJsonObject());
        text.setLength(0);
      }
      from.request(1);
      return null;
    }
  }
}
