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
   * Does a part of making few pieces of an index in many, which a search would have to look through
   * one by one; small enough that others write in between.
   *
   * @return whether there was something to do
   */
  boolean gather(Handle handle);

  /**
   * The newest messages that hold all terms, in meetings on the user's list, the newest first.
   * Whether the user may see all of these meetings is not asked: whoever shows them asks.
   *
   * @param terms as {@link SearchText#terms} makes them, at least one
   */
  List<ChatHit> find(Handle handle, String userId, List<String> terms, int limit);
}
