package io.plenum.node;

import io.plenum.signaling.access.Role;
import io.plenum.signaling.audit.AuditLog;
import io.plenum.signaling.identity.Account;
import io.plenum.signaling.identity.Cell;
import io.plenum.signaling.identity.Identity;
import io.plenum.signaling.identity.IdentityRefused;
import io.plenum.signaling.identity.NewUser;
import io.plenum.signaling.identity.Operator;
import io.plenum.signaling.identity.PasswordHasher;
import io.plenum.signaling.identity.RandomId;
import io.plenum.signaling.identity.User;
import io.plenum.signaling.identity.token.AccessTokens;
import io.plenum.signaling.post.MailAddress;
import io.plenum.signaling.post.Outbox;
import io.plenum.storage.StorageRefused;
import io.plenum.storage.database.Database;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What the commands about users do, in a process of their own while no server runs on the data
 * folder. They answer with what to print, and throw {@link StorageRefused} or {@link
 * ConfigurationRefused} with what to do.
 */
public final class UserCommands {
  /** Closing waits for what is being written, which is nothing. */
  private static final Duration STOP_BOUND = Duration.ofSeconds(5);

  private UserCommands() {}

  /** Everybody, by account. */
  public static String list(Map<String, String> environment) {
    return with(
        environment,
        operator ->
            operator.users().stream().map(UserCommands::line).collect(Collectors.joining("\n")));
  }

  private static String line(User user) {
    return "%s  %-14s  %s  %s <%s>%s"
        .formatted(
            user.accountId(),
            user.role().text(),
            user.accountName(),
            user.name(),
            user.email(),
            user.disabled() ? "  (disabled)" : "");
  }

  /**
   * Adds an admin.
   *
   * @param accountId empty: the only account that there is
   */
  public static String addAdmin(
      Map<String, String> environment, Optional<String> accountId, NewUser admin) {
    if (!MailAddress.isValid(admin.email())) {
      throw new StorageRefused(admin.email() + " is no e-mail address.");
    }
    return with(
        environment,
        operator -> {
          String account = accountId.orElseGet(() -> onlyAccount(operator));
          return operator
              .add(account, admin)
              .map(
                  added ->
                      "%s may sign in as %s with this password, and chooses another then: %s"
                          .formatted(
                              added.user().email(),
                              admin.role().text(),
                              added.toShow().orElseThrow()))
              .orElseThrow(() -> new StorageRefused("There is no account " + account + "."));
        });
  }

  private static String onlyAccount(Operator operator) {
    List<Account> accounts = operator.accounts();
    if (accounts.size() != 1) {
      throw new StorageRefused(
          "There are "
              + accounts.size()
              + " accounts. Say which one with --account: "
              + accounts.stream().map(Account::id).collect(Collectors.joining(", ")));
    }
    return accounts.getFirst().id();
  }

  /** Makes a new password and signs the user out everywhere. */
  public static String resetPassword(Map<String, String> environment, String email) {
    return with(
        environment,
        operator ->
            operator
                .resetPassword(email)
                .map(
                    reset ->
                        "%s may sign in with this password, and chooses another then: %s"
                            .formatted(email, reset.toShow().orElseThrow()))
                .orElseThrow(() -> new StorageRefused("Nobody has the address " + email + ".")));
  }

  /** Mail is never sent from here: whoever runs the command is shown the password. */
  private static String with(Map<String, String> environment, Function<Operator, String> work) {
    Configuration configuration = Configuration.read(environment);
    SecureRandom random = new SecureRandom();
    InstantSource clock = InstantSource.system();
    Store store = new Store(configuration, random);
    store.existingMasterKey();
    try (StopOrder parts = new StopOrder(STOP_BOUND)) {
      Database database = store.open(store.masterKey(), parts);
      PasswordHasher hasher = parts.started("passwords", new PasswordHasher(random));
      Identity identity =
          new Identity(
              new Identity.Parts(
                  AccessTokens.of(database, clock),
                  database,
                  clock,
                  random,
                  hasher,
                  Cell.ONLY,
                  new AuditLog(clock, random, configuration.nodeName()),
                  new Outbox(clock, () -> RandomId.next(random), false),
                  () -> ""));
      return work.apply(identity.operator());
    } catch (IdentityRefused refused) {
      throw new StorageRefused(refused.getMessage());
    }
  }

  /** The roles that the command gives. */
  public static Role admin(boolean partner) {
    return partner ? Role.PARTNER_ADMIN : Role.CUSTOMER_ADMIN;
  }
}
