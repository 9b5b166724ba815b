package io.plenum.signaling.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A client with a socket of its own: not Vert.x, so that both sides do not share a mistake. */
final class Client implements WebSocket.Listener {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final int PATIENCE_S = 10;

  /** Every frame as it came. */
  final List<String> frames = new CopyOnWriteArrayList<>();

  final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final BlockingQueue<JsonObject> unread = new LinkedBlockingQueue<>();
  private final StringBuilder partial = new StringBuilder();
  private final WebSocket socket;

  private Client(String url) {
    socket =
        HTTP.newWebSocketBuilder()
            .subprotocols("plenum.v1")
            .buildAsync(URI.create(url), this)
            .orTimeout(PATIENCE_S, TimeUnit.SECONDS)
            .join();
  }

  static Client open(String url) {
    return new Client(url);
  }

  static Client join(String url, JsonObject with) {
    Client client = new Client(url);
    client.send(with.copy().put("type", "join"));
    return client;
  }

  static Client user(String url, String accessToken) {
    return join(url, new JsonObject().put("accessToken", accessToken));
  }

  static Client guest(String url, String name) {
    return join(url, new JsonObject().put("name", name).put("note", "hello"));
  }

  static Client resume(String url, String seatToken) {
    return join(url, new JsonObject().put("seatToken", seatToken));
  }

  void send(JsonObject message) {
    send(message.encode());
  }

  void send(String text) {
    socket.sendText(text, true).orTimeout(PATIENCE_S, TimeUnit.SECONDS).join();
  }

  void send(String type, String seat) {
    send(new JsonObject().put("type", type).put("seat", seat).put("id", type));
  }

  void chat(String text) {
    send(new JsonObject().put("type", "chat").put("text", text).put("id", "chat"));
  }

  void sendBinary() {
    socket
        .sendBinary(ByteBuffer.wrap(new byte[] {1, 2, 3}), true)
        .orTimeout(PATIENCE_S, TimeUnit.SECONDS)
        .join();
  }

  /** Vanishes without a word. */
  void drop() {
    socket.abort();
  }

  /** The next message of this type; others before it are skipped. */
  JsonObject await(String type) {
    while (true) {
      JsonObject message = next();
      assertThat(message).as("waiting for " + type + " after " + frames).isNotNull();
      if (message.getString("type").equals(type)) {
        return message;
      }
    }
  }

  /** The next message, whatever it is; null when none came. */
  JsonObject next() {
    try {
      return unread.poll(PATIENCE_S, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  String error() {
    return await("error").getString("code");
  }

  int closeCode() {
    return closed.orTimeout(PATIENCE_S, TimeUnit.SECONDS).join();
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    partial.append(data);
    if (last) {
      frames.add(partial.toString());
      unread.add(new JsonObject(partial.toString()));
      partial.setLength(0);
    }
    from.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    closed.complete(code);
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable failure) {
    closed.complete(1006);
  }
}
