package io.plenum.signaling.delivery;

import io.plenum.signaling.access.Network;
import io.plenum.signaling.page.PageRequest;
import io.plenum.signaling.post.Delivery;
import io.plenum.signaling.post.Endpoint;
import io.plenum.signaling.post.Endpoints;
import io.plenum.signaling.post.EventType;
import io.plenum.signaling.post.Letter;
import io.plenum.signaling.post.Outbox;
import io.plenum.signaling.post.WebhookEvent;
import io.plenum.signaling.post.Webhooks;
import io.plenum.storage.crypto.MasterKey;
import io.plenum.storage.database.Database;
import io.plenum.storage.database.DatabaseConfig;
import io.vertx.core.Vertx;
import io.vertx.core.net.TrustOptions;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/**
 * An outbox with a real database, whose clock can be put forward, and as many postmen as wanted.
 */
final class PostOffice implements AutoCloseable {
  static final String ACCOUNT = "acme";

  /** Far above what delivering to this machine takes. */
  private static final long PATIENCE_MS = 20_000;

  final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-21T12:00:00Z"));
  final Vertx vertx = Vertx.vertx();
  final Database database;
  final Endpoints endpoints;
  final Outbox outbox;
  private final SecureRandom random = new SecureRandom();
  private final AtomicInteger ids = new AtomicInteger();
  private final Webhooks webhooks;
  private final List<Postman> postmen = new ArrayList<>();

  PostOffice(Path folder) {
    database =
        Database.open(new DatabaseConfig(folder.resolve("data"), MasterKey.random(random), random));
    database.write(
        handle ->
            handle.execute(
                "INSERT INTO account (id, name, created_at) VALUES (?, 'Acme', 0)", ACCOUNT));
    endpoints = new Endpoints(database, now::get, random, this::nextId);
    outbox = new Outbox(now::get, this::nextId, true);
    webhooks = new Webhooks(outbox, now::get, this::nextId);
  }

  private String nextId() {
    return "id-" + ids.incrementAndGet();
  }

  void pass(Duration time) {
    now.updateAndGet(at -> at.plus(time));
  }

  String put(Letter letter) {
    return database.write(handle -> outbox.put(handle, letter));
  }

  /** Tells that a user was added. */
  void tell(String userId) {
    database.write(
        handle -> {
          webhooks.tell(handle, ACCOUNT, new WebhookEvent.OfUser(EventType.USER_CREATED, userId));
          return null;
        });
  }

  Endpoints.WithSecret listen(String url) {
    return endpoints
        .add(ACCOUNT, url, List.of(EventType.USER_CREATED), (handle, before, after) -> {})
        .orElseThrow();
  }

  Endpoint endpoint(String id) {
    return endpoints.byId(ACCOUNT, id).orElseThrow();
  }

  Delivery delivery(String endpointId) {
    return endpoints
        .deliveries(ACCOUNT, endpointId, PageRequest.first())
        .orElseThrow()
        .items()
        .getFirst();
  }

  /** One more postman, for letters to this server and to endpoints of this machine. */
  Postman start(
      Optional<MailServer> server, Optional<TrustOptions> trust, WebhookCourier.Limits limits) {
    Destinations destinations =
        new Destinations(List.of(Network.parse("127.0.0.0/8").orElseThrow()));
    Postman postman =
        Postman.start(
            new Postman.Parts(
                database,
                now::get,
                random,
                server.map(it -> new MailCourier(it, now::get)),
                new WebhookCourier(
                    vertx, endpoints, destinations, now::get, trust, limits, "0.1.0")));
    postmen.add(postman);
    return postman;
  }

  Postman start(MailServer server) {
    return start(Optional.of(server), Optional.empty(), WebhookCourier.Limits.STANDARD);
  }

  Postman start() {
    return start(Optional.empty(), Optional.empty(), WebhookCourier.Limits.STANDARD);
  }

  /** A row of the outbox as text. */
  record Row(String state, int tries, Integer status, String reason, String content) {}

  Row row(String id) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "SELECT state, tries, status, reason, content FROM outbox WHERE id = ?")
                .bind(0, id)
                .map(
                    (row, context) ->
                        new Row(
                            row.getString(1),
                            row.getInt(2),
                            row.getObject(3) == null ? null : row.getInt(3),
                            row.getString(4),
                            row.getString(5)))
                .one());
  }

  int count(Database.Work<Integer> counting) {
    return database.read(counting);
  }

  static void eventually(BooleanSupplier holds) throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofMillis(PATIENCE_MS).toNanos();
    while (!holds.getAsBoolean()) {
      if (System.nanoTime() - deadline > 0) {
        throw new AssertionError("not within " + PATIENCE_MS + " ms");
      }
      Thread.sleep(20);
    }
  }

  @Override
  public void close() {
    postmen.forEach(Postman::close);
    database.close();
    vertx.close().await();
  }
}
