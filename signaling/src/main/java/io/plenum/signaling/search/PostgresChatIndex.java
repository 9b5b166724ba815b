package io.plenum.signaling.search;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;

/**
 * The chat index of PostgreSQL: a GIN index of trigrams (pg_trgm), which answers LIKE.
 *
 * <p>It knows no order, so all that match are fetched before the newest of them are known. What is
 * common is found sooner by reading texts from the newest back, or by leaving out what is older
 * than enough of them, or in no meeting on the list, before any text is fetched ({@link
 * SearchWay}). PostgreSQL cannot tell which is the case: it guesses how many texts hold a term from
 * a sample of a few hundred. So a search looks at the newest texts first ({@link TermSample}), and
 * then asks so that PostgreSQL takes the indexes that are meant.
 */
public final class PostgresChatIndex implements ChatIndex {
  /** As {@link SearchText} writes a character of a script without spaces, after something else. */
  private static final Pattern WITHOUT_SPACES = Pattern.compile("(?<! )[^ ]  ");

  private static final String FIND =
      "SELECT d.meeting_id, d.message_id FROM chat_search d WHERE %s ORDER BY %s DESC LIMIT ?";

  /** An order by a sum keeps PostgreSQL from reading in it. */
  private static final String FETCHED = "d.id + 0";

  /**
   * As if it took very long to fetch a text: then no index is left out which says that one need not
   * be fetched.
   */
  private static final String DEAR = "1000";

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
   * worker's start, or a compiler's, would take longer than it.
   */
  @Override
  public List<ChatHit> find(Handle handle, String userId, List<String> words, int limit) {
    List<String> terms = words.stream().map(PostgresChatIndex::apart).toList();
    handle.execute(
        "SELECT set_config('plan_cache_mode', 'force_custom_plan', true),"
            + " set_config('max_parallel_workers_per_gather', '0', true),"
            + " set_config('jit', 'off', true)");
    ListedMeetings listed = ListedMeetings.of(handle, userId);
    if (listed.count() == 0) {
      return List.of();
    }
    if (listed.areFew()) {
      return find(handle, listed, terms, limit, SearchWay.TRIGRAMS, 0);
    }
    TermSample sample = TermSample.take(handle, listed, terms);
    SearchWay way = sample.cheapest(limit, listed.areNamed());
    return find(handle, listed, terms, limit, way, sample.oldest(limit));
  }

  /**
   * The same in a way. Whichever is taken, the same is found.
   *
   * @param oldest id of the last text that is not of the newest, where the way asks for it
   */
  static List<ChatHit> find(
      Handle handle,
      ListedMeetings listed,
      List<String> terms,
      int limit,
      SearchWay way,
      long oldest) {
    return switch (way) {
      case NEWEST_BACK -> {
        String holds = all(PostgresQuery.HOLDS, terms.size());
        yield hits(
            handle, FIND.formatted(holds + listed.condition(), "d.id"), terms, listed, limit);
      }
      case TRIGRAMS -> {
        String like = all(PostgresQuery.LIKE, terms.size());
        yield hits(
            handle,
            FIND.formatted(like + listed.condition(), FETCHED),
            patterns(terms),
            listed,
            limit);
      }
      case TRIGRAMS_OF_LIST -> byTwoIndexes(handle, "", terms, listed, limit);
      case TRIGRAMS_OF_NEWEST -> {
        List<ChatHit> hits =
            new ArrayList<>(
                byTwoIndexes(handle, "d.id > " + oldest + " AND ", terms, listed, limit));
        if (hits.size() < limit) {
          String older = "d.id <= " + oldest + " AND ";
          hits.addAll(byTwoIndexes(handle, older, terms, listed, limit - hits.size()));
        }
        yield hits;
      }
    };
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

  private static List<ChatHit> byTwoIndexes(
      Handle handle, String condition, List<String> terms, ListedMeetings listed, int limit) {
    String before = setCostOfTexts(handle, DEAR);
    String like = condition + all(PostgresQuery.LIKE_UNSEEN, terms.size());
    List<ChatHit> hits =
        hits(
            handle,
            FIND.formatted(like + listed.condition(), FETCHED),
            patterns(terms),
            listed,
            limit);
    setCostOfTexts(handle, before);
    return hits;
  }

  /** Of this transaction; returns what it was before. */
  private static String setCostOfTexts(Handle handle, String cost) {
    return handle
        .createQuery(
            "SELECT current_setting('cpu_tuple_cost'), set_config('cpu_tuple_cost', ?, true)")
        .bind(0, cost)
        .mapTo(String.class)
        .one();
  }

  private static String all(String condition, int times) {
    return (condition + " AND ").repeat(times);
  }

  /** Terms hold letters, digits and spaces only: nothing that LIKE takes for a wildcard. */
  private static List<String> patterns(List<String> terms) {
    return terms.stream().map(term -> "%" + term + "%").toList();
  }

  private static List<ChatHit> hits(
      Handle handle, String sql, List<String> texts, ListedMeetings listed, int limit) {
    List<Object> values = new ArrayList<>(texts);
    values.add(listed.value());
    values.add(limit);
    return PostgresQuery.bound(handle.createQuery(sql), values)
        .map((row, context) -> new ChatHit(row.getString(1), row.getLong(2)))
        .list();
  }
}
