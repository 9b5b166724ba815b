package io.plenum.signaling.search;

import java.util.List;
import org.jdbi.v3.core.statement.Query;

/** Pieces of which queries to PostgreSQL's chat index are made. Pure. */
final class PostgresQuery {
  /** Whether a meeting in {@code d} is on somebody's list: a user id is to be bound. */
  static final String LISTED =
      """
      EXISTS (SELECT 1 FROM home_entry h WHERE h.user_id = ? AND h.meeting_id = d.meeting_id)\
      """;

  /** Whether a text in {@code d} holds a term, which is to be bound; no index answers this. */
  static final String HOLDS = "strpos(d.text, ?) > 0";

  private PostgresQuery() {}

  /** The query with its values in order. */
  static Query bound(Query query, List<?> values) {
    for (int i = 0; i < values.size(); i++) {
      query.bind(i, values.get(i));
    }
    return query;
  }
}
