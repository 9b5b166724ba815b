package io.plenum.signaling.search;

import java.util.Set;
import org.jdbi.v3.core.Handle;

/** The rows that a search asks for: somebody with some of the meetings on their list. */
final class SearcherScene {
  static final String USER = "ann";

  private SearcherScene() {}

  /** The id of a meeting. */
  static String meeting(int number) {
    return "%09x0000000".formatted(number);
  }

  /**
   * Makes the user and meetings.
   *
   * @param listed numbers of those on the user's list
   */
  static void furnish(Handle handle, int meetings, Set<Integer> listed) {
    handle.execute("INSERT INTO account (id, name, created_at) VALUES ('a', 'Acme', 0)");
    handle.execute(
        "INSERT INTO account_user (id, account_id, name, email, role, password_hash, created_at)"
            + " VALUES (?, 'a', 'Ann', 'ann@acme.test', 'user', '', 0)",
        USER);
    for (int number = 0; number < meetings; number++) {
      add(handle, number, listed.contains(number));
    }
  }

  /** Puts so many more on the list. */
  static void list(Handle handle, int meetings) {
    int first = handle.createQuery("SELECT count(*) FROM meeting").mapTo(Integer.class).one();
    for (int number = first; number < first + meetings; number++) {
      add(handle, number, true);
    }
  }

  private static void add(Handle handle, int number, boolean listed) {
    String code = Integer.toString(100_000_000 + number);
    handle.execute("INSERT INTO access_code (code) VALUES (?)", code);
    handle.execute(
        "INSERT INTO meeting (id, account_id, organizer_id, name, access_code, created_at)"
            + " VALUES (?, 'a', ?, 'M', ?, 0)",
        meeting(number),
        USER,
        code);
    if (listed) {
      handle.execute(
          "INSERT INTO home_entry (user_id, meeting_id, organized, listed_at) VALUES (?, ?, 1, 0)",
          USER,
          meeting(number));
    }
  }
}
