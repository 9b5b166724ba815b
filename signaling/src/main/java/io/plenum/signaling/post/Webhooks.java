package io.plenum.signaling.post;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/** Tells the webhooks of an account what happened there. Any thread may call. */
public final class Webhooks {
  private final Outbox outbox;
  private final InstantSource clock;
  private final Supplier<String> ids;

  /** `ids` gives names that nobody can guess. */
  public Webhooks(Outbox outbox, InstantSource clock, Supplier<String> ids) {
    this.outbox = outbox;
    this.clock = clock;
    this.ids = ids;
  }

  /**
   * Writes a letter for every endpoint of the account that asked for such events, in the caller's
   * transaction: the one that makes the event true.
   */
  public void tell(Handle handle, String accountId, WebhookEvent event) {
    List<String> listening =
        handle
            .createQuery(
                "SELECT id, events FROM webhook_endpoint WHERE account_id = ? AND enabled = 1")
            .bind(0, accountId)
            .map((row, context) -> new Listening(row.getString(1), row.getString(2)))
            .list()
            .stream()
            .filter(endpoint -> endpoint.hears(event.type()))
            .map(Listening::endpointId)
            .toList();
    if (listening.isEmpty()) {
      return;
    }
    String eventId = ids.get();
    JsonObject body =
        new JsonObject()
            .put("id", eventId)
            .put("type", event.type().text())
            .put("timestamp", Instant.ofEpochMilli(clock.millis()).toString())
            .put("data", event.data());
    for (String endpointId : listening) {
      outbox.put(
          handle, new WebhookLetter(accountId, endpointId, eventId, event.type().text(), body));
    }
  }

  private record Listening(String endpointId, String events) {
    boolean hears(EventType type) {
      return List.of(events.split(" ", -1)).contains(type.text());
    }
  }
}
