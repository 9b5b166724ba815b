package io.plenum.signaling.search;

import java.util.List;
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

  /** Terms hold letters, digits and spaces only: nothing that LIKE takes for a wildcard. */
  @Override
  public List<ChatHit> find(Handle handle, String userId, List<String> terms, int limit) {
    Query query =
        handle.createQuery(
            "SELECT d.meeting_id, d.message_id FROM chat_search d WHERE "
                + "d.text LIKE ? AND ".repeat(terms.size())
                + VISIBLE
                + " ORDER BY d.id DESC LIMIT ?");
    int at = 0;
    for (String term : terms) {
      query.bind(at++, "%" + term + "%");
    }
    return query
        .bind(at, userId)
        .bind(at + 1, limit)
        .map((row, context) -> new ChatHit(row.getString(1), row.getLong(2)))
        .list();
  }
}
