package io.plenum.signaling.identity;

import io.plenum.signaling.access.Role;
import io.plenum.signaling.identity.token.AccessTokens;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;

/**
 * Sign-ins that begin without a password of ours: people whom a provider vouches for, and machines.
 * Every method that takes a handle runs in its caller's transaction; whoever is let in was checked
 * by the caller.
 */
public final class OutsideSignIns {
  private final AccessTokens tokens;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final SignIns signIns;

  OutsideSignIns(
      AccessTokens tokens, InstantSource clock, RandomGenerator random, SignIns signIns) {
    this.tokens = tokens;
    this.clock = clock;
    this.random = random;
    this.signIns = signIns;
  }

  /** A person's sign-in on one device; the audit log is told. */
  public SignIns.Started start(Handle handle, User user, Device device) {
    return signIns.start(handle, RandomId.next(random), user, device);
  }

  /**
   * A machine's sign-in, as long as its one access token, which is the answer.
   *
   * @param scopes what it is narrowed to; never empty, that would be no bound at all
   */
  public String startScoped(Handle handle, String userId, String clientId, Set<String> scopes) {
    if (scopes.isEmpty()) {
      throw new IllegalArgumentException("a machine's token has scopes");
    }
    String signInId = RandomId.next(random);
    Instant now = clock.instant();
    Instant expiresAt = now.plus(AccessTokens.LIFETIME);
    SignInRows.insert(handle, signInId, userId, Device.UNKNOWN, now, expiresAt);
    handle.execute(
        "INSERT INTO api_client_token (sign_in_id, client_id, scopes) VALUES (?, ?, ?)",
        signInId,
        clientId,
        String.join(" ", new TreeSet<>(scopes)));
    return tokens.issue(userId, signInId);
  }

  /** What a sign-in was narrowed to; empty: nothing narrows it. */
  static Set<String> scopes(Handle handle, String signInId) {
    return handle
        .createQuery("SELECT scopes FROM api_client_token WHERE sign_in_id = ?")
        .bind(0, signInId)
        .mapTo(String.class)
        .findOne()
        .map(text -> Set.of(text.split(" ")))
        .orElse(Set.of());
  }

  /** Ends a sign-in; {@link #announceEnded} follows after the commit. */
  public void end(Handle handle, String signInId) {
    SignInRows.end(handle, signInId, clock.instant());
  }

  /** Tells everybody who must know, live sockets too. */
  public void announceEnded(List<String> signInIds) {
    signIns.announce(signInIds);
  }

  /** The user with this id, if they may sign in: a person, and not disabled. */
  public Optional<User> user(Handle handle, String userId) {
    return UserRows.byId(handle, userId)
        .filter(user -> !user.disabled() && user.standsFor().isEmpty());
  }

  /** The user of whatever account who has this e-mail address, whether they may sign in or not. */
  public Optional<User> userByEmail(Handle handle, String email) {
    return UserRows.anyByEmail(handle, email);
  }

  /**
   * Adds a user who has no password here.
   *
   * @return empty when somebody has the e-mail address
   */
  public Optional<User> add(Handle handle, String accountId, String name, String email) {
    String accountName =
        handle
            .createQuery("SELECT name FROM account WHERE id = ?")
            .bind(0, accountId)
            .mapTo(String.class)
            .one();
    User user =
        new User(
            RandomId.next(random),
            accountId,
            accountName,
            name,
            UserRows.normal(email),
            Role.USER,
            false,
            false,
            false,
            Optional.empty(),
            Instant.ofEpochMilli(clock.millis()));
    return UserRows.insert(handle, user, UserRows.NO_PASSWORD, Optional.empty())
        ? Optional.of(user)
        : Optional.empty();
  }
}
