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
 *
 * <p>A search goes through all that match, the newest first, and asks of each whether its meeting
 * is on the searcher's list. Where the list is short the marks of its meetings are part of what
 * must match. Where it is longer, thousands may be passed over: {@code chat_search_place} says of
 * each in a dozen bytes where it was written, by a number that {@code chat_search_meeting} gives a
 * meeting, and the list's numbers are written down beforehand. Where it is very long that would
 * take longer than all else, and few are passed over: each is looked up.
 */
public final class SqliteChatIndex implements ChatIndex {
  /** Hex digits of a meeting's id in its mark. */
  private static final int MARK_DIGITS = 9;

  /** The first character of Unicode's private use area. */
  private static final char PRIVATE_USE = '\ue000';

  /** Pages merged in one transaction: some 20 ms of the one writer. */
  private static final int PAGES_AT_ONCE = 64;

  /** Meetings whose numbers are written down, which takes 0.7 µs each; docs/performance.md. */
  private static final int WRITTEN_DOWN = 2_000;

  private static final String FIND =
      """
      SELECT n.meeting_id, p.message_id FROM chat_search_text t
      CROSS JOIN chat_search_place p ON p.id = t.rowid
      CROSS JOIN chat_search_meeting n ON n.number = p.meeting
      WHERE chat_search_text MATCH ? AND %s ORDER BY t.rowid DESC LIMIT ?\
      """;

  private static final String AMONG_THE_LISTED =
      FIND.formatted(
          """
          p.meeting IN
            (SELECT listed.number FROM home_entry h CROSS JOIN chat_search_meeting listed
             ON listed.meeting_id = h.meeting_id WHERE h.user_id = ?)\
          """);

  private static final String EACH_LOOKED_UP =
      FIND.formatted(
          "EXISTS (SELECT 1 FROM home_entry h WHERE h.user_id = ? AND h.meeting_id ="
              + " n.meeting_id)");

  private record Row(long id, String text) {}

  private final int pagesAtOnce;
  private final int writtenDown;

  SqliteChatIndex() {
    this(PAGES_AT_ONCE, WRITTEN_DOWN);
  }

  SqliteChatIndex(int pagesAtOnce, int writtenDown) {
    this.pagesAtOnce = pagesAtOnce;
    this.writtenDown = writtenDown;
  }

  @Override
  public void put(Handle handle, String meetingId, long messageId, String text) {
    String written = mark(meetingId) + SearchText.write(text);
    Optional<Row> known = row(handle, meetingId, messageId);
    if (known.isPresent()) {
      change(handle, known.get(), written);
    } else {
      add(handle, meetingId, messageId, written);
    }
  }

  /** It keeps its id, and so its place among the newest. */
  private static void change(Handle handle, Row row, String written) {
    forget(handle, row);
    handle.execute("UPDATE chat_search SET text = ? WHERE id = ?", written, row.id());
    handle.execute("INSERT INTO chat_search_text (rowid, text) VALUES (?, ?)", row.id(), written);
  }

  private static void add(Handle handle, String meetingId, long messageId, String written) {
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
    handle.execute(
        "INSERT INTO chat_search_meeting (meeting_id) VALUES (?) ON CONFLICT DO NOTHING",
        meetingId);
    handle.execute(
        "INSERT INTO chat_search_place (id, meeting, message_id) VALUES"
            + " (?, (SELECT number FROM chat_search_meeting WHERE meeting_id = ?), ?)",
        id,
        meetingId,
        messageId);
  }

  @Override
  public void remove(Handle handle, String meetingId, long messageId) {
    row(handle, meetingId, messageId).ifPresent(row -> remove(handle, row));
  }

  private static Optional<Row> row(Handle handle, String meetingId, long messageId) {
    return handle
        .createQuery("SELECT id, text FROM chat_search WHERE meeting_id = ? AND message_id = ?")
        .bind(0, meetingId)
        .bind(1, messageId)
        .map((row, context) -> new Row(row.getLong(1), row.getString(2)))
        .findOne();
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
    if (rows.size() < limit) {
      handle.execute("DELETE FROM chat_search_meeting WHERE meeting_id = ?", meetingId);
    }
    return rows.size();
  }

  /** FTS5 must be told what was written, which it does not keep. */
  private static void forget(Handle handle, Row row) {
    handle.execute(
        "INSERT INTO chat_search_text (chat_search_text, rowid, text) VALUES ('delete', ?, ?)",
        row.id(),
        row.text());
  }

  private static void remove(Handle handle, Row row) {
    forget(handle, row);
    handle.execute("DELETE FROM chat_search_place WHERE id = ?", row.id());
    handle.execute("DELETE FROM chat_search WHERE id = ?", row.id());
  }

  /**
   * FTS5 writes segments of its own for what is new, and a search reads each. As a migration set it
   * (usermerge), two of a level are merged into one of the next, so the segments left are as many
   * as the index's size has binary digits at most. The other way, a negative number, would make one
   * of all, but begins anew whenever somebody writes, on one level more each time. Fewer than two
   * changes: nothing was merged.
   */
  @Override
  public boolean gather(Handle handle) {
    long before = changes(handle);
    handle.execute(
        "INSERT INTO chat_search_text (chat_search_text, rank) VALUES ('merge', ?)", pagesAtOnce);
    return changes(handle) - before > 1;
  }

  private static long changes(Handle handle) {
    return handle.createQuery("SELECT total_changes()").mapTo(Long.class).one();
  }

  /**
   * Ids grow, so the newest come first without sorting, and the walk ends at the limit. The joins
   * say in which order the tables are read: the list once, then of each match its place.
   */
  @Override
  public List<ChatHit> find(Handle handle, String userId, List<String> terms, int limit) {
    String phrases =
        terms.stream().map(SqliteChatIndex::phrase).collect(Collectors.joining(" AND "));
    Optional<List<String>> few = FewMeetings.of(handle, userId);
    if (few.filter(List::isEmpty).isPresent()) {
      return List.of();
    }
    return handle
        .createQuery(isLong(handle, userId) ? EACH_LOOKED_UP : AMONG_THE_LISTED)
        .bind(0, phrases + few.map(SqliteChatIndex::in).orElse(""))
        .bind(1, userId)
        .bind(2, limit)
        .map((row, context) -> new ChatHit(row.getString(1), row.getLong(2)))
        .list();
  }

  private boolean isLong(Handle handle, String userId) {
    return handle
        .createQuery("SELECT 1 FROM home_entry WHERE user_id = ? LIMIT 1 OFFSET ?")
        .bind(0, userId)
        .bind(1, writtenDown)
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
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
