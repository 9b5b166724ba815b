package io.plenum.signaling.identity;

import io.plenum.signaling.access.Role;
import io.plenum.signaling.identity.IdentityRefused.Reason;
import io.plenum.signaling.identity.token.AccessTokens;
import io.plenum.storage.database.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;

/**
 * Partner admins who act in a customer account that their company manages (REQUIREMENTS I-2). They
 * act as a user of that account who stands for them and for nobody else, so that what they make
 * there has an owner in the account, and never in the name of somebody who works there. Any thread
 * may call; calls block on the database.
 */
public final class AssumedRoles {
  /** Long enough for a task; whoever needs longer says so again, and it is on record again. */
  static final Duration LIFETIME = Duration.ofHours(1);

  /** As openapi.yaml allows for names. */
  private static final int NAME_LIMIT = 120;

  private final Database database;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final AccessTokens tokens;
  private final SignIns signIns;
  private final IdentityAudit audit;

  AssumedRoles(
      Database database,
      InstantSource clock,
      RandomGenerator random,
      AccessTokens tokens,
      SignIns signIns,
      IdentityAudit audit) {
    this.database = database;
    this.clock = clock;
    this.random = random;
    this.tokens = tokens;
    this.signIns = signIns;
    this.audit = audit;
  }

  /**
   * What a partner admin acts with. There is no refresh token: it ends with {@code lifetime}.
   *
   * @param user who they are in the customer's account, in the assumed role
   */
  public record Assumed(User user, String accessToken, Duration lifetime) {
    /** Does not show the token. */
    @Override
    public String toString() {
      return "Assumed[" + user + "]";
    }
  }

  /**
   * Takes a role in a customer's account; empty: the partner's company manages no such account. It
   * ends by {@link #end}, with the sign-in that it was taken from, or after {@link #LIFETIME}.
   *
   * @param role customer admin or user
   * @throws IdentityRefused under an assumed role already, or when the sign-in is over
   */
  public Optional<Assumed> assume(Principal partner, String accountId, Role role, Device device) {
    if (partner.assumedBy().isPresent()
        || partner.role() != Role.PARTNER_ADMIN
        || role == Role.PARTNER_ADMIN
        || role == Role.GUEST) {
      throw new IdentityRefused(Reason.NOT_ALLOWED, "Roles are assumed by partner admins only.");
    }
    String userId = RandomId.next(random);
    String signInId = RandomId.next(random);
    Optional<User> started =
        database.write(
            handle -> {
              User self =
                  SignInRows.principal(handle, partner.signInId(), clock.instant())
                      .flatMap(there -> UserRows.byId(handle, there.userId()))
                      .orElseThrow(Users::signedOutMeanwhile);
              return AccountRows.byId(handle, accountId)
                  .filter(account -> account.managedBy().equals(Optional.of(self.accountId())))
                  .map(account -> standIn(handle, account, self, userId))
                  .map(
                      user -> {
                        User acting = start(handle, user.in(role), signInId, partner, device);
                        audit.assumed(handle, acting, self, device.source());
                        return acting;
                      });
            });
    return started.map(
        user ->
            new Assumed(
                user,
                tokens.issueAssumed(user.id(), signInId, partner.userId(), LIFETIME),
                LIFETIME));
  }

  private User start(Handle handle, User user, String signInId, Principal partner, Device device) {
    Instant now = clock.instant();
    SignInRows.insert(handle, signInId, user.id(), device, now, now.plus(LIFETIME));
    SignInRows.assume(handle, signInId, user.role(), partner.signInId());
    return user;
  }

  /** The user of the account who stands for a partner admin; made the first time. */
  private User standIn(Handle handle, Account account, User partner, String newId) {
    String name = name(partner);
    Optional<User> known = UserRows.standingFor(handle, account.id(), partner.id());
    if (known.isPresent()) {
      UserRows.rename(handle, known.get().id(), name);
      return UserRows.byId(handle, known.get().id()).orElseThrow();
    }
    // No address of theirs: the partner admin's own is taken, by themselves.
    User made =
        new User(
            newId,
            account.id(),
            account.name(),
            name,
            newId,
            Role.USER,
            false,
            false,
            false,
            Optional.of(partner.id()),
            Instant.ofEpochMilli(clock.millis()));
    Users.insert(handle, made, UserRows.NO_PASSWORD, Optional.empty());
    return made;
  }

  private static String name(User partner) {
    String whole = partner.name() + " (" + partner.accountName() + ")";
    int length = whole.codePointCount(0, whole.length());
    return whole.substring(0, whole.offsetByCodePoints(0, Math.min(length, NAME_LIMIT)));
  }

  /**
   * Gives an assumed role back.
   *
   * @throws IdentityRefused when it is none
   */
  public void end(Principal acting, String source) {
    if (acting.assumedBy().isEmpty()) {
      throw new IdentityRefused(Reason.NO_ASSUMED_ROLE, "You act for nobody but yourself.");
    }
    signIns.announce(
        database.write(
            handle -> {
              List<String> ended = SignInRows.end(handle, acting.signInId(), clock.instant());
              audit.givenBack(handle, acting, source);
              return ended;
            }));
  }
}
