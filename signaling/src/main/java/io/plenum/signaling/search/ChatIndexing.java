package io.plenum.signaling.search;

import io.plenum.storage.database.Database;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jdbi.v3.core.Handle;

/** Fills a chat index that is new, and keeps an old one in order. */
public final class ChatIndexing {
  /** Messages indexed in one transaction when an index is new. */
  private static final int BATCH = 1_000;

  private ChatIndexing() {}

  private record Message(String meetingId, long id, String text) {}

  /**
   * Fills the index where there was chat before it: goes on after the last message that it has, in
   * their order, so that a start that was cut off does no harm. Blocks; to be called once, before
   * anybody writes.
   */
  public static void fill(Database database, ChatIndex index) {
    Message last = database.read(ChatIndexing::indexedLast);
    while (last != null) {
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

  /**
   * Makes few pieces of an index in many, in small transactions. Blocks.
   *
   * @param parts so many transactions at most; where people write all the time there is always more
   * @param goOn asked between them; what is left off is done by a later call
   */
  public static void gather(Database database, ChatIndex index, int parts, BooleanSupplier goOn) {
    boolean more = true;
    for (int part = 0; more && part < parts; part++) {
      more = database.write(index::gather) && goOn.getAsBoolean();
    }
  }

  private static Message indexedLast(Handle handle) {
    return handle
        .createQuery(
            """
            SELECT meeting_id, message_id FROM chat_search
            ORDER BY meeting_id DESC, message_id DESC LIMIT 1\
            """)
        .map((row, context) -> new Message(row.getString(1), row.getLong(2), ""))
        .findOne()
        .orElse(new Message("", 0, ""));
  }

  private static List<Message> following(Handle handle, Message after) {
    return handle
        .createQuery(
            """
            SELECT meeting_id, id, text FROM chat_message
            WHERE deleted_at IS NULL AND (meeting_id > ? OR (meeting_id = ? AND id > ?))
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
