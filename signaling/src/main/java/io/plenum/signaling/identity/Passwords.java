package io.plenum.signaling.identity;

import io.plenum.signaling.audit.Actor;
import io.plenum.signaling.identity.IdentityRefused.Reason;
import io.plenum.storage.database.Database;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;

/**
 * Passwords of users: chosen by themselves, or made for them. Any thread may call; calls block on
 * the database and the password thread. Nothing here limits how often somebody tries.
 */
public final class Passwords {
  private final Database database;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final PasswordHasher hasher;
  private final PasswordLetters letters;
  private final SignIns signIns;
  private final IdentityAudit audit;

  Passwords(
      Database database,
      InstantSource clock,
      RandomGenerator random,
      PasswordHasher hasher,
      PasswordLetters letters,
      SignIns signIns,
      IdentityAudit audit) {
    this.database = database;
    this.clock = clock;
    this.random = random;
    this.hasher = hasher;
    this.letters = letters;
    this.signIns = signIns;
    this.audit = audit;
  }

  /** One that was made for somebody. */
  record Made(String password, String hash) {
    /** Does not show them. */
    @Override
    public String toString() {
      return "Made[hidden]";
    }
  }

  Made make() {
    String password = GeneratedPassword.draw(random);
    return new Made(password, hasher.hash(password));
  }

  /**
   * The hash of a password that somebody chose.
   *
   * @throws IdentityRefused when it is weak
   * @throws HasherBusy when too many passwords wait
   */
  String hashOfGood(String password) {
    PasswordRule.missing(password)
        .ifPresent(
            missing -> {
              throw new IdentityRefused(
                  Reason.WEAK_PASSWORD, "The password needs " + missing + ".");
            });
    return hasher.hash(password);
  }

  /**
   * Changes one's own password and ends all other sign-ins.
   *
   * @throws IdentityRefused when the current one is wrong, or the new one weak or no other
   * @throws HasherBusy when too many passwords wait
   */
  public void change(Principal self, String current, String chosen, String source) {
    Optional<String> stored =
        database
            .read(handle -> UserRows.withPassword(handle, self.userId()))
            .map(UserRows.WithPassword::passwordHash)
            .filter(hash -> !hash.equals(UserRows.NO_PASSWORD));
    if (!hasher.matches(current, stored)) {
      throw new IdentityRefused(Reason.WRONG_PASSWORD, "This is not the current password.");
    }
    if (current.equals(chosen)) {
      throw new IdentityRefused(Reason.WEAK_PASSWORD, "The new password must be another one.");
    }
    String hash = hashOfGood(chosen);
    List<String> ended =
        database.write(
            handle -> {
              User user =
                  UserRows.withPassword(handle, self.userId())
                      .filter(now -> stored.equals(Optional.of(now.passwordHash())))
                      .map(UserRows.WithPassword::user)
                      .orElseThrow(Passwords::changedMeanwhile);
              UserRows.choosePassword(handle, self.userId(), hash);
              List<String> others =
                  SignInRows.endOthers(handle, self.userId(), self.signInId(), clock.instant());
              audit.passwordChanged(handle, user, source);
              return others;
            });
    signIns.announce(ended);
    signIns.changed(self.userId());
  }

  private static IdentityRefused changedMeanwhile() {
    return new IdentityRefused(Reason.WRONG_PASSWORD, "The password was changed meanwhile.");
  }

  /**
   * A user got a new password.
   *
   * @param toShow the password, if it could not be sent to them; to be shown once
   */
  public record Reset(Optional<String> toShow) {
    /** Does not show the password. */
    @Override
    public String toString() {
      return "Reset[hidden]";
    }
  }

  /** As a transaction leaves it, with the sign-ins that ended. */
  private record Done(Reset reset, List<String> ended) {}

  /**
   * Gives a user of the admin's account a new password, to be changed at the next sign-in, and ends
   * all their sign-ins; empty: there is no such user.
   *
   * @throws IdentityRefused when only a partner admin may
   * @throws HasherBusy when too many passwords wait
   */
  public Optional<Reset> reset(Principal admin, String userId, String source) {
    Made made = make();
    Optional<Done> done =
        database.write(
            handle ->
                UserRows.person(handle, admin.accountId(), userId)
                    .map(
                        user -> {
                          Users.mayChange(admin, user);
                          return give(handle, user, made, admin.actor(source));
                        }));
    return announced(done);
  }

  /** The same for whoever has this address, by the operator. */
  Optional<Reset> reset(String email) {
    Made made = make();
    return announced(
        database.write(
            handle ->
                UserRows.anyByEmail(handle, email)
                    .map(user -> give(handle, user, made, Actor.SERVER))));
  }

  private Done give(Handle handle, User user, Made made, Actor by) {
    Instant now = clock.instant();
    UserRows.givePassword(handle, user.id(), made.hash(), now.plus(GeneratedPassword.VALID));
    List<String> ended = SignInRows.endOfUser(handle, user.id(), now);
    Reset reset = new Reset(letters.reset(handle, user, made.password()));
    audit.passwordReset(handle, user, by);
    return new Done(reset, ended);
  }

  private Optional<Reset> announced(Optional<Done> done) {
    done.ifPresent(all -> signIns.announce(all.ended()));
    return done.map(Done::reset);
  }
}
