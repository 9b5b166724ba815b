package io.plenum.signaling.search;

import org.jdbi.v3.core.Handle;

/**
 * The meetings on somebody's list as a condition on {@code d.meeting_id} in PostgreSQL. A list that
 * is not too long is named: then its texts can be found by an index, and what is no part of it is
 * left out by a look into a hash table, not into another table.
 *
 * @param count of the meetings, {@link #NAMED} + 1 if there are more
 * @param condition with one value to be bound
 * @param value the ids with commas between them, or the user's id
 */
record ListedMeetings(int count, String condition, String value) {
  /** So many are named: 66 kB of a query. */
  static final int NAMED = 2_000;

  private static final String AMONG = "d.meeting_id = ANY (string_to_array(?, ','))";

  private static final String ON_THE_LIST =
      """
      EXISTS (SELECT 1 FROM home_entry h WHERE h.user_id = ? AND h.meeting_id = d.meeting_id)\
      """;

  /** Asks the database. */
  static ListedMeetings of(Handle handle, String userId) {
    return handle
        .createQuery(
            "SELECT count(*), coalesce(string_agg(meeting_id, ','), '') FROM"
                + " (SELECT meeting_id FROM home_entry WHERE user_id = ? LIMIT ?) h")
        .bind(0, userId)
        .bind(1, NAMED + 1)
        .map((row, context) -> of(row.getInt(1), row.getString(2), userId))
        .one();
  }

  static ListedMeetings of(int count, String ids, String userId) {
    return count <= NAMED
        ? new ListedMeetings(count, AMONG, ids)
        : new ListedMeetings(count, ON_THE_LIST, userId);
  }

  boolean areNamed() {
    return count <= NAMED;
  }

  boolean areFew() {
    return count <= FewMeetings.LIMIT;
  }
}
