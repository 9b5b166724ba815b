package io.plenum.signaling.space;

import io.plenum.signaling.message.ChatMessage;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * The rows {@code space_head} and {@code space_event}. Every method runs inside a transaction of
 * its caller, who hands the change to {@link SpaceFeed#announce} after the commit.
 *
 * <p>Taking a number locks the meeting's head row until the transaction ends. So the changes of a
 * meeting are committed in the order of their numbers, and numbers have no gaps.
 */
public final class SpaceLog {
  /** Rows deleted in one transaction. */
  private static final int SWEEP_BATCH = 1_000;

  private static final String NEXT =
      """
      INSERT INTO space_head (meeting_id, last_message, last_event) VALUES (?, ?, 1)
      ON CONFLICT (meeting_id) DO UPDATE
        SET last_message = space_head.last_message + excluded.last_message,
            last_event = space_head.last_event + 1
      RETURNING last_message, last_event\
      """;

  private SpaceLog() {}

  /** The numbers given out last, or now; 0 before the first. */
  public record Head(long message, long event) {}

  /** Finds a chat message as it stands. */
  @FunctionalInterface
  public interface MessageLookup {
    Optional<ChatMessage> find(Handle handle, String meetingId, long id);
  }

  /** The meeting's numbers so far. */
  public static Head head(Handle handle, String meetingId) {
    return handle
        .createQuery("SELECT last_message, last_event FROM space_head WHERE meeting_id = ?")
        .bind(0, meetingId)
        .map((row, context) -> new Head(row.getLong(1), row.getLong(2)))
        .findOne()
        .orElse(new Head(0, 0));
  }

  /** Takes the id of a new chat message, and the number of the change that it is. */
  public static Head nextMessage(Handle handle, String meetingId, long atMs) {
    Head head = next(handle, meetingId, 1);
    insert(handle, meetingId, head.event(), SpaceKind.MESSAGE, Long.toString(head.message()), atMs);
    return head;
  }

  /** Notes a change of a thing; returns the change's number. */
  public static long append(
      Handle handle, String meetingId, SpaceKind kind, String subject, long atMs) {
    long number = next(handle, meetingId, 0).event();
    insert(handle, meetingId, number, kind, subject, atMs);
    return number;
  }

  private static Head next(Handle handle, String meetingId, int messages) {
    return handle
        .createQuery(NEXT)
        .bind(0, meetingId)
        .bind(1, messages)
        .map((row, context) -> new Head(row.getLong(1), row.getLong(2)))
        .one();
  }

  private static void insert(
      Handle handle, String meetingId, long number, SpaceKind kind, String subject, long atMs) {
    handle.execute(
        "INSERT INTO space_event (meeting_id, number, kind, subject, at) VALUES (?, ?, ?, ?, ?)",
        meetingId,
        number,
        kind.rowName(),
        subject,
        atMs);
  }

  /** One row of the log. */
  record Entry(long number, SpaceKind kind, String subject) {
    /** The thing as it is now; empty when it is gone, of which a later entry tells. */
    Optional<SpaceChange> read(Handle handle, String meetingId, MessageLookup messages) {
      return switch (kind) {
        case MESSAGE ->
            messages
                .find(handle, meetingId, Long.parseLong(subject))
                .map(message -> new SpaceChange.Message(number, message));
        case SWEPT -> Optional.of(new SpaceChange.Swept(number, Long.parseLong(subject)));
        case FILE -> Optional.of(new SpaceChange.File(number, subject));
        case LIVE -> Optional.of(new SpaceChange.Live(number, subject.equals(SpaceKind.STARTED)));
        case MEETING -> Optional.of(new SpaceChange.Meeting(number));
      };
    }
  }

  /** What is kept of the changes after {@code since}, oldest first. */
  static List<Entry> after(Handle handle, String meetingId, long since, int limit) {
    return handle
        .createQuery(
            """
            SELECT number, kind, subject FROM space_event
            WHERE meeting_id = ? AND number > ? ORDER BY number LIMIT ?\
            """)
        .bind(0, meetingId)
        .bind(1, since)
        .bind(2, limit)
        .map(
            (row, context) ->
                new Entry(row.getLong(1), SpaceKind.ofRow(row.getString(2)), row.getString(3)))
        .list();
  }

  /** Deletes some entries older than {@code beforeMs}; returns how many, 0 when none is left. */
  public static int sweep(Handle handle, long beforeMs) {
    return handle.execute(
        """
        DELETE FROM space_event WHERE (meeting_id, number) IN
          (SELECT meeting_id, number FROM space_event WHERE at < ? ORDER BY at LIMIT ?)\
        """,
        beforeMs,
        SWEEP_BATCH);
  }
}
