package io.plenum.signaling.search;

import io.plenum.storage.database.Dialect;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Finds chat messages by what is written in them: the part of the search that each kind of database
 * does in its own way. Any thread may call, inside a transaction of its own; whoever writes or
 * removes a message tells the index in the same one.
 */
public interface ChatIndex {
  /**
   * Whom a meeting in {@code d} belongs to the list of, and who may see what is in it: a user id is
   * to be bound.
   */
  String VISIBLE =
      """
      EXISTS (SELECT 1 FROM home_entry h JOIN meeting m ON m.id = h.meeting_id
        WHERE h.meeting_id = d.meeting_id AND h.user_id = ? AND m.deleted_at IS NULL
          AND (h.organized = 1 OR h.invited = 1 OR m.invite_only = 0))\
      """;

  /** The index for a kind of database. */
  static ChatIndex of(Dialect dialect) {
    return switch (dialect) {
      case SQLITE -> new SqliteChatIndex();
      case POSTGRESQL -> new PostgresChatIndex();
    };
  }

  /** The message now says this; it may be known with another text. */
  void put(Handle handle, String meetingId, long messageId, String text);

  /** The message is gone. One that is not known is no error. */
  void remove(Handle handle, String meetingId, long messageId);

  /** Forgets messages of a meeting, {@code limit} at most; returns how many. */
  int removeSome(Handle handle, String meetingId, int limit);

  /**
   * The newest messages that hold all terms and that the user may see, the newest first.
   *
   * @param terms as {@link SearchText#terms} makes them, at least one
   */
  List<ChatHit> find(Handle handle, String userId, List<String> terms, int limit);
}
