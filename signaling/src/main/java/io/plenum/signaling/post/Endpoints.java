package io.plenum.signaling.post;

import io.plenum.signaling.page.Page;
import io.plenum.signaling.page.PageRequest;
import io.plenum.storage.database.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;

/**
 * The webhook endpoints of all accounts. Any thread may call; calls block on the database. Nothing
 * here asks who may, or whether an address may be called: callers and the delivery do.
 */
public final class Endpoints {
  /** Of one account. */
  public static final int LIMIT = 20;

  /**
   * Events that one endpoint may have waiting: a busy account's day. One that takes fewer is off.
   */
  public static final int WAITING_LIMIT = 10_000;

  /** How long the secret before signs besides the new one, so that receivers can change over. */
  public static final Duration OLD_SECRET_FOR = Duration.ofHours(24);

  /** As the output of the hash: more adds nothing (RFC 2104 section 3). */
  private static final int SECRET_BYTES = 32;

  private final Database database;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Supplier<String> ids;

  /** `random` must be a secure source; `ids` gives names that nobody can guess. */
  public Endpoints(
      Database database, InstantSource clock, RandomGenerator random, Supplier<String> ids) {
    this.database = database;
    this.clock = clock;
    this.random = random;
    this.ids = ids;
  }

  /** An endpoint and the secret that its receiver checks signatures with. */
  public record WithSecret(Endpoint endpoint, String secret) {
    /** Does not show the secret. */
    @Override
    public String toString() {
      return "WithSecret[" + endpoint + "]";
    }
  }

  /** Deletes the endpoints of an account that ended, and its letters. May be repeated. */
  public void endAccount(String accountId) {
    database.write(
        handle -> {
          EndpointRows.deleteAllOf(handle, accountId);
          OutboxRows.endAccount(handle, accountId);
          return null;
        });
  }

  /** Whoever must know of a change, told in the transaction that makes it. */
  @FunctionalInterface
  public interface Witness {
    /** Empty: it was not there before, or is not any more. */
    void sees(Handle handle, Optional<Endpoint> before, Optional<Endpoint> after);
  }

  /** Makes an endpoint; empty when the account has as many as it may. */
  public Optional<WithSecret> add(
      String accountId, String url, List<EventType> events, Witness witness) {
    String secret = newSecret();
    Instant now = Instant.ofEpochMilli(clock.millis());
    Endpoint added =
        new Endpoint(ids.get(), accountId, url, events, true, Optional.empty(), now, 1);
    return database.write(
        handle -> {
          if (EndpointRows.count(handle, accountId) >= LIMIT) {
            return Optional.empty();
          }
          EndpointRows.insert(handle, added, secret);
          witness.sees(handle, Optional.empty(), Optional.of(added));
          return Optional.of(new WithSecret(added, shown(secret)));
        });
  }

  private String newSecret() {
    byte[] bytes = new byte[SECRET_BYTES];
    random.nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static String shown(String secret) {
    return Signature.SECRET_PREFIX + secret;
  }

  /** The endpoints of an account, oldest first. */
  public List<Endpoint> ofAccount(String accountId) {
    return database.read(handle -> EndpointRows.ofAccount(handle, accountId));
  }

  public Optional<Endpoint> byId(String accountId, String id) {
    return database.read(handle -> EndpointRows.find(handle, accountId, id));
  }

  /**
   * What shall be different; empty: as it is.
   *
   * @param enabled true also forgives an endpoint its failures
   */
  public record Change(
      Optional<String> url, Optional<List<EventType>> events, Optional<Boolean> enabled) {}

  /**
   * Changes an endpoint; empty when there is none.
   *
   * @param expected throws unless the present version is the one that is meant
   */
  public Optional<Endpoint> change(
      String accountId, String id, Change change, LongConsumer expected, Witness witness) {
    return database.write(
        handle ->
            EndpointRows.find(handle, accountId, id)
                .map(
                    before -> {
                      expected.accept(before.version());
                      Endpoint after = changed(before, change);
                      EndpointRows.change(handle, after);
                      if (!after.enabled()) {
                        EndpointRows.disable(handle, id, clock.millis(), "by an admin");
                      }
                      witness.sees(handle, Optional.of(before), Optional.of(after));
                      return after;
                    }));
  }

  private static Endpoint changed(Endpoint before, Change change) {
    return new Endpoint(
        before.id(),
        before.accountId(),
        change.url().orElse(before.url()),
        change.events().orElse(before.events()),
        change.enabled().orElse(before.enabled()),
        Optional.empty(),
        before.createdAt(),
        before.version() + 1);
  }

  /** A new secret; the old one signs too for {@link #OLD_SECRET_FOR}. */
  public Optional<WithSecret> rotate(String accountId, String id, Witness witness) {
    String secret = newSecret();
    long oldUntil = clock.millis() + OLD_SECRET_FOR.toMillis();
    return database.write(
        handle -> {
          Optional<Endpoint> found = EndpointRows.find(handle, accountId, id);
          if (found.isEmpty()) {
            return Optional.empty();
          }
          EndpointRows.rotate(handle, id, secret, oldUntil);
          Optional<Endpoint> after = EndpointRows.find(handle, accountId, id);
          witness.sees(handle, found, after);
          return after.map(endpoint -> new WithSecret(endpoint, shown(secret)));
        });
  }

  /** Deletes an endpoint with what waits for it; false when there is none. */
  public boolean delete(String accountId, String id, Witness witness) {
    return database.write(
        handle -> {
          Optional<Endpoint> found = EndpointRows.find(handle, accountId, id);
          found.ifPresent(
              endpoint -> {
                EndpointRows.delete(handle, id);
                witness.sees(handle, found, Optional.empty());
              });
          return found.isPresent();
        });
  }

  /** What was sent lately, newest first; empty when there is no such endpoint. */
  public Optional<Page<Delivery>> deliveries(String accountId, String id, PageRequest wanted) {
    return database.read(
        handle ->
            EndpointRows.find(handle, accountId, id)
                .map(endpoint -> DeliveryRows.of(handle, id, wanted)));
  }

  /**
   * Sends an event again, under the same event id, at once; empty when there is no such delivery,
   * or it is still waiting.
   */
  public Optional<Delivery> redeliver(String accountId, String id, String deliveryId) {
    return database.write(
        handle ->
            EndpointRows.find(handle, accountId, id)
                .filter(Endpoint::enabled)
                .flatMap(endpoint -> DeliveryRows.again(handle, id, deliveryId, clock.millis())));
  }

  /** Switches off endpoints that take far less than they ask for; returns how many. */
  public int sweep() {
    long now = clock.millis();
    return database.write(handle -> EndpointRows.disableOverfull(handle, WAITING_LIMIT, now));
  }

  /** Where a letter goes now; empty when its endpoint is off or deleted. */
  public Optional<Addressee> addressee(WebhookLetter letter) {
    return database.read(handle -> EndpointRows.addressee(handle, letter.endpointId()));
  }
}
