package io.plenum.signaling.meeting;

import io.plenum.signaling.page.Page;
import io.plenum.signaling.page.PageRequest;
import io.plenum.storage.database.Database;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Each person's list of meetings: organized, invited, attended (REQUIREMENTS M-5). Any thread may
 * call; calls block on the database.
 */
public final class HomeList {
  private final Database database;

  public HomeList(Database database) {
    this.database = database;
  }

  /** Why a meeting is on a list. */
  public enum Relation {
    ORGANIZED,
    INVITED,
    ATTENDED;

    /**
     * The relation with this text.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static Relation of(String text) {
      return valueOf(text.toUpperCase(Locale.ROOT));
    }

    private String condition() {
      return "h." + name().toLowerCase(Locale.ROOT) + " = 1";
    }
  }

  /**
   * A page of a user's list, what came onto it last first.
   *
   * @param relation only these; empty: all
   * @param hidden what they took off the list instead of what is on it
   */
  public Page<HomeEntry> page(
      String userId, Optional<Relation> relation, boolean hidden, PageRequest wanted) {
    HomeQuery query = new HomeQuery(userId).and("h.hidden = ?", hidden ? 1 : 0);
    relation.ifPresent(only -> query.and(only.condition()));
    wanted.after().ifPresent(query::after);
    List<HomeEntry> rows = database.read(handle -> query.list(handle, wanted.rows()));
    return Page.of(rows, wanted, HomeQuery::place);
  }

  /** What is on a user's list of one meeting. */
  public Optional<HomeEntry> entry(String userId, String meetingId) {
    HomeQuery query = new HomeQuery(userId).and("h.meeting_id = ?", meetingId);
    return database.read(handle -> query.list(handle, 1)).stream().findFirst();
  }

  /**
   * Takes a meeting off a user's own list, or puts it back.
   *
   * @return false: it is not on the list
   */
  public boolean hide(String userId, String meetingId, boolean hidden) {
    return database.write(
            handle ->
                handle.execute(
                    "UPDATE home_entry SET hidden = ? WHERE user_id = ? AND meeting_id = ?",
                    hidden ? 1 : 0,
                    userId,
                    meetingId))
        == 1;
  }
}
