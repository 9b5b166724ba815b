package io.plenum.signaling.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.plenum.signaling.access.Role;
import io.plenum.signaling.identity.IdentityRefused.Reason;
import io.plenum.signaling.page.Page;
import io.plenum.signaling.page.PageRequest;
import io.plenum.storage.database.Database;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;

/**
 * The accounts, what they decide, and which partner runs them. Any thread may call; calls may block
 * on the database.
 */
public final class Accounts {
  /** Accounts kept in memory; the others are read again when they are asked for. */
  private static final int CACHED = 10_000;

  /** Another node's change is seen after this at the latest; one of this process at once. */
  private static final Duration CACHED_FOR = Duration.ofSeconds(30);

  private final Database database;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Cell cell;
  private final Users users;
  private final Passwords passwords;
  private final SignIns signIns;
  private final IdentityAudit audit;
  private final Cache<String, Optional<Account>> known =
      Caffeine.newBuilder().maximumSize(CACHED).expireAfterWrite(CACHED_FOR).build();

  Accounts(
      Database database,
      InstantSource clock,
      RandomGenerator random,
      Cell cell,
      Users users,
      Passwords passwords,
      SignIns signIns,
      IdentityAudit audit) {
    this.database = database;
    this.clock = clock;
    this.random = random;
    this.cell = cell;
    this.users = users;
    this.passwords = passwords;
    this.signIns = signIns;
    this.audit = audit;
  }

  /** Whether there never was an account. */
  public boolean setupNeeded() {
    return !database.read(AccountRows::any);
  }

  /**
   * Makes the first account and its first user, a customer admin, and signs them in. Works once;
   * the caller has checked the set-up token.
   *
   * @throws IdentityRefused when there is an account, or the password is weak
   * @throws HasherBusy when too many passwords wait
   */
  public SignedIn setUp(
      String accountName, String name, String email, String password, Device device) {
    String hash = passwords.hashOfGood(password);
    Account account = account(accountName, cell.home(), Optional.empty());
    User first =
        new User(
            RandomId.next(random),
            account.id(),
            accountName,
            name,
            UserRows.normal(email),
            Role.CUSTOMER_ADMIN,
            false,
            false,
            false,
            Optional.empty(),
            account.createdAt());
    String signInId = RandomId.next(random);
    return database
        .write(
            handle -> {
              if (AccountRows.any(handle)) {
                throw new IdentityRefused(Reason.SETUP_DONE, "Plenum is set up already.");
              }
              AccountRows.insert(handle, account);
              Users.insert(handle, first, hash, Optional.empty());
              audit.setUp(handle, account, first, device.source());
              return signIns.start(handle, signInId, first, device);
            })
        .signedIn();
  }

  private Account account(String name, Region region, Optional<String> managedBy) {
    return new Account(
        RandomId.next(random),
        name,
        region,
        managedBy,
        AccountSettings.STANDARD,
        1,
        Instant.ofEpochMilli(clock.millis()));
  }

  /** The first customer admin of an account to be made. */
  public record NewAdmin(String name, String email) {}

  /** An account that was made, with its first customer admin. */
  public record Added(Account account, Users.Added admin) {}

  /**
   * Makes a customer account that the partner's company manages, and its first customer admin.
   *
   * @throws IdentityRefused when this server keeps nothing of the region, or the e-mail address is
   *     taken
   * @throws HasherBusy when too many passwords wait
   */
  public Added add(Principal partner, String name, Region region, NewAdmin admin, String source) {
    if (!cell.keeps(region)) {
      throw new IdentityRefused(
          Reason.WRONG_REGION, "This server keeps no accounts of " + region.text() + ".");
    }
    Account account = account(name, region, Optional.of(partner.accountId()));
    Users.Draft first =
        users.draft(
            account.id(), name, new NewUser(admin.name(), admin.email(), Role.CUSTOMER_ADMIN));
    return database.write(
        handle -> {
          AccountRows.insert(handle, account);
          audit.accountAdded(handle, account, partner.actor(source));
          return new Added(account, users.insert(handle, first, partner.actor(source)));
        });
  }

  /** The accounts that a partner manages, oldest first. */
  public Page<Account> managedBy(String partnerAccountId, PageRequest wanted) {
    return database.read(handle -> AccountRows.managedBy(handle, partnerAccountId, wanted));
  }

  /** An account that a partner manages. */
  public Optional<Account> managed(String partnerAccountId, String accountId) {
    return byId(accountId)
        .filter(account -> account.managedBy().equals(Optional.of(partnerAccountId)));
  }

  /** The account with this id, unless it ended. */
  public Optional<Account> byId(String accountId) {
    return known.get(accountId, id -> database.read(handle -> AccountRows.byId(handle, id)));
  }

  /** What an account decided; the standard settings for one that is gone. */
  public AccountSettings settings(String accountId) {
    return byId(accountId).map(Account::settings).orElse(AccountSettings.STANDARD);
  }

  /**
   * Changes the admin's account.
   *
   * @param expected called with the present version; throws when the admin saw another
   * @param settings those that change, as {@link AccountSettings#with} reads them
   * @throws IdentityRefused when the account ended
   */
  public Account change(
      Principal admin,
      LongConsumer expected,
      Optional<String> name,
      JsonObject settings,
      String source) {
    Account changed =
        database.write(
            handle -> {
              Account before =
                  AccountRows.byId(handle, admin.accountId())
                      .orElseThrow(Users::signedOutMeanwhile);
              expected.accept(before.version());
              Account after =
                  new Account(
                      before.id(),
                      name.orElse(before.name()),
                      before.region(),
                      before.managedBy(),
                      before.settings().with(settings),
                      before.version() + 1,
                      before.createdAt());
              AccountRows.update(handle, after);
              audit.accountChanged(handle, before, after, admin.actor(source));
              return after;
            });
    known.invalidate(changed.id());
    return changed;
  }

  /**
   * Ends an account that a partner manages inside the caller's transaction: from then on nobody
   * gets in. Somebody else deletes what it owned.
   *
   * @return the sign-ins that ended; empty: the partner manages no such account
   */
  public Optional<List<String>> end(
      Handle handle, Principal partner, String accountId, String source) {
    return AccountRows.byId(handle, accountId)
        .filter(account -> account.managedBy().equals(Optional.of(partner.accountId())))
        .map(
            account -> {
              List<String> ended = SignInRows.endOfAccount(handle, accountId, clock.instant());
              AccountRows.end(handle, accountId, clock.instant());
              audit.accountEnded(handle, account, partner.actor(source));
              return ended;
            });
  }

  /** Reads an account's facts again when they are needed next. */
  public void changed(String accountId) {
    known.invalidate(accountId);
  }
}
