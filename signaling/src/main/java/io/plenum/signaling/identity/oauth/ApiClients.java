package io.plenum.signaling.identity.oauth;

import io.plenum.signaling.access.Role;
import io.plenum.signaling.access.Scope;
import io.plenum.signaling.audit.AuditEvent;
import io.plenum.signaling.audit.AuditKind;
import io.plenum.signaling.audit.AuditLog;
import io.plenum.signaling.identity.OutsideSignIns;
import io.plenum.signaling.identity.Principal;
import io.plenum.signaling.identity.RandomId;
import io.plenum.signaling.identity.User;
import io.plenum.signaling.identity.oauth.ApiClient.WithSecret;
import io.plenum.storage.crypto.Sha256;
import io.plenum.storage.database.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;

/**
 * The machine clients of all accounts, as their admins see them. Any thread may call; calls block
 * on the database. Nothing here asks who may: callers do.
 */
public final class ApiClients {
  /** Clients of one account: one for each script that somebody looks after, and plenty of room. */
  public static final int LIMIT = 100;

  /** The longest time for which a replaced secret may go on. */
  public static final Duration LONGEST_OVERLAP = Duration.ofDays(7);

  private final Database database;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final OutsideSignIns outsideSignIns;
  private final AuditLog audit;

  /** `random` must be a secure source. */
  public ApiClients(
      Database database,
      InstantSource clock,
      RandomGenerator random,
      OutsideSignIns outsideSignIns,
      AuditLog audit) {
    this.database = database;
    this.clock = clock;
    this.random = random;
    this.outsideSignIns = outsideSignIns;
    this.audit = audit;
  }

  /**
   * Makes a client that acts as a user of the caller's account.
   *
   * @param source where the caller is, for the audit log
   * @throws ClientRefused when the account has too many, or the user cannot be acted as
   */
  public WithSecret create(
      Principal by, String source, String name, String userId, Set<Scope> scopes) {
    String id = RandomId.next(random);
    String secret = RandomId.secret(random);
    Instant now = Instant.ofEpochMilli(clock.millis());
    return database.write(
        handle -> {
          if (ApiClientRows.count(handle, by.accountId()) >= LIMIT) {
            throw new ClientRefused(
                ClientRefused.Reason.TOO_MANY, "The account has " + LIMIT + " API clients.");
          }
          User user = actedAs(handle, by, userId);
          ApiClient client =
              new ApiClient(
                  id,
                  by.accountId(),
                  name,
                  user.id(),
                  user.name(),
                  Set.copyOf(scopes),
                  now,
                  Optional.empty());
          ApiClientRows.insert(handle, client);
          ApiClientRows.addSecret(handle, id, Sha256.of(secret));
          tell(handle, AuditKind.API_CLIENT_CREATED, by, source, client);
          return new WithSecret(client, secret);
        });
  }

  /** A customer admin must not come by a partner admin's powers through a machine. */
  private User actedAs(Handle handle, Principal by, String userId) {
    return outsideSignIns
        .user(handle, userId)
        .filter(user -> user.accountId().equals(by.accountId()))
        .filter(user -> user.role() != Role.PARTNER_ADMIN || by.role() == Role.PARTNER_ADMIN)
        .orElseThrow(
            () ->
                new ClientRefused(
                    ClientRefused.Reason.WRONG_USER,
                    "There is no such user as whom the client could act."));
  }

  /** The clients of an account, oldest first. */
  public List<ApiClient> list(String accountId) {
    return database.read(handle -> ApiClientRows.ofAccount(handle, accountId));
  }

  /**
   * Gives a client another secret.
   *
   * @param overlap how long the one until now goes on; zero: it ends at once, and so does every
   *     token
   * @return empty when the account has no such client
   */
  public Optional<WithSecret> replaceSecret(
      Principal by, String source, String id, Duration overlap) {
    String secret = RandomId.secret(random);
    Instant now = clock.instant();
    Optional<Ended> replaced =
        database.write(
            handle -> {
              Optional<ApiClient> client = ApiClientRows.ofAccount(handle, by.accountId(), id);
              return client.map(
                  found -> {
                    ApiClientRows.endSecrets(handle, id, now.plus(overlap));
                    ApiClientRows.addSecret(handle, id, Sha256.of(secret));
                    List<String> over = overlap.isZero() ? endTokens(handle, id, now) : List.of();
                    tell(handle, AuditKind.API_CLIENT_SECRET_REPLACED, by, source, found);
                    return new Ended(found, over);
                  });
            });
    replaced.ifPresent(ended -> outsideSignIns.announceEnded(ended.signInIds));
    return replaced.map(ended -> new WithSecret(ended.client, secret));
  }

  private record Ended(ApiClient client, List<String> signInIds) {}

  /** Deletes a client; its tokens end at once. False: the account has no such client. */
  public boolean delete(Principal by, String source, String id) {
    Instant now = clock.instant();
    Optional<Ended> deleted =
        database.write(
            handle -> {
              Optional<ApiClient> client = ApiClientRows.ofAccount(handle, by.accountId(), id);
              return client.map(
                  found -> {
                    List<String> over = endTokens(handle, id, now);
                    ApiClientRows.delete(handle, id);
                    tell(handle, AuditKind.API_CLIENT_DELETED, by, source, found);
                    return new Ended(found, over);
                  });
            });
    deleted.ifPresent(ended -> outsideSignIns.announceEnded(ended.signInIds));
    return deleted.isPresent();
  }

  private List<String> endTokens(Handle handle, String id, Instant now) {
    List<String> standing = ApiClientRows.standing(handle, id, now);
    standing.forEach(signInId -> outsideSignIns.end(handle, signInId));
    return standing;
  }

  private void tell(Handle handle, AuditKind kind, Principal by, String source, ApiClient client) {
    List<String> scopes = client.scopes().stream().map(Scope::text).sorted().toList();
    Map<String, Object> facts =
        Map.of("client", client.id(), "actsAs", client.userId(), "scopes", scopes);
    audit.append(
        handle,
        new AuditEvent(
            client.accountId(),
            kind,
            by.actor(source),
            Optional.empty(),
            facts,
            Map.of("clientName", client.name())));
  }
}
