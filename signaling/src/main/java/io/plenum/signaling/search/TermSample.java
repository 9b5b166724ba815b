package io.plenum.signaling.search;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * How common terms are, and texts on somebody's list, among the newest texts, which stand for all:
 * so it is known beforehand what each way to search will cost.
 *
 * @param fetched texts of the sample that the index of trigrams would point at: all of the terms'
 *     trigrams are in them, wherever
 * @param found of those, texts that hold the terms and stand on the list
 * @param onList texts of the sample on the list; 0 where the list is too long to be named
 * @param newest id of the newest text; ids count texts
 */
record TermSample(long fetched, long found, long onList, long newest) {
  /** Texts looked at; takes some 2 ms where they are as short as chat mostly is. */
  static final int SAMPLE = 5_000;

  /** To read one text more in order. This and the others: measured, a million texts in memory. */
  private static final long READ_NS = 400;

  /** To fetch a text that an index points at, and look into it. */
  private static final long FETCH_NS = 1_700;

  /** To note down that the index of trigrams points at a text. */
  private static final long POINT_NS = 130;

  /** To note down that a text is in a meeting on the list. */
  private static final long LIST_NS = 110;

  /** To note down that a text is one of the newest. */
  private static final long AGE_NS = 60;

  /** So many times the newest texts that hold enough by the sample, which may be wrong. */
  private static final int RESERVE = 2;

  private static final int TRIGRAM = 3;

  /** Of a long query, so many tell enough; each is looked for in each text. */
  private static final int MOST_TRIGRAMS = 24;

  /** Takes it. */
  static TermSample take(Handle handle, ListedMeetings listed, List<String> terms) {
    List<String> trigrams =
        terms.stream().flatMap(TermSample::trigrams).distinct().limit(MOST_TRIGRAMS).toList();
    String onList = listed.areNamed() ? count(listed.condition()) : "0";
    List<String> values = new ArrayList<>(trigrams);
    values.addAll(terms);
    values.addAll(Collections.nCopies(listed.areNamed() ? 2 : 1, listed.value()));
    Query query =
        handle.createQuery(
            "SELECT "
                + count(holds(trigrams))
                + ", "
                + count(holds(terms) + " AND " + listed.condition())
                + ", "
                + onList
                + ", coalesce(max(id), 0) FROM"
                + " (SELECT id, meeting_id, text FROM chat_search ORDER BY id DESC LIMIT ?) d");
    return PostgresQuery.bound(query, Stream.concat(values.stream(), Stream.of(SAMPLE)).toList())
        .map(
            (row, context) ->
                new TermSample(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)))
        .one();
  }

  private static String count(String condition) {
    return "count(*) FILTER (WHERE " + condition + ")";
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
   * The way that costs least, if all texts are as the sample.
   *
   * @param limit texts wanted
   * @param named whether the list's meetings are named, so that an index finds their texts
   */
  SearchWay cheapest(int limit, boolean named) {
    if (newest <= SAMPLE || found >= limit) {
      return SearchWay.NEWEST_BACK;
    }
    Map<SearchWay, Long> costs = new EnumMap<>(SearchWay.class);
    long pointed = fetched * newest / SAMPLE;
    costs.put(SearchWay.NEWEST_BACK, toRead(limit) * READ_NS);
    costs.put(SearchWay.TRIGRAMS, pointed * (POINT_NS + FETCH_NS));
    if (named) {
      long texts = onList * newest / SAMPLE;
      costs.put(
          SearchWay.TRIGRAMS_OF_LIST,
          texts * LIST_NS + pointed * POINT_NS + fetched * texts / SAMPLE * FETCH_NS);
    }
    long last = newest - oldest(limit);
    if (last < newest) {
      costs.put(
          SearchWay.TRIGRAMS_OF_NEWEST,
          last * AGE_NS + pointed * POINT_NS + fetched * last / SAMPLE * FETCH_NS);
    }
    return Collections.min(costs.entrySet(), Map.Entry.comparingByValue()).getKey();
  }

  private long toRead(int limit) {
    return found == 0 ? newest : Math.min(newest, SAMPLE * (long) limit / found);
  }

  /** Among the newer texts than the one of this id should be enough; 0: all are needed. */
  long oldest(int limit) {
    return Math.max(0, newest - RESERVE * toRead(limit));
  }
}
