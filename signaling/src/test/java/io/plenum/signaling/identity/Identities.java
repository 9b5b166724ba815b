package io.plenum.signaling.identity;

import io.plenum.signaling.access.Role;
import io.plenum.signaling.audit.AuditLog;
import io.plenum.signaling.identity.token.AccessTokens;
import io.plenum.signaling.post.Outbox;
import io.plenum.storage.database.Database;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** Identity for tests: with a real database, without mail. */
public final class Identities {
  /** What everybody signs in with. */
  public static final Device DEVICE = new Device("a test", "192.0.2.1:50000");

  private Identities() {}

  public static Identity of(
      Database database, InstantSource clock, RandomGenerator random, PasswordHasher hasher) {
    return new Identity(
        new Identity.Parts(
            AccessTokens.of(database, clock),
            database,
            clock,
            random,
            hasher,
            Cell.ONLY,
            new AuditLog(clock, random, "test"),
            new Outbox(clock, () -> RandomId.next(random), false),
            () -> "http://plenum.test"));
  }

  /** Adds somebody, in whatever role, who has changed the first password already; their id. */
  public static String add(
      Identity identity, String accountId, String name, String email, Role role, String password) {
    Users.Added added =
        identity.operator().add(accountId, new NewUser(name, email, role)).orElseThrow();
    String given = added.toShow().orElseThrow();
    SignedIn first = identity.signIns().signIn(email, given, DEVICE).orElseThrow();
    Principal self = identity.verify(first.accessToken()).orElseThrow();
    identity.passwords().change(self, given, password, DEVICE.source());
    return added.user().id();
  }
}
