package io.plenum.node;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.WebSocket;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A seat in a live session, held over a real socket until it is closed. For one thread. */
final class LiveSeat implements WebSocket.Listener, AutoCloseable {
  private static final long PATIENCE_S = 10;

  private final LinkedBlockingQueue<JsonObject> heard = new LinkedBlockingQueue<>();
  private final StringBuilder part = new StringBuilder();
  private final WebSocket socket;
  private JsonObject seat;

  private LiveSeat(Client client, String code, JsonObject join) {
    String url = client.base().replaceFirst("http", "ws") + "/api/v1/meetings/" + code + "/live";
    socket =
        client
            .http()
            .newWebSocketBuilder()
            .subprotocols("plenum.v1")
            .buildAsync(URI.create(url), this)
            .orTimeout(PATIENCE_S, TimeUnit.SECONDS)
            .join();
    send(join.put("type", "join"));
    seat = await("seat");
  }

  static LiveSeat user(Client client, String code, String accessToken) {
    LiveSeat seat = new LiveSeat(client, code, new JsonObject().put("accessToken", accessToken));
    seat.await("room");
    return seat;
  }

  static LiveSeat waitingGuest(Client client, String code, String name) {
    return new LiveSeat(client, code, new JsonObject().put("name", name));
  }

  static LiveSeat admittedGuest(Client client, String code, String name, LiveSeat by) {
    LiveSeat guest = waitingGuest(client, code, name);
    by.send(new JsonObject().put("type", "admit").put("seat", guest.id()));
    guest.await("admitted");
    return guest;
  }

  String id() {
    return seat.getString("seat");
  }

  /** The secret of the seat. */
  String token() {
    return seat.getString("seatToken");
  }

  void send(JsonObject message) {
    socket.sendText(message.encode(), true).orTimeout(PATIENCE_S, TimeUnit.SECONDS).join();
  }

  /** The next message of this type; others before it are dropped. */
  JsonObject await(String type) {
    try {
      while (true) {
        JsonObject next = heard.poll(PATIENCE_S, TimeUnit.SECONDS);
        if (next == null) {
          throw new AssertionError("no " + type);
        }
        if (next.getString("type").equals(type)) {
          return next;
        }
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
    part.append(text);
    if (last) {
      heard.add(new JsonObject(part.toString()));
      part.setLength(0);
    }
    from.request(1);
    return null;
  }

  @Override
  public void close() {
    socket.abort();
  }
}
