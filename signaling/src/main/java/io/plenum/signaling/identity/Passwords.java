package io.plenum.signaling.identity;

import io.plenum.signaling.identity.IdentityRefused.Reason;
import io.plenum.storage.database.Database;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Passwords of users: chosen by themselves, or made for them. Any thread may call; calls block on
 * the database and the password thread. Nothing here limits how often somebody tries.
 */
public final class Passwords {
  private final Database database;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final PasswordHasher hasher;
  private final SignIns signIns;
  private final IdentityAudit audit;

  Passwords(
      Database database,
      InstantSource clock,
      RandomGenerator random,
      PasswordHasher hasher,
      SignIns signIns,
      IdentityAudit audit) {
    this.database = database;
    this.clock = clock;
    this.random = random;
    this.hasher = hasher;
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
   * Gives a user of the admin's account a new password, to be changed at the next sign-in, and ends
   * all their sign-ins.
   *
   * @return the password, to be shown once; empty: there is no such user
   * @throws IdentityRefused when only a partner admin may
   * @throws HasherBusy when too many passwords wait
   */
  public Optional<String> reset(Principal admin, String userId, String source) {
    Made made = make();
    Optional<List<String>> ended =
        database.write(
            handle ->
                UserRows.person(handle, admin.accountId(), userId)
                    .map(
                        user -> {
                          Users.mayChange(admin, user);
                          UserRows.givePassword(
                              handle,
                              userId,
                              made.hash(),
                              clock.instant().plus(GeneratedPassword.VALID));
                          List<String> all = SignInRows.endOfUser(handle, userId, clock.instant());
                          audit.passwordReset(handle, user, admin.actor(source));
                          return all;
                        }));
    ended.ifPresent(signIns::announce);
    return ended.map(done -> made.password());
  }
}
