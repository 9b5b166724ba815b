package io.plenum.signaling.chat;

import io.plenum.signaling.audit.AuditLog;
import io.plenum.signaling.search.ChatIndex;
import io.plenum.signaling.space.SpaceChange;
import io.plenum.signaling.space.SpaceFeed;
import io.plenum.signaling.space.SpaceKind;
import io.plenum.signaling.space.SpaceLog;
import io.plenum.storage.database.Database;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/**
 * Deletes chat that is older than its account keeps it (REQUIREMENTS C-4), and what the space's log
 * keeps no longer. Each transaction is small, so that it delays nobody, and whole: stopped half-way
 * the next run goes on. Calls block on the database.
 */
public final class ChatSweep {
  /** Who was away for longer reads everything again. */
  static final Duration LOG_KEPT = Duration.ofDays(1);

  /** Accounts or meetings looked through in one read. */
  private static final int PAGE = 500;

  /** Messages deleted in one transaction. */
  static final int BATCH = 1_000;

  private static final String MEETINGS =
      """
      SELECT m.id FROM meeting m
      WHERE m.account_id = ? AND m.id > ? AND
        (SELECT c.sent_at FROM chat_message c WHERE c.meeting_id = m.id ORDER BY c.id LIMIT 1) < ?
      ORDER BY m.id LIMIT ?\
      """;

  /** Ids grow with time, but for a clock that was set back: the oldest messages are a prefix. */
  private static final String LAST_OF_BATCH =
      """
      SELECT MAX(id) FROM
        (SELECT id, sent_at FROM chat_message WHERE meeting_id = ? ORDER BY id LIMIT ?) AS oldest
      WHERE sent_at < ?\
      """;

  private final Database database;
  private final SpaceFeed feed;
  private final InstantSource clock;
  private final AuditLog audit;
  private final Function<String, Integer> keptDays;
  private final ChatIndex index;

  /**
   * @param keptDays of an account's id: how many days its chat is kept; 0: until it is deleted
   */
  ChatSweep(
      Database database,
      SpaceFeed feed,
      InstantSource clock,
      AuditLog audit,
      Function<String, Integer> keptDays) {
    this.database = database;
    this.feed = feed;
    this.clock = clock;
    this.audit = audit;
    this.keptDays = keptDays;
    this.index = ChatIndex.of(database.dialect());
  }

  /** Sweeps everything once; returns how many messages were deleted. */
  public int run() {
    int deleted = 0;
    for (List<String> page = accounts(""); !page.isEmpty(); page = accounts(page.getLast())) {
      for (String account : page) {
        int days = keptDays.apply(account);
        deleted +=
            days > 0 ? account(account, clock.millis() - Duration.ofDays(days).toMillis()) : 0;
      }
    }
    long logBefore = clock.millis() - LOG_KEPT.toMillis();
    while (database.write(handle -> SpaceLog.sweep(handle, logBefore)) > 0) {
      // The next batch, until nothing is old enough.
    }
    return deleted;
  }

  private List<String> accounts(String after) {
    return database.read(
        handle ->
            handle
                .createQuery("SELECT id FROM account WHERE id > ? ORDER BY id LIMIT ?")
                .bind(0, after)
                .bind(1, PAGE)
                .mapTo(String.class)
                .list());
  }

  private int account(String account, long beforeMs) {
    int deleted = 0;
    String after = "";
    for (List<String> page = meetings(account, after, beforeMs);
        !page.isEmpty();
        page = meetings(account, page.getLast(), beforeMs)) {
      for (String meeting : page) {
        deleted += meeting(account, meeting, beforeMs);
      }
    }
    return deleted;
  }

  private List<String> meetings(String account, String after, long beforeMs) {
    return database.read(
        handle ->
            handle
                .createQuery(MEETINGS)
                .bind(0, account)
                .bind(1, after)
                .bind(2, beforeMs)
                .bind(3, PAGE)
                .mapTo(String.class)
                .list());
  }

  private record Swept(int messages, SpaceChange change) {}

  private int meeting(String account, String meeting, long beforeMs) {
    int deleted = 0;
    while (true) {
      Optional<Swept> swept = database.write(handle -> batch(handle, account, meeting, beforeMs));
      if (swept.isEmpty()) {
        return deleted;
      }
      feed.announce(meeting, swept.get().change());
      deleted += swept.get().messages();
    }
  }

  private Optional<Swept> batch(Handle handle, String account, String meeting, long beforeMs) {
    Optional<Long> through =
        handle
            .createQuery(LAST_OF_BATCH)
            .bind(0, meeting)
            .bind(1, BATCH)
            .bind(2, beforeMs)
            .mapTo(Long.class)
            .findOne();
    return through.map(
        last -> {
          List<Long> gone =
              handle
                  .createQuery(
                      "DELETE FROM chat_message WHERE meeting_id = ? AND id <= ? RETURNING id")
                  .bind(0, meeting)
                  .bind(1, last)
                  .mapTo(Long.class)
                  .list();
          gone.forEach(id -> index.remove(handle, meeting, id));
          int messages = gone.size();
          long number =
              SpaceLog.append(
                  handle, meeting, SpaceKind.SWEPT, Long.toString(last), clock.millis());
          audit.append(handle, ChatAudit.swept(account, meeting, messages, last));
          return new Swept(messages, new SpaceChange.Swept(number, last));
        });
  }
}
