package io.plenum.signaling.meeting;

import io.plenum.signaling.search.FewMeetings;
import io.plenum.signaling.search.SearchText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** What a search asks of the rows of meetings. */
final class SearchConditions {
  /** People of one account whose names are looked at; the oldest of a larger one. */
  static final int PEOPLE = 5_000;

  private SearchConditions() {}

  /** Adds the conditions of a search; `inChat`: meetings whose chat holds the terms. */
  static void add(
      HomeQuery query,
      Handle handle,
      SearchQuery wanted,
      List<String> terms,
      Collection<String> inChat) {
    if (!terms.isEmpty()) {
      text(query, handle, terms, inChat);
    }
    wanted.participant().ifPresent(person -> participant(query, handle, person));
    if (wanted.from().isPresent() || wanted.to().isPresent()) {
      time(query, wanted);
    }
  }

  /**
   * A long list is not walked with a look at each meeting's row: which names of the account hold
   * the terms is found out once (in SQLite in an index that holds nothing else).
   */
  private static void text(
      HomeQuery query, Handle handle, List<String> terms, Collection<String> inChat) {
    boolean few = FewMeetings.of(handle, query.userId()).isPresent();
    List<Object> values = new ArrayList<>();
    if (!few) {
      values.add(query.userId());
    }
    values.addAll(like(terms));
    values.addAll(inChat);
    String inName =
        few
            ? all("m.words LIKE ?", terms.size())
            : "h.meeting_id IN (SELECT n.id FROM meeting n WHERE n.account_id ="
                + " (SELECT account_id FROM account_user WHERE id = ?) AND "
                + all("n.words LIKE ?", terms.size())
                + ")";
    String inText = "h.meeting_id IN (" + HomeQuery.marks(inChat.size()) + ")";
    query.and(inChat.isEmpty() ? inName : inName + " OR " + inText, values);
  }

  private static void participant(HomeQuery query, Handle handle, String person) {
    List<String> terms = SearchText.terms(person);
    List<String> users = users(handle, query.userId(), terms);
    List<Object> values = new ArrayList<>(like(terms));
    values.addAll(users);
    String invited =
        "EXISTS (SELECT 1 FROM invite i WHERE i.meeting_id = m.id AND "
            + (terms.isEmpty() ? "1 = 0" : all("i.words LIKE ?", terms.size()))
            + ")";
    String listed =
        "EXISTS (SELECT 1 FROM home_entry p WHERE p.meeting_id = m.id AND p.user_id IN ("
            + HomeQuery.marks(users.size())
            + "))";
    query.and(users.isEmpty() ? invited : invited + " OR " + listed, values);
  }

  /** The people of the searcher's account with such a name or address. */
  private static List<String> users(Handle handle, String searcher, List<String> terms) {
    return handle
        .createQuery(
            """
            SELECT u.id, u.name, u.email FROM account_user u
            WHERE u.account_id = (SELECT account_id FROM account_user WHERE id = ?)
            ORDER BY u.created_at LIMIT ?\
            """)
        .bind(0, searcher)
        .bind(1, PEOPLE)
        .map(
            (row, context) ->
                new Meeting.Person(row.getString(1), row.getString(2), row.getString(3)))
        .list()
        .stream()
        .filter(
            user -> {
              String words = SearchText.write(user.name() + " " + user.email());
              return !terms.isEmpty() && terms.stream().allMatch(words::contains);
            })
        .map(Meeting.Person::id)
        .toList();
  }

  private static void time(HomeQuery query, SearchQuery wanted) {
    long from = wanted.from().map(Instant::toEpochMilli).orElse(0L);
    long to = wanted.to().map(Instant::toEpochMilli).orElse(Long.MAX_VALUE);
    query.and(
        """
        m.created_at >= ? AND m.created_at < ?
        OR m.first_start < ? AND (m.last_end IS NULL OR m.last_end > ?)
        OR EXISTS (SELECT 1 FROM live_session s WHERE s.meeting_id = m.id
          AND s.started_at < ? AND (s.ended_at IS NULL OR s.ended_at > ?))\
        """,
        from,
        to,
        to,
        from,
        to,
        from);
  }

  /** Terms hold letters, digits and spaces only: nothing that LIKE takes for a wildcard. */
  private static List<String> like(List<String> terms) {
    return terms.stream().map(term -> "%" + term + "%").toList();
  }

  private static String all(String condition, int times) {
    return "(" + String.join(" AND ", Collections.nCopies(times, condition)) + ")";
  }
}
