package io.plenum.signaling.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.plenum.signaling.access.Role;
import io.plenum.signaling.audit.Actor;
import io.plenum.signaling.audit.AuditLog;
import io.plenum.signaling.identity.IdentityRefused.Reason;
import io.plenum.signaling.identity.RefreshTokens.Use;
import io.plenum.signaling.identity.token.AccessTokens;
import io.plenum.signaling.page.Page;
import io.plenum.signaling.page.PageRequest;
import io.plenum.storage.database.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who somebody is: sets up the first account, signs in and out, checks access tokens, keeps users.
 * Any thread may call; calls block on the database or the password thread, so callers are virtual
 * threads. Nothing here limits how often somebody tries: callers ask the rate limit first.
 */
public final class Identity {
  private static final Logger log = LoggerFactory.getLogger(Identity.class);

  /** Sign-ins kept in memory; the others are read again when they are used. */
  private static final int CACHED_SIGN_INS = 10_000;

  /** Bounds how old a name or role may be. Revocation does not wait for it. */
  private static final Duration CACHED_FOR = Duration.ofSeconds(30);

  private final Database database;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final PasswordHasher hasher;
  private final SignInAudit audit;
  private final AccessTokens tokens;
  private final Accounts accounts;
  private final Cache<String, Optional<Principal>> standing =
      Caffeine.newBuilder().maximumSize(CACHED_SIGN_INS).expireAfterWrite(CACHED_FOR).build();
  private final List<Consumer<String>> revocationListeners = new CopyOnWriteArrayList<>();

  /** `random` must be a secure source. */
  public Identity(
      AccessTokens tokens,
      Database database,
      InstantSource clock,
      RandomGenerator random,
      PasswordHasher hasher,
      AuditLog audit) {
    this.database = database;
    this.clock = clock;
    this.random = random;
    this.hasher = hasher;
    this.audit = new SignInAudit(audit);
    this.tokens = tokens;
    this.accounts = new Accounts(database);
  }

  /** The accounts and what they decide. */
  public Accounts accounts() {
    return accounts;
  }

  /** E-mail addresses are compared in this form. */
  public static String normalEmail(String email) {
    return Users.normal(email);
  }

  /** Whether there is no account yet. */
  public boolean setupNeeded() {
    return !database.read(Users::anyAccount);
  }

  /**
   * Makes the first account and its first user, a customer admin, and signs them in. Works once;
   * the caller has checked the set-up token.
   *
   * @param source address and port, for the audit log
   * @throws IdentityRefused when there is an account, or the password is weak
   * @throws HasherBusy when too many passwords wait
   */
  public SignedIn setUp(String accountName, NewUser first, String source) {
    String hash = hashed(first);
    String accountId = RandomId.next(random);
    User user = user(accountId, accountName, first, Role.CUSTOMER_ADMIN);
    return database.write(
        handle -> {
          if (Users.anyAccount(handle)) {
            throw new IdentityRefused(Reason.SETUP_DONE, "Plenum is set up already.");
          }
          Users.insertAccount(handle, accountId, accountName, clock.millis());
          Users.insert(handle, user, hash, clock.millis());
          SignedIn signedIn = signIn(handle, user);
          audit.setUp(handle, user, source);
          return signedIn;
        });
  }

  /**
   * Adds a user to an account.
   *
   * @param by the admin who does it
   * @throws IdentityRefused when the password is weak or the e-mail address is taken
   * @throws HasherBusy when too many passwords wait
   */
  public User addUser(Actor by, String accountId, String accountName, NewUser added) {
    String hash = hashed(added);
    User user = user(accountId, accountName, added, added.role());
    return database.write(
        handle -> {
          if (!Users.insert(handle, user, hash, clock.millis())) {
            throw new IdentityRefused(Reason.EMAIL_TAKEN, "Somebody has this e-mail address.");
          }
          audit.added(handle, by, user);
          return user;
        });
  }

  private String hashed(NewUser user) {
    PasswordRule.missing(user.password())
        .ifPresent(
            missing -> {
              throw new IdentityRefused(
                  Reason.WEAK_PASSWORD, "The password needs " + missing + ".");
            });
    return hasher.hash(user.password());
  }

  private User user(String accountId, String accountName, NewUser user, Role role) {
    return new User(
        RandomId.next(random),
        accountId,
        accountName,
        user.name(),
        Users.normal(user.email()),
        role);
  }

  /** The users of an account, oldest first. */
  public Page<User> users(String accountId, PageRequest wanted) {
    return database.read(handle -> Users.ofAccount(handle, accountId, wanted));
  }

  public Optional<User> user(String userId) {
    return database.read(handle -> Users.byId(handle, userId));
  }

