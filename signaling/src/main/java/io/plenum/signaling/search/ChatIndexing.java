package io.plenum.signaling.search;

import io.plenum.storage.database.Database;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Fills a chat index that is new. */
public final class ChatIndexing {
  /** Messages indexed in one transaction when an index is new. */
  private static final int BATCH = 1_000;

  private ChatIndexing() {}

  private record Message(String meetingId, long id, String text) {}

  /**
   * Fills the index when it is new and there is chat already. Blocks; to be called once, before
   * anybody writes.
   */
  public static void fill(Database database, ChatIndex index) {
    boolean isNew =
        database.read(
            handle ->
                !handle
                    .createQuery("SELECT EXISTS (SELECT 1 FROM chat_search)")
                    .mapTo(Boolean.class)
                    .one());
    Message last = new Message("", 0, "");
    while (isNew && last != null) {
      Message after = last;
      List<Message> batch = database.read(handle -> following(handle, after));
      database.write(
          handle -> {
            batch.forEach(it -> index.put(handle, it.meetingId(), it.id(), it.text()));
            return null;
          });
      last = batch.isEmpty() ? null : batch.getLast();
    }
  }

  private static List<Message> following(Handle handle, Message after) {
    return handle
        .createQuery(
            """
            SELECT meeting_id, id, text FROM chat_message
            WHERE meeting_id > ? OR (meeting_id = ? AND id > ?)
            ORDER BY meeting_id, id LIMIT ?\
            """)
        .bind(0, after.meetingId())
        .bind(1, after.meetingId())
        .bind(2, after.id())
        .bind(3, BATCH)
        .map((row, context) -> new Message(row.getString(1), row.getLong(2), row.getString(3)))
        .list();
  }
}
