package io.plenum.signaling.search;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * The chat index of PostgreSQL: a GIN index of trigrams (pg_trgm), which answers LIKE.
 *
 * <p>It knows no order, so all that match are fetched before the newest of them are known. What is
 * common is found sooner by reading texts from the newest back. PostgreSQL cannot tell which is the
 * case: it guesses how many texts hold a term from a sample of a few hundred. So a search looks at
 * the newest texts first ({@link CommonTerms}).
 */
public final class PostgresChatIndex implements ChatIndex {
  /** As {@link SearchText} writes a character of a script without spaces, after something else. */
  private static final Pattern WITHOUT_SPACES = Pattern.compile("(?<! )[^ ]  ");

  private static final String FIND =
      "SELECT d.meeting_id, d.message_id FROM chat_search d WHERE %s ORDER BY %s DESC LIMIT ?";

  @Override
  public void put(Handle handle, String meetingId, long messageId, String text) {
    handle.execute(
        """
        INSERT INTO chat_search (meeting_id, message_id, text) VALUES (?, ?, ?)
        ON CONFLICT (meeting_id, message_id) DO UPDATE SET text = excluded.text\
        """,
        meetingId,
        messageId,
        apart(SearchText.write(text)));
  }

  @Override
  public void remove(Handle handle, String meetingId, long messageId) {
    handle.execute(
        "DELETE FROM chat_search WHERE meeting_id = ? AND message_id = ?", meetingId, messageId);
  }

  @Override
  public int removeSome(Handle handle, String meetingId, int limit) {
    return handle.execute(
        "DELETE FROM chat_search WHERE id IN"
            + " (SELECT id FROM chat_search WHERE meeting_id = ? LIMIT ?)",
        meetingId,
        limit);
  }

  /** PostgreSQL's own vacuum keeps it in order. */
  @Override
  public boolean gather(Handle handle) {
    return false;
  }

  /**
   * The query is planned anew each time, as short lists and long ones ask for different plans; a
   * worker's start would take longer than it.
   */
  @Override
  public List<ChatHit> find(Handle handle, String userId, List<String> words, int limit) {
    List<String> terms = words.stream().map(PostgresChatIndex::apart).toList();
    handle.execute(
        "SELECT set_config('plan_cache_mode', 'force_custom_plan', true),"
            + " set_config('max_parallel_workers_per_gather', '0', true)");
    Optional<List<String>> few = FewMeetings.of(handle, userId);
    if (few.isPresent()) {
      return few.get().isEmpty() ? List.of() : byTrigrams(handle, userId, terms, few.get(), limit);
    }
    return CommonTerms.are(handle, userId, terms, limit)
        ? fromTheNewestBack(handle, userId, terms, limit)
        : byTrigrams(handle, userId, terms, List.of(), limit);
  }

  /**
   * With a space in front, too, of each character of a script without spaces: pg_trgm leaves out of
   * a pattern what may be the end of a word, and nothing would be left of one such character. A
   * migration did the same to older texts.
   *
   * <pre>
   * " ok日  本  "  ►  " ok 日  本  "        "日  "  ►  " 日  "
   * </pre>
   */
  private static String apart(String written) {
    return WITHOUT_SPACES.matcher(written).replaceAll(" $0");
  }

  private static List<ChatHit> fromTheNewestBack(
      Handle handle, String userId, List<String> terms, int limit) {
    String condition = (PostgresQuery.HOLDS + " AND ").repeat(terms.size()) + PostgresQuery.LISTED;
    return hits(
        handle.createQuery(FIND.formatted(condition, "d.id")),
        Stream.concat(terms.stream(), Stream.of(userId)),
        limit);
  }

  /**
   * Terms hold letters, digits and spaces only: nothing that LIKE takes for a wildcard. An order by
   * a sum keeps PostgreSQL from reading in it.
   *
   * @param meetings where to look; none: anywhere on the list
   */
  private static List<ChatHit> byTrigrams(
      Handle handle, String userId, List<String> terms, List<String> meetings, int limit) {
    String in = String.join(", ", Collections.nCopies(meetings.size(), "?"));
    String condition =
        "d.text LIKE ? AND ".repeat(terms.size())
            + (meetings.isEmpty() ? "" : "d.meeting_id IN (" + in + ") AND ")
            + PostgresQuery.LISTED;
    List<String> values = new ArrayList<>(terms.stream().map(term -> "%" + term + "%").toList());
    values.addAll(meetings);
    values.add(userId);
    return hits(handle.createQuery(FIND.formatted(condition, "d.id + 0")), values.stream(), limit);
  }

  private static List<ChatHit> hits(Query query, Stream<String> values, int limit) {
    return PostgresQuery.bound(query, Stream.concat(values, Stream.of(limit)).toList())
        .map((row, context) -> new ChatHit(row.getString(1), row.getLong(2)))
        .list();
  }
}
