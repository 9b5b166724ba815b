package io.plenum.signaling.identity;

import io.plenum.signaling.audit.Actor;
import io.plenum.storage.database.Database;
import java.util.List;
import java.util.Optional;

/**
 * What whoever runs the machine may do without being a user: the way in for the first partner
 * admin, and the way back in for an admin who lost their password. Any thread may call; calls block
 * on the database and the password thread.
 */
public final class Operator {
  /** More than anybody reads; the command says when there are more. */
  public static final int LIST_LIMIT = 10_000;

  private final Database database;
  private final Users users;
  private final Passwords passwords;

  Operator(Database database, Users users, Passwords passwords) {
    this.database = database;
    this.users = users;
    this.passwords = passwords;
  }

  /** The accounts of this server, oldest first. */
  public List<Account> accounts() {
    return database.read(handle -> AccountRows.all(handle, LIST_LIMIT));
  }

  /** The people of all accounts, by account, oldest first. */
  public List<User> users() {
    return database.read(handle -> UserRows.all(handle, LIST_LIMIT));
  }

  /**
   * Adds a user in whatever role; empty: there is no such account.
   *
   * @throws IdentityRefused when the e-mail address is taken
   */
  public Optional<Users.Added> add(String accountId, NewUser added) {
    Optional<Account> account = database.read(handle -> AccountRows.byId(handle, accountId));
    if (account.isEmpty()) {
      return Optional.empty();
    }
    Users.Draft draft = users.draft(accountId, account.get().name(), added);
    return Optional.of(database.write(handle -> users.insert(handle, draft, Actor.SERVER)));
  }

  /**
   * Makes a new password for a user and ends all their sign-ins; empty: nobody has this address.
   */
  public Optional<Passwords.Reset> resetPassword(String email) {
    return passwords.reset(email);
  }
}
