package io.plenum.signaling.search;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * The meetings on somebody's list, where they are few. Then a search looks into these; where they
 * are many it looks at what matches, the newest first, and soon has enough that is on the list.
 */
public final class FewMeetings {
  /** So many at most; measured with 10,000 meetings and a million messages, docs/performance.md. */
  static final int LIMIT = 100;

  private FewMeetings() {}

  /** Their ids; empty: there are more than a few. */
  public static Optional<List<String>> of(Handle handle, String userId) {
    List<String> ids =
        handle
            .createQuery("SELECT meeting_id FROM home_entry WHERE user_id = ? LIMIT ?")
            .bind(0, userId)
            .bind(1, LIMIT + 1)
            .mapTo(String.class)
            .list();
    return Optional.of(ids).filter(few -> few.size() <= LIMIT);
  }
}
