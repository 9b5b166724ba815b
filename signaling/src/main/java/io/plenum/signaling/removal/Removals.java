package io.plenum.signaling.removal;

import io.plenum.signaling.audit.Actor;
import io.plenum.signaling.audit.AuditLog;
import io.plenum.signaling.identity.Identity;
import io.plenum.signaling.identity.IdentityRefused;
import io.plenum.signaling.identity.IdentityRefused.Reason;
import io.plenum.signaling.identity.Principal;
import io.plenum.signaling.removal.RemovalRows.Kind;
import io.plenum.signaling.removal.RemovalRows.Removal;
import io.plenum.storage.database.Database;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends users and accounts. One transaction makes the end true for everybody: nobody gets in any
 * more, and a row says that the rest must go. The rest goes in {@link #resume}, in steps that may
 * be done again: a crash only interrupts it. Any thread may call; calls block on the database.
 */
public final class Removals {
  private static final Logger log = LoggerFactory.getLogger(Removals.class);

  /** Rows changed in one transaction, so that others write in between. */
  static final int BATCH = 500;

  private final Database database;
  private final InstantSource clock;
  private final Identity identity;
  private final AuditLog audit;
  private final OwnedMeetings meetings;
  private final List<Consumer<String>> accountSteps;
  private final List<Consumer<String>> goneListeners = new CopyOnWriteArrayList<>();
  private final List<Runnable> begunListeners = new CopyOnWriteArrayList<>();

  /**
   * Removals that also take these steps for an account before its last row goes.
   *
   * @param accountSteps each takes the account's id, and may be called again after it was done
   */
  public Removals(
      Database database,
      InstantSource clock,
      Identity identity,
      AuditLog audit,
      OwnedMeetings meetings,
      List<Consumer<String>> accountSteps) {
    this.database = database;
    this.clock = clock;
    this.identity = identity;
    this.audit = audit;
    this.meetings = meetings;
    this.accountSteps = List.copyOf(accountSteps);
  }

  /**
   * How a user goes.
   *
   * @param heir who takes the meetings over; empty: they are deleted
   * @param eraseFromAudit whether the audit log forgets who they were
   */
  public record Wish(Optional<String> heir, boolean eraseFromAudit) {}

  /**
   * Removes a user of the admin's account; false: there is no such one. Messages that they sent
   * stay, as those of an unknown user.
   *
   * @throws IdentityRefused when the heir is no active user of the account, or nobody could
   *     administer it any more, or only a partner admin may
   */
  public boolean removeUser(Principal admin, String userId, Wish wish, String source) {
    Optional<List<String>> ended =
        database.write(handle -> endUser(handle, admin, userId, wish, source));
    ended.ifPresent(
        signIns -> {
          identity.signIns().announce(signIns);
          goneListeners.forEach(listener -> listener.accept(userId));
          begunListeners.forEach(Runnable::run);
        });
    return ended.isPresent();
  }

  private Optional<List<String>> endUser(
      Handle handle, Principal admin, String userId, Wish wish, String source) {
    wish.heir().ifPresent(heir -> checkHeir(handle, admin, userId, heir));
    Optional<List<String>> signIns =
        identity.users().end(handle, admin, userId, wish.heir(), source);
    if (signIns.isEmpty()) {
      return signIns;
    }
    Actor by = admin.actor(source);
    if (wish.heir().isPresent()) {
      meetings.handOver().apply(handle, by, userId, wish.heir().get());
    } else {
      meetings.delete().apply(handle, by, userId);
    }
    RemovalRows.begin(handle, userId, Kind.USER, clock.millis());
    if (wish.eraseFromAudit()) {
      audit.erase(handle, by, admin.accountId(), userId);
    }
    return signIns;
  }

  private void checkHeir(Handle handle, Principal admin, String userId, String heir) {
    boolean fit =
        !heir.equals(userId)
            && identity
                .users()
                .person(handle, admin.accountId(), heir)
                .filter(user -> !user.disabled())
                .isPresent();
    if (!fit) {
      throw new IdentityRefused(
          Reason.NO_HEIR, "Only an active user of the account can take the meetings over.");
    }
  }

  /**
   * Ends an account that the partner's company manages, with everything that it owns; false: there
   * is no such one.
   */
  public boolean endAccount(Principal partner, String accountId, String source) {
    Optional<List<String>> ended =
        database.write(
            handle -> {
              Optional<List<String>> signIns =
                  identity.accounts().end(handle, partner, accountId, source);
              if (signIns.isPresent()) {
                RemovalRows.begin(handle, accountId, Kind.ACCOUNT, clock.millis());
              }
              return signIns;
            });
    ended.ifPresent(
        signIns -> {
          identity.accounts().changed(accountId);
          identity.signIns().announce(signIns);
          begunListeners.forEach(Runnable::run);
        });
    return ended.isPresent();
  }

  /** Asks to be told the id of a user who is gone, after it was recorded. Must not block. */
  public void onUserGone(Consumer<String> listener) {
    goneListeners.add(listener);
  }

  /** Asks to be told that {@link #resume} has work. Must not block. */
  public void onBegun(Runnable listener) {
    begunListeners.add(listener);
  }

  /**
   * Goes on with what is not done; at start, when told so, and now and then. What fails is logged
   * and left for the next time.
   *
   * @return how many removals came to their end
   */
  public int resume() {
    int done = 0;
    for (Removal removal : database.read(handle -> RemovalRows.open(handle, BATCH))) {
      try {
        switch (removal.kind()) {
          case USER -> forget(removal.id());
          case ACCOUNT -> dissolve(removal.id());
        }
        write(handle -> RemovalRows.done(handle, removal.id()));
        done++;
      } catch (RuntimeException e) {
        log.warn("Removing {} is interrupted, and goes on later: {}", removal.id(), e.toString());
      }
    }
    return done;
  }

  private void dissolve(String accountId) {
    List<String> left = List.of();
    do {
      for (String userId : left) {
        database.write(handle -> meetings.delete().apply(handle, Actor.SERVER, userId));
        forget(userId);
        goneListeners.forEach(listener -> listener.accept(userId));
      }
      left = database.read(handle -> RemovalRows.users(handle, accountId, BATCH));
    } while (!left.isEmpty());
    accountSteps.forEach(step -> step.accept(accountId));
    write(handle -> RemovalRows.emptyAccount(handle, accountId));
  }

  /**
   * Deletes the marked meetings of a user, their name wherever it stands, and at last their row.
   */
  private void forget(String userId) {
    database
        .read(handle -> RemovalRows.meetings(handle, userId))
        .forEach(id -> meetings.finish().accept(id));
    repeat(handle -> RemovalRows.unnameMessages(handle, userId, BATCH));
    repeat(handle -> RemovalRows.unnameQuotes(handle, userId, BATCH));
    repeat(handle -> RemovalRows.unnameFiles(handle, userId, BATCH));
    repeat(handle -> RemovalRows.unnameSeats(handle, userId, BATCH));
    write(
        handle -> {
          RemovalRows.forgetAnswers(handle, userId);
          RemovalRows.unnameStandIns(handle, userId);
          RemovalRows.deleteUser(handle, userId);
        });
  }

  private void repeat(ToIntFunction<Handle> batch) {
    int changed = BATCH;
    while (changed == BATCH) {
      changed = database.write(batch::applyAsInt);
    }
  }

  private void write(Consumer<Handle> work) {
    database.write(
        handle -> {
          work.accept(handle);
          return null;
        });
  }
}
