package io.plenum.signaling.search;

import java.util.List;
import org.jdbi.v3.core.statement.Query;

/** Pieces of which queries to PostgreSQL's chat index are made. Pure. */
final class PostgresQuery {
  /** Whether a text in {@code d} holds a term, which is to be bound; no index answers this. */
  static final String HOLDS = "strpos(d.text, ?) > 0";

  /** The same by the index of trigrams, if PostgreSQL thinks that few do: a pattern is bound. */
  static final String LIKE = "d.text LIKE ?";

  /** The same where PostgreSQL is not to guess by the pattern how many do. */
  static final String LIKE_UNSEEN = "d.text LIKE (SELECT CAST(? AS TEXT))";

  private PostgresQuery() {}

  /** The query with its values in order. */
  static Query bound(Query query, List<?> values) {
    for (int i = 0; i < values.size(); i++) {
      query.bind(i, values.get(i));
    }
    return query;
  }
}
