package io.plenum.signaling.search;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * The chat index of SQLite: FTS5 with trigrams, which keeps positions only and reads the text from
 * {@code chat_search}. What FTS5 must be told by hand is told here and nowhere else.
 *
 * <p>In front of each text stands the mark of its meeting: three characters that nobody writes
 * (Unicode's private use area), so that one more trigram says where it was written. Meetings whose
 * marks are the same by accident are told apart by their rows.
 *
 * <pre>
 * meeting 4f1c09a37…  ►  U+E4F1 U+EC09 U+EA37     each three hex digits of the id, from U+E000
 * </pre>
 */
public final class SqliteChatIndex implements ChatIndex {
  /** Hex digits of a meeting's id in its mark. */
  private static final int MARK_DIGITS = 9;

  /** The first character of Unicode's private use area. */
  private static final char PRIVATE_USE = '\ue000';

  private record Row(long id, String text) {}

  @Override
  public void put(Handle handle, String meetingId, long messageId, String text) {
    remove(handle, meetingId, messageId);
    String written = mark(meetingId) + SearchText.write(text);
    long id =
        handle
            .createQuery(
                "INSERT INTO chat_search (meeting_id, message_id, text) VALUES (?, ?, ?)"
                    + " RETURNING id")
            .bind(0, meetingId)
            .bind(1, messageId)
            .bind(2, written)
            .mapTo(Long.class)
            .one();
    handle.execute("INSERT INTO chat_search_text (rowid, text) VALUES (?, ?)", id, written);
  }

  @Override
  public void remove(Handle handle, String meetingId, long messageId) {
    handle
        .createQuery("SELECT id, text FROM chat_search WHERE meeting_id = ? AND message_id = ?")
        .bind(0, meetingId)
        .bind(1, messageId)
        .map((row, context) -> new Row(row.getLong(1), row.getString(2)))
        .list()
        .forEach(row -> remove(handle, row));
  }

  @Override
  public int removeSome(Handle handle, String meetingId, int limit) {
    List<Row> rows =
        handle
            .createQuery("SELECT id, text FROM chat_search WHERE meeting_id = ? LIMIT ?")
            .bind(0, meetingId)
            .bind(1, limit)
            .map((row, context) -> new Row(row.getLong(1), row.getString(2)))
            .list();
    rows.forEach(row -> remove(handle, row));
    return rows.size();
  }

  private static void remove(Handle handle, Row row) {
    handle.execute(
        "INSERT INTO chat_search_text (chat_search_text, rowid, text) VALUES ('delete', ?, ?)",
        row.id(),
        row.text());
    handle.execute("DELETE FROM chat_search WHERE id = ?", row.id());
  }

  /** Ids grow, so the newest come first without sorting, and the walk ends at the limit. */
  @Override
  public List<ChatHit> find(Handle handle, String userId, List<String> terms, int limit) {
    String phrases =
        terms.stream().map(SqliteChatIndex::phrase).collect(Collectors.joining(" AND "));
    Optional<List<String>> few = FewMeetings.of(handle, userId);
    if (few.filter(List::isEmpty).isPresent()) {
      return List.of();
    }
    return handle
        .createQuery(
            "SELECT d.meeting_id, d.message_id FROM chat_search_text t"
                + " JOIN chat_search d ON d.id = t.rowid WHERE chat_search_text MATCH ? AND "
                + LISTED
                + " ORDER BY t.rowid DESC LIMIT ?")
        .bind(0, phrases + few.map(SqliteChatIndex::in).orElse(""))
        .bind(1, userId)
        .bind(2, limit)
        .map((row, context) -> new ChatHit(row.getString(1), row.getLong(2)))
        .list();
  }

  private static String in(List<String> meetings) {
    return meetings.stream()
        .map(meetingId -> phrase(mark(meetingId)))
        .collect(Collectors.joining(" OR ", " AND (", ")"));
  }

  /** A migration writes the same. */
  private static String mark(String meetingId) {
    int[] digits =
        meetingId
            .chars()
            .limit(MARK_DIGITS)
            .map(c -> Math.max(0, Character.digit(c, 16)))
            .toArray();
    int[] all = Arrays.copyOf(digits, MARK_DIGITS);
    StringBuilder mark = new StringBuilder();
    for (int i = 0; i < MARK_DIGITS; i += 3) {
      mark.append((char) (PRIVATE_USE + (all[i] << 8) + (all[i + 1] << 4) + all[i + 2]));
    }
    return mark.toString();
  }

  /** A phrase of FTS5's query language; terms hold letters, digits and spaces only. */
  private static String phrase(String term) {
    return '"' + term.replace("\"", "\"\"") + '"';
  }
}
