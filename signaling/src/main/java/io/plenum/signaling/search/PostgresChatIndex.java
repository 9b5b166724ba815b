package io.plenum.signaling.search;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** The chat index of PostgreSQL: a GIN index of trigrams (pg_trgm), which answers LIKE. */
public final class PostgresChatIndex implements ChatIndex {
  @Override
  public void put(Handle handle, String meetingId, long messageId, String text) {
    handle.execute(
        """
        INSERT INTO chat_search (meeting_id, message_id, text) VALUES (?, ?, ?)
        ON CONFLICT (meeting_id, message_id) DO UPDATE SET text = excluded.text\
        """,
        meetingId,
        messageId,
        SearchText.write(text));
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

  /**
   * Terms hold letters, digits and spaces only: nothing that LIKE takes for a wildcard. Whether to
   * walk from the newest message back or to ask the trigrams depends on how common the terms are,
   * so the query is planned anew each time; a worker's start would take longer than it.
   */
  @Override
  public List<ChatHit> find(Handle handle, String userId, List<String> terms, int limit) {
    handle.execute(
        "SELECT set_config('plan_cache_mode', 'force_custom_plan', true),"
            + " set_config('max_parallel_workers_per_gather', '0', true)");
    List<Object> values = new ArrayList<>(terms.stream().map(term -> "%" + term + "%").toList());
    Optional<List<String>> few = FewMeetings.of(handle, userId);
    if (few.filter(List::isEmpty).isPresent()) {
      return List.of();
    }
    few.ifPresent(values::addAll);
    values.add(userId);
    Query query =
        handle.createQuery(
            "SELECT d.meeting_id, d.message_id FROM chat_search d WHERE "
                + "d.text LIKE ? AND ".repeat(terms.size())
                + few.map(ids -> in(ids.size())).orElse("")
                + LISTED
                + " ORDER BY d.id DESC LIMIT ?");
    for (int i = 0; i < values.size(); i++) {
      query.bind(i, values.get(i));
    }
    return query
        .bind(values.size(), limit)
        .map((row, context) -> new ChatHit(row.getString(1), row.getLong(2)))
        .list();
  }

  private static String in(int meetings) {
    return "d.meeting_id IN (" + String.join(", ", Collections.nCopies(meetings, "?")) + ") AND ";
  }
}
