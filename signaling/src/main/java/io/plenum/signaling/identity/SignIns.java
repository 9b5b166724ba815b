package io.plenum.signaling.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.plenum.signaling.identity.RefreshTokens.Use;
import io.plenum.signaling.identity.token.AccessTokens;
import io.plenum.storage.database.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who is signed in, on which device. Whatever ends a sign-in ends it at once, on live sockets too.
 * Any thread may call; calls block on the database or the password thread. Nothing here limits how
 * often somebody tries: callers ask the rate limit first.
 */
public final class SignIns {
  private static final Logger log = LoggerFactory.getLogger(SignIns.class);

  /** More devices than anybody has; one more signs the one out that was used longest ago. */
  static final int PER_USER_LIMIT = 50;

  /** Sign-ins kept in memory; the others are read again when they are used. */
  private static final int CACHED = 10_000;

  /** Bounds how old a name or role of another node's making may be. */
  private static final Duration CACHED_FOR = Duration.ofSeconds(30);

  private final Database database;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final PasswordHasher hasher;
  private final AccessTokens tokens;
  private final IdentityAudit audit;
  private final Cache<String, Optional<Principal>> standing =
      Caffeine.newBuilder().maximumSize(CACHED).expireAfterWrite(CACHED_FOR).build();
  private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();

  SignIns(
      Database database,
      InstantSource clock,
      RandomGenerator random,
      PasswordHasher hasher,
      AccessTokens tokens,
      IdentityAudit audit) {
    this.database = database;
    this.clock = clock;
    this.random = random;
    this.hasher = hasher;
    this.tokens = tokens;
    this.audit = audit;
  }

  /**
   * What a transaction did: the sign-in that it made, and those that had to go for it.
   *
   * @param ended for {@link #announce}, once the transaction is over
   */
  public record Started(SignedIn signedIn, List<String> ended) {}

  /**
   * Signs in; empty when the address or the password is wrong, which takes the same time.
   *
   * @throws HasherBusy when too many passwords wait
   */
  public Optional<SignedIn> signIn(String email, String password, Device device) {
    Optional<UserRows.WithPassword> found = database.read(handle -> byEmail(handle, email));
    Optional<String> right =
        found
            .map(UserRows.WithPassword::passwordHash)
            .filter(hash -> hasher.matches(password, Optional.of(hash)));
    if (found.isEmpty()) {
      hasher.matches(password, Optional.empty());
    }
    String id = RandomId.next(random);
    Optional<Started> started =
        database.write(handle -> signIn(handle, id, byEmail(handle, email), right, device));
    started.ifPresent(done -> announce(done.ended()));
    return started.map(Started::signedIn);
  }

  /** Who was disabled or got another password meanwhile does not get in. */
  private Optional<Started> signIn(
      Handle handle,
      String id,
      Optional<UserRows.WithPassword> there,
      Optional<String> rightHash,
      Device device) {
    Optional<User> user =
        there
            .filter(now -> rightHash.equals(Optional.of(now.passwordHash())))
            .map(UserRows.WithPassword::user);
    if (user.isEmpty()) {
      audit.failed(handle, there.map(UserRows.WithPassword::user), device.source());
    }
    return user.map(one -> start(handle, id, one, device));
  }

  private Optional<UserRows.WithPassword> byEmail(Handle handle, String email) {
    return UserRows.byEmail(handle, email, clock.instant());
  }

