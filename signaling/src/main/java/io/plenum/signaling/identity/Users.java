package io.plenum.signaling.identity;

import io.plenum.signaling.access.Role;
import io.plenum.signaling.audit.Actor;
import io.plenum.signaling.identity.IdentityRefused.Reason;
import io.plenum.signaling.page.Page;
import io.plenum.signaling.page.PageRequest;
import io.plenum.storage.database.Database;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;

/**
 * The users of all accounts. An admin reaches those of their own account only: anybody else's id is
 * as good as none. Any thread may call; calls block on the database.
 */
public final class Users {
  private final Database database;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Passwords passwords;
  private final PasswordLetters letters;
  private final SignIns signIns;
  private final IdentityAudit audit;

  Users(
      Database database,
      InstantSource clock,
      RandomGenerator random,
      Passwords passwords,
      PasswordLetters letters,
      SignIns signIns,
      IdentityAudit audit) {
    this.database = database;
    this.clock = clock;
    this.random = random;
    this.passwords = passwords;
    this.letters = letters;
    this.signIns = signIns;
    this.audit = audit;
  }

  /**
   * A user who was made.
   *
   * @param toShow what they sign in with the first time, if it could not be sent to them; to be
   *     shown once
   */
  public record Added(User user, Optional<String> toShow) {
    /** Does not show the password. */
    @Override
    public String toString() {
      return "Added[" + user + "]";
    }
  }

  /** A user to be inserted, and what their first password is. */
  record Draft(User user, Passwords.Made password) {}

  /**
   * Adds a user to the admin's account. The password is made here; it must be changed first.
   *
   * @throws IdentityRefused when the e-mail address is taken, or only a partner admin may
   * @throws HasherBusy when too many passwords wait
   */
  public Added add(Principal admin, NewUser added, String source) {
    mayGive(admin, added.role());
    String accountName =
        byId(admin.userId()).map(User::accountName).orElseThrow(Users::signedOutMeanwhile);
    Draft draft = draft(admin.accountId(), accountName, added);
    return database.write(handle -> insert(handle, draft, admin.actor(source)));
  }

  Draft draft(String accountId, String accountName, NewUser added) {
    User user =
        new User(
            RandomId.next(random),
            accountId,
            accountName,
            added.name(),
            UserRows.normal(added.email()),
            added.role(),
            true,
            false,
            false,
            Optional.empty(),
            Instant.ofEpochMilli(clock.millis()));
    return new Draft(user, passwords.make());
  }

  Added insert(Handle handle, Draft draft, Actor by) {
    Instant validUntil = clock.instant().plus(GeneratedPassword.VALID);
    insert(handle, draft.user(), draft.password().hash(), Optional.of(validUntil));
    Optional<String> toShow = letters.welcome(handle, draft.user(), draft.password().password());
    audit.userAdded(handle, draft.user(), by);
    return new Added(draft.user(), toShow);
  }

  /**
   * Adds a user inside the caller's transaction.
   *
   * @throws IdentityRefused when the e-mail address is taken
   */
  static void insert(Handle handle, User user, String hash, Optional<Instant> validUntil) {
    if (!UserRows.insert(handle, user, hash, validUntil)) {
      throw new IdentityRefused(Reason.EMAIL_TAKEN, "Somebody has this e-mail address.");
    }
  }

  /** The people of an account, oldest first. */
  public Page<User> ofAccount(String accountId, PageRequest wanted) {
    return database.read(handle -> UserRows.ofAccount(handle, accountId, wanted));
  }

  /** A user of whatever account, also one who acts there for a partner. */
  public Optional<User> byId(String userId) {
    return database.read(handle -> UserRows.byId(handle, userId));
  }

  /** A person of this account. */
  public Optional<User> person(String accountId, String userId) {
    return database.read(handle -> UserRows.person(handle, accountId, userId));
  }

