package io.plenum.signaling.search;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * Whether terms are so common that enough texts which hold them, and stand on somebody's list, are
 * found sooner by reading from the newest back than by fetching all that an index of trigrams
 * points at: texts with all trigrams of the terms, wherever in them. The newest texts stand for
 * all.
 */
final class CommonTerms {
  /** Texts looked at; takes some 2 ms where they are as short as chat mostly is. */
  static final int SAMPLE = 5_000;

  /**
   * To fetch a text that the index points at takes as long as to read so many in order. Measured
   * with a million texts in memory: 1.7 µs and 0.4 µs.
   */
  private static final int FETCH_COST = 4;

  private static final int TRIGRAM = 3;

  /** Of a long query, so many tell enough; each is looked for in each text. */
  private static final int MOST_TRIGRAMS = 24;

  private CommonTerms() {}

  /**
   * Asks the database.
   *
   * @param limit texts wanted
   */
  static boolean are(Handle handle, String userId, List<String> terms, int limit) {
    List<String> trigrams =
        terms.stream().flatMap(CommonTerms::trigrams).distinct().limit(MOST_TRIGRAMS).toList();
    String holds = holds(terms);
    Query query =
        handle.createQuery(
            "SELECT count(*), count(*) FILTER (WHERE "
                + holds
                + " AND "
                + PostgresQuery.LISTED
                + "), (SELECT max(id) FROM chat_search) FROM"
                + " (SELECT id, meeting_id, text FROM chat_search ORDER BY id DESC LIMIT ?) d"
                + " WHERE "
                + holds(trigrams));
    List<Object> values = new ArrayList<>(terms);
    values.add(userId);
    values.add(SAMPLE);
    values.addAll(trigrams);
    return PostgresQuery.bound(query, values)
        .map((row, context) -> are(row.getLong(1), row.getLong(2), row.getLong(3), limit))
        .one();
  }

  private static String holds(List<String> pieces) {
    return String.join(" AND ", Collections.nCopies(pieces.size(), PostgresQuery.HOLDS));
  }

  /** The term's pieces of three characters, at least one. */
  private static Stream<String> trigrams(String term) {
    int[] characters = term.codePoints().toArray();
    return IntStream.rangeClosed(0, characters.length - TRIGRAM)
        .mapToObj(at -> new String(characters, at, TRIGRAM));
  }

  /**
   * The same by what a sample holds.
   *
   * @param fetched texts of the sample that the index would point at
   * @param found of those, texts that hold the terms and stand on the list
   * @param newest id of the newest text; ids count texts
   */
  static boolean are(long fetched, long found, long newest, int limit) {
    if (newest <= SAMPLE || found >= limit) {
      return true;
    }
    long toRead = found == 0 ? newest : Math.min(newest, SAMPLE * (long) limit / found);
    long toFetch = newest / SAMPLE * fetched;
    return toRead < toFetch * FETCH_COST;
  }
}