  /**
   * Signs in a user who has proven who they are, inside the caller's transaction; the caller
   * announces what ended once that is on the disk.
   *
   * @param id of the new sign-in, drawn by the caller
   */
  public Started start(Handle handle, String id, User user, Device device) {
    Instant now = clock.instant();
    List<String> ended =
        SignInRows.ofUser(handle, user.id(), now).stream()
            .skip(PER_USER_LIMIT - 1)
            .flatMap(oldest -> SignInRows.end(handle, oldest.id(), now).stream())
            .toList();
    SignInRows.insert(handle, id, user.id(), device, now, now.plus(RefreshTokens.LIFETIME));
    String refreshToken = RefreshTokens.issue(handle, id, now, random);
    audit.signedIn(handle, user, device.source());
    return new Started(signedIn(user, id, refreshToken), ended);
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
   */
  public Optional<SignedIn> refresh(String refreshToken, Device device) {
    Instant now = clock.instant();
    Use use =
        database.write(
            handle -> {
              Use shown = RefreshTokens.use(handle, refreshToken, device, now, random);
              if (shown instanceof Use.Stolen stolen) {
                UserRows.byId(handle, stolen.userId())
                    .ifPresent(owner -> audit.stolen(handle, owner, device.source()));
              }
              return shown;
            });
    return switch (use) {
      case Use.Rotated rotated ->
          database
              .read(handle -> UserRows.byId(handle, rotated.userId()))
              .map(user -> signedIn(user, rotated.signInId(), rotated.token()));
      case Use.Stolen stolen -> {
        log.warn("A refresh token was used twice; its sign-in {} is revoked", stolen.signInId());
        announce(stolen.ended());
        yield Optional.empty();
      }
      case Use.Unknown unknown -> Optional.empty();
    };
  }

  /** Ends the sign-in of a refresh token. An unknown token is no error. */
  public void signOut(String refreshToken, String source) {
    Instant now = clock.instant();
    announce(
        database.write(
            handle ->
                RefreshTokens.signInOf(handle, refreshToken, now)
                    .map(id -> end(handle, id, now, source))
                    .orElse(List.of())));
  }

  private List<String> end(Handle handle, String signInId, Instant now, String source) {
    Optional<User> owner =
        SignInRows.principal(handle, signInId, now)
            .flatMap(principal -> UserRows.byId(handle, principal.userId()));
    List<String> ended = SignInRows.end(handle, signInId, now);
    owner.ifPresent(user -> audit.signedOut(handle, user, source));
    return ended;
  }

  /** The sign-ins of a user, the one used last first. */
  public List<SignIn> of(String userId) {
    return database.read(handle -> SignInRows.ofUser(handle, userId, clock.instant()));
  }

  /** Ends one of one's own sign-ins; false: there is no such one. */
  public boolean end(Principal self, String signInId, String source) {
    Instant now = clock.instant();
    List<String> ended =
        database.write(
            handle ->
                SignInRows.ofUser(handle, self.userId(), now).stream()
                        .anyMatch(one -> one.id().equals(signInId))
                    ? end(handle, signInId, now, source)
                    : List.of());
    announce(ended);
    return !ended.isEmpty();
  }

  /** Signs oneself out everywhere. */
  public void endAll(Principal self, String source) {
    announce(
        database.write(
            handle -> {
              List<String> ended = SignInRows.endOfUser(handle, self.userId(), clock.instant());
              UserRows.byId(handle, self.userId())
                  .ifPresent(user -> audit.signedOut(handle, user, source));
              return ended;
            }));
  }

  /** Tells everybody who must know that these sign-ins are over; their end is on the disk. */
  public void announce(List<String> ended) {
    for (String id : ended) {
      standing.put(id, Optional.empty());
      listeners.forEach(listener -> listener.accept(id));
    }
  }

  /** Reads a user's facts again when they are needed next. */
  void changed(String userId) {
    of(userId).forEach(one -> standing.invalidate(one.id()));
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
    return database.read(handle -> SignInRows.principal(handle, signInId, clock.instant()));
  }

  /**
   * Asks to be told when a sign-in ends, on the thread that ended it, after it was recorded. The
   * listener must not block.
   */
  public void onRevoked(Consumer<String> listener) {
    listeners.add(listener);
  }

  /** Deletes sign-ins that ran out; returns how many stood until then. */
  public int sweep() {
    List<String> over =
        database.write(
            handle -> {
              RefreshTokens.sweep(handle, clock.instant());
              return SignInRows.sweep(handle, clock.instant());
            });
    announce(over);
    return over.size();
  }
}
