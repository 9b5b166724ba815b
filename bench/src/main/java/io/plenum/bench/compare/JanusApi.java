package io.plenum.bench.compare;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Janus's API over one WebSocket: a request and its answer, or the plugin's event of the same
 * transaction where the answer only promises one. One thread may ask.
 */
final class JanusApi implements AutoCloseable {
  private static final long ANSWER_SECONDS = 20;
  private static final long CONNECT_SECONDS = 10;

  /** Sessions end after 60 s without a word. */
  private static final long KEEPALIVE_SECONDS = 20;

  private final HttpClient client = HttpClient.newHttpClient();
  private final AtomicLong transactions = new AtomicLong();
  private final Map<String, CompletableFuture<JsonObject>> waiting = new ConcurrentHashMap<>();
  private final Set<Long> sessions = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService time =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().daemon().name("janus-keepalive").unstarted(task));
  private final WebSocket socket;

  private JanusApi(URI at) {
    this.socket =
        client
            .newWebSocketBuilder()
            .subprotocols("janus-protocol")
            .buildAsync(at, new Listener())
            .orTimeout(CONNECT_SECONDS, TimeUnit.SECONDS)
            .join();
    var _ =
        time.scheduleAtFixedRate(
            this::keepAlive, KEEPALIVE_SECONDS, KEEPALIVE_SECONDS, TimeUnit.SECONDS);
  }

  /**
   * Connects.
   *
   * @throws IOException if nobody listens there
   */
  static JanusApi connect(URI at) throws IOException {
    try {
      return new JanusApi(at);
    } catch (CompletionException failure) {
      throw new IOException("cannot reach Janus at " + at, failure);
    }
  }

  /** A new session, kept alive until the end. */
  long session() throws IOException, InterruptedException {
    long id = JanusMessages.id(ask(JanusMessages.request("create")));
    sessions.add(id);
    return id;
  }

  /** A handle of the videoroom in a session. */
  long handle(long session) throws IOException, InterruptedException {
    return JanusMessages.id(ask(JanusMessages.attach().put("session_id", session)));
  }

  /** What the plugin says to {@code body}. */
  JsonObject message(long session, long handle, JsonObject body, JsonObject jsepOrNull)
      throws IOException, InterruptedException {
    JsonObject message = JanusMessages.message(body, jsepOrNull);
    return ask(message.put("session_id", session).put("handle_id", handle));
  }

  /** The answer to a request of Janus itself. */
  JsonObject ask(JsonObject request) throws IOException, InterruptedException {
    String transaction = Long.toString(transactions.incrementAndGet());
    CompletableFuture<JsonObject> answer = new CompletableFuture<>();
    waiting.put(transaction, answer);
    try {
      send(request.put("transaction", transaction));
      return JanusMessages.checked(answer.get(ANSWER_SECONDS, TimeUnit.SECONDS));
    } catch (ExecutionException | TimeoutException | CompletionException failure) {
      throw new IOException("Janus does not answer " + request.getString("janus"), failure);
    } finally {
      waiting.remove(transaction);
    }
  }

  /** One after the other: a socket takes no other text before the last has left. */
  private synchronized void send(JsonObject request) {
    socket.sendText(request.encode(), true).join();
  }

  private void keepAlive() {
    for (long session : sessions) {
      JsonObject request = JanusMessages.request("keepalive").put("session_id", session);
      try {
        send(request.put("transaction", "keepalive"));
      } catch (CompletionException gone) {
        System.err.println("Janus was not told that a session lives: " + gone.getMessage());
      }
    }
  }

  private void received(String text) {
    JsonObject answer = new JsonObject(text);
    CompletableFuture<JsonObject> asked = waiting.get(answer.getString("transaction", ""));
    if (asked != null && !JanusMessages.promise(answer)) {
      asked.complete(answer);
    }
  }

  @Override
  public void close() {
    time.shutdownNow();
    socket.abort();
    client.shutdownNow();
  }

  private final class Listener implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        String whole = text.toString();
        text.setLength(0);
        received(whole);
      }
      from.request(1);
      return null;
    }
  }
}
