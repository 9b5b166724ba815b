package io.plenum.signaling.identity;

import io.plenum.signaling.audit.AuditLog;
import io.plenum.signaling.identity.token.AccessTokens;
import io.plenum.signaling.post.Outbox;
import io.plenum.storage.database.Database;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Who somebody is: puts the owners of accounts, users, passwords and sign-ins together, and answers
 * the one question that everybody has. Any thread may call.
 */
public final class Identity {
  private final SignIns signIns;
  private final Passwords passwords;
  private final Users users;
  private final Accounts accounts;
  private final AssumedRoles assumedRoles;
  private final Operator operator;

  /**
   * What identity needs of the server.
   *
   * @param random a secure source
   * @param url where browsers find this server, without a trailing slash
   */
  public record Parts(
      AccessTokens tokens,
      Database database,
      InstantSource clock,
      RandomGenerator random,
      PasswordHasher hasher,
      Cell cell,
      AuditLog audit,
      Outbox outbox,
      Supplier<String> url) {}

  /** Made of these parts. */
  public Identity(Parts parts) {
    Database database = parts.database();
    InstantSource clock = parts.clock();
    RandomGenerator random = parts.random();
    IdentityAudit audit = new IdentityAudit(parts.audit());
    PasswordLetters letters = new PasswordLetters(parts.outbox(), parts.url());
    signIns = new SignIns(database, clock, random, parts.hasher(), parts.tokens(), audit);
    passwords = new Passwords(database, clock, random, parts.hasher(), letters, signIns, audit);
    users = new Users(database, clock, random, passwords, letters, signIns, audit);
    accounts =
        new Accounts(database, clock, random, parts.cell(), users, passwords, signIns, audit);
    assumedRoles = new AssumedRoles(database, clock, random, parts.tokens(), signIns, audit);
    operator = new Operator(database, users, passwords);
  }

  /** E-mail addresses are compared in this form. */
  public static String normalEmail(String email) {
    return UserRows.normal(email);
  }

  public SignIns signIns() {
    return signIns;
  }

  public Passwords passwords() {
    return passwords;
  }

  public Users users() {
    return users;
  }

  public Accounts accounts() {
    return accounts;
  }

  public AssumedRoles assumedRoles() {
    return assumedRoles;
  }

  public Operator operator() {
    return operator;
  }

  /** As {@link SignIns#verify}. */
  public Optional<Principal> verify(String accessToken) {
    return signIns.verify(accessToken);
  }

  /** As {@link SignIns#stands}. */
  public boolean stands(Principal principal) {
    return signIns.stands(principal);
  }

  /** As {@link SignIns#onRevoked}. */
  public void onRevoked(Consumer<String> listener) {
    signIns.onRevoked(listener);
  }
}