  /**
   * Signs in; empty when the address or the password is wrong, which takes the same time.
   *
   * @param source address and port, for the audit log
   * @throws HasherBusy when too many passwords wait
   */
  public Optional<SignedIn> signIn(String email, String password, String source) {
    Optional<Users.WithPassword> found = database.read(handle -> Users.byEmail(handle, email));
    boolean right = hasher.matches(password, found.map(Users.WithPassword::passwordHash));
    Optional<User> user = found.map(Users.WithPassword::user);
    return database.write(
        handle -> {
          if (!right) {
            audit.failed(handle, user, source);
            return Optional.empty();
          }
          SignedIn signedIn = signIn(handle, user.orElseThrow());
          audit.signedIn(handle, signedIn.user(), source);
          return Optional.of(signedIn);
        });
  }

  private SignedIn signIn(Handle handle, User user) {
    String signInId = RandomId.next(random);
    return signedIn(
        user, signInId, RefreshTokens.start(handle, signInId, user.id(), clock.instant(), random));
  }

  private SignedIn signedIn(User user, String signInId, String refreshToken) {
    return new SignedIn(
        user,
        tokens.issue(user.id(), signInId),
        AccessTokens.LIFETIME,
        refreshToken,
        RefreshTokens.LIFETIME);
  }

  /**
   * New tokens for a refresh token; empty when it is unknown or over. One that was used before ends
   * its whole sign-in.
   *
   * @param source address and port, for the audit log
   */
  public Optional<SignedIn> refresh(String refreshToken, String source) {
    Instant now = clock.instant();
    Use use =
        database.write(
            handle -> {
              Use found = RefreshTokens.use(handle, refreshToken, now, random);
              if (found instanceof Use.Stolen stolen) {
                audit.stolen(handle, owner(handle, stolen.signInId()), source);
              }
              return found;
            });
    return switch (use) {
      case Use.Rotated rotated ->
          user(rotated.userId()).map(user -> signedIn(user, rotated.signInId(), rotated.token()));
      case Use.Stolen stolen -> {
        log.warn("A refresh token was used twice; its sign-in {} is revoked", stolen.signInId());
        announceRevoked(stolen.signInId());
        yield Optional.empty();
      }
      case Use.Unknown unknown -> Optional.empty();
    };
  }

  /**
   * Ends the sign-in of a refresh token at once, on live sockets too. An unknown token is no error.
   *
   * @param source address and port, for the audit log
   */
  public void signOut(String refreshToken, String source) {
    Instant now = clock.instant();
    Optional<String> ended =
        database.write(
            handle -> {
              Optional<String> signInId = RefreshTokens.signInOf(handle, refreshToken, now);
              signInId.ifPresent(
                  id -> {
                    RefreshTokens.revoke(handle, id, now);
                    audit.signedOut(handle, owner(handle, id), source);
                  });
              return signInId;
            });
    ended.ifPresent(this::announceRevoked);
  }

  private static User owner(Handle handle, String signInId) {
    return Users.byId(handle, RefreshTokens.ownerOf(handle, signInId)).orElseThrow();
  }

  private void announceRevoked(String signInId) {
    standing.put(signInId, Optional.empty());
    revocationListeners.forEach(listener -> listener.accept(signInId));
  }

  /**
   * Whom an access token stands for; empty when it is forged, expired, or its sign-in is over.
   * Total: any text is answered.
   */
  public Optional<Principal> verify(String accessToken) {
    return tokens
        .read(accessToken)
        .flatMap(
            claims ->
                standing
                    .get(claims.signInId(), this::load)
                    .filter(principal -> principal.userId().equals(claims.userId())));
  }

  /** Whether the sign-in of somebody who was verified before still stands. */
  public boolean stands(Principal principal) {
    return standing.get(principal.signInId(), this::load).isPresent();
  }

  private Optional<Principal> load(String signInId) {
    return database.read(
        handle ->
            RefreshTokens.userOf(handle, signInId, clock.instant())
                .flatMap(userId -> Users.byId(handle, userId))
                .map(
                    user ->
                        new Principal(
                            user.id(),
                            user.accountId(),
                            user.name(),
                            user.role(),
                            signInId,
                            Optional.empty(),
                            false,
                            Set.of())));
  }

  /**
   * Asks to be told when a sign-in ends, on the thread that ended it, after it was recorded. The
   * listener must not block.
   */
  public void onRevoked(Consumer<String> listener) {
    revocationListeners.add(listener);
  }

  /** Deletes sign-ins that ran out; returns how many. */
  public int sweep() {
    return database.write(handle -> RefreshTokens.sweep(handle, clock.instant()));
  }
}
