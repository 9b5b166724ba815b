package io.plenum.signaling.identity;

import io.plenum.signaling.access.Role;
import io.plenum.signaling.identity.token.AccessTokens;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;

/**
 * Sign-ins that begin without a password of ours: people whom a provider vouches for, and machines.
 * Every method that takes a handle runs in its caller's transaction; whoever is let in was checked
 * by the caller.
 */
public final class OutsideSignIns {
  /** As {@link Users#insert} keeps it: no password matches. */
  private static final String NO_PASSWORD = "";

  private final AccessTokens tokens;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Consumer<String> ended;

  OutsideSignIns(
      AccessTokens tokens, InstantSource clock, RandomGenerator random, Consumer<String> ended) {
    this.tokens = tokens;
    this.clock = clock;
    this.random = random;
    this.ended = ended;
  }

  /** A person's sign-in on one device. */
  public SignedIn start(Handle handle, User user) {
    String signInId = RandomId.next(random);
    String refreshToken = RefreshTokens.start(handle, signInId, user.id(), clock.instant(), random);
    return new SignedIn(
        user,
        tokens.issue(user.id(), signInId),
        AccessTokens.LIFETIME,
        refreshToken,
        RefreshTokens.LIFETIME);
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
    handle.execute(
        "INSERT INTO sign_in (id, user_id, created_at, expires_at) VALUES (?, ?, ?, ?)",
        signInId,
        userId,
        now.toEpochMilli(),
        now.plus(AccessTokens.LIFETIME).toEpochMilli());
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
    RefreshTokens.revoke(handle, signInId, clock.instant());
  }

  /** Tells everybody who must know, live sockets too. */
  public void announceEnded(Collection<String> signInIds) {
    signInIds.forEach(ended);
  }

  /** The user with this id. */
  public Optional<User> user(Handle handle, String userId) {
    return Users.byId(handle, userId);
  }

  /** The user of whatever account who has this e-mail address. */
  public Optional<User> userByEmail(Handle handle, String email) {
    return Users.byEmail(handle, email).map(Users.WithPassword::user);
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
            RandomId.next(random), accountId, accountName, name, Users.normal(email), Role.USER);
    return Users.insert(handle, user, NO_PASSWORD, clock.millis())
        ? Optional.of(user)
        : Optional.empty();
  }
}