  /**
   * Changes a user of the admin's account; empty: there is no such one. Who is disabled is signed
   * out everywhere.
   *
   * @throws IdentityRefused when nobody would be left to administer the account, or only a partner
   *     admin may
   */
  public Optional<User> change(Principal admin, String userId, UserChange change, String source) {
    change.role().ifPresent(role -> mayGive(admin, role));
    Instant now = clock.instant();
    Optional<List<String>> ended =
        database.write(
            handle ->
                UserRows.person(handle, admin.accountId(), userId)
                    .map(
                        user -> {
                          List<String> over = change(handle, admin, user, change, now);
                          User after = UserRows.byId(handle, userId).orElseThrow();
                          audit.userChanged(handle, user, after, admin.actor(source));
                          return over;
                        }));
    ended.ifPresent(signIns::announce);
    signIns.changed(userId);
    return ended.flatMap(done -> byId(userId));
  }

  private static List<String> change(
      Handle handle, Principal admin, User user, UserChange change, Instant now) {
    mayChange(admin, user);
    change.name().ifPresent(name -> UserRows.rename(handle, user.id(), name));
    change.role().ifPresent(role -> UserRows.changeRole(handle, user.id(), role));
    if (change.disabled().isPresent()) {
      if (change.disabled().get()) {
        UserRows.disable(handle, user.id(), now);
      } else {
        UserRows.enable(handle, user.id());
      }
    }
    someAdminLeft(handle, admin.accountId());
    if (change.disabled().orElse(false)) {
      return SignInRows.endOfUser(handle, user.id(), now);
    }
    return change.role().filter(role -> role != Role.PARTNER_ADMIN).isPresent()
        ? SignInRows.endAssumed(handle, user.id(), now)
        : List.of();
  }

  /** Changes what people decide for themselves. */
  public User changeOwn(
      Principal self, Optional<String> name, Optional<Boolean> muteOnEntry, String source) {
    User changed =
        database.write(
            handle -> {
              User before =
                  UserRows.byId(handle, self.userId()).orElseThrow(Users::signedOutMeanwhile);
              name.ifPresent(text -> UserRows.rename(handle, self.userId(), text));
              muteOnEntry.ifPresent(mute -> UserRows.muteOnEntry(handle, self.userId(), mute));
              User after = UserRows.byId(handle, self.userId()).orElseThrow();
              audit.userChanged(handle, before, after, self.actor(source));
              return after;
            });
    signIns.changed(self.userId());
    return changed;
  }

  /**
   * Ends a user of the admin's account inside the caller's transaction: from then on they do not
   * count. Somebody else deletes what is theirs.
   *
   * @param heir who takes the meetings over; empty: they are deleted
   * @return the sign-ins that ended, to be announced after the transaction; empty: there is no such
   *     user
   * @throws IdentityRefused when nobody would be left to administer the account, or only a partner
   *     admin may
   */
  public Optional<List<String>> end(
      Handle handle, Principal admin, String userId, Optional<String> heir, String source) {
    Instant now = clock.instant();
    return UserRows.person(handle, admin.accountId(), userId)
        .map(
            user -> {
              mayChange(admin, user);
              List<String> ended = SignInRows.endOfUser(handle, userId, now);
              UserRows.end(handle, userId, now);
              someAdminLeft(handle, admin.accountId());
              audit.userRemoved(handle, user, admin.actor(source), heir);
              return ended;
            });
  }

  private static void someAdminLeft(Handle handle, String accountId) {
    if (UserRows.admins(handle, accountId) == 0) {
      throw new IdentityRefused(
          Reason.LAST_ADMIN, "Nobody would be left who may administer the account.");
    }
  }

  /** A customer admin gives nobody more than they have. */
  private static void mayGive(Principal admin, Role role) {
    if (role == Role.PARTNER_ADMIN && admin.role() != Role.PARTNER_ADMIN) {
      throw onlyPartnerAdmins();
    }
  }

  /** A customer admin does not reach a partner admin, whose reach is wider. */
  static void mayChange(Principal admin, User user) {
    mayGive(admin, user.role());
  }

  private static IdentityRefused onlyPartnerAdmins() {
    return new IdentityRefused(
        Reason.NOT_ALLOWED, "Only a partner admin may make or change a partner admin.");
  }

  static IdentityRefused signedOutMeanwhile() {
    return new IdentityRefused(Reason.SIGNED_OUT, "Your sign-in ended meanwhile.");
  }
}
