package io.plenum.signaling.meeting;

import io.plenum.signaling.page.Place;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * A question about one user's list, put together from conditions: what is on it and may be seen,
 * the latest first. Who attended a meeting that is for invited people only, and is invited no more,
 * sees it no more. Lives within one call; not for several threads.
 */
final class HomeQuery {
  private static final String SELECT =
      "SELECT "
          + MeetingRows.COLUMNS
          + ", h.organized, h.invited, h.attended, h.hidden, h.listed_at"
          + MeetingRows.TABLES
          + " JOIN home_entry h ON h.meeting_id = m.id WHERE "
          + MeetingRows.THERE;

  private final String userId;
  private final StringBuilder where = new StringBuilder();
  private final List<Object> values = new ArrayList<>();

  HomeQuery(String userId) {
    this.userId = userId;
    where.append("h.user_id = ? AND (h.organized = 1 OR h.invited = 1 OR m.invite_only = 0)");
    values.add(userId);
  }

  /** Whose list it is. */
  String userId() {
    return userId;
  }

  /** One more condition; `?` for each value. */
  HomeQuery and(String condition, Object... bound) {
    where.append(" AND (").append(condition).append(")");
    Collections.addAll(values, bound);
    return this;
  }

  /** The same for values that are counted at run time. */
  HomeQuery and(String condition, Collection<?> bound) {
    return and(condition, bound.toArray());
  }

  HomeQuery after(Place place) {
    return and("(h.listed_at, h.meeting_id) < (?, ?)", place.number(), place.id());
  }

  List<HomeEntry> list(Handle handle, int limit) {
    Query query =
        handle.createQuery(
            SELECT + where + " ORDER BY h.listed_at DESC, h.meeting_id DESC LIMIT ?");
    for (int i = 0; i < values.size(); i++) {
      query.bind(i, values.get(i));
    }
    return query.bind(values.size(), limit).map((row, context) -> read(row)).list();
  }

  /** Question marks for this many values. */
  static String marks(int count) {
    return String.join(", ", Collections.nCopies(count, "?"));
  }

  static Place place(HomeEntry entry) {
    return new Place(entry.listedAt().toEpochMilli(), entry.meeting().id());
  }

  private static HomeEntry read(ResultSet row) throws SQLException {
    return new HomeEntry(
        MeetingRows.read(row),
        row.getInt("organized") == 1,
        row.getInt("invited") == 1,
        row.getInt("attended") == 1,
        row.getInt("hidden") == 1,
        Instant.ofEpochMilli(row.getLong("listed_at")));
  }
}
