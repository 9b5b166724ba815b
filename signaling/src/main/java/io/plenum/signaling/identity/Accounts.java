package io.plenum.signaling.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.plenum.storage.database.Database;
import java.time.Duration;
import java.util.Optional;

/** The accounts and what they decide. Any thread may call; calls may block on the database. */
public final class Accounts {
  /** Accounts kept in memory; the others are read again when they are asked for. */
  private static final int CACHED = 10_000;

  /** Another node's change is seen after this at the latest; one of this process at once. */
  private static final Duration CACHED_FOR = Duration.ofSeconds(30);

  private final Database database;
  private final Cache<String, Optional<Account>> known =
      Caffeine.newBuilder().maximumSize(CACHED).expireAfterWrite(CACHED_FOR).build();

  Accounts(Database database) {
    this.database = database;
  }

  /** The account with this id, unless it ended. */
  public Optional<Account> byId(String accountId) {
    return known.get(accountId, id -> database.read(handle -> AccountRows.byId(handle, id)));
  }

  /** What an account decided; the standard settings for one that is gone. */
  public AccountSettings settings(String accountId) {
    return byId(accountId).map(Account::settings).orElse(AccountSettings.STANDARD);
  }
}
