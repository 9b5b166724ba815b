package io.plenum.signaling.meeting;

import io.plenum.signaling.search.SearchText;
import io.plenum.storage.database.Database;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Points out meetings whose names are much alike (REQUIREMENTS M-3), of what the asker may enter.
 * Any thread may call; calls block on the database.
 */
public final class SimilarNames {
  /** Names that are looked at: the account's newest. */
  static final int LOOKED_AT = 5_000;

  /** Names that are pointed out: the most alike. */
  static final int POINTED_OUT = 5;

  /**
   * Shared trigrams, of all that both names have (Dice): "Weekly sync" and "Weekly synch" share
   * 0.91, "Weekly sync" and "Weekly review" 0.45.
   */
  private static final double ALIKE = 0.6;

  private final Database database;

  public SimilarNames(Database database) {
    this.database = database;
  }

  /** A meeting with a similar name. */
  public record Similar(String meetingId, String name) {}

  private record Known(String id, String name, String words) {}

  private record Rated(Known known, double likeness) {}

  /** The meetings of an account whose names are most like this one, the most alike first. */
  public List<Similar> to(String name, String accountId, String userId) {
    Set<String> wanted = trigrams(SearchText.write(name));
    return names(accountId, userId).stream()
        .map(known -> new Rated(known, likeness(wanted, trigrams(known.words()))))
        .filter(rated -> rated.likeness() >= ALIKE)
        .sorted(Comparator.comparingDouble(Rated::likeness).reversed())
        .limit(POINTED_OUT)
        .map(rated -> new Similar(rated.known().id(), rated.known().name()))
        .toList();
  }

  private List<Known> names(String accountId, String userId) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT m.id, m.name, m.words FROM meeting m
                    LEFT JOIN home_entry h ON h.meeting_id = m.id AND h.user_id = ?
                    WHERE m.account_id = ? AND m.deleted_at IS NULL
                      AND (m.invite_only = 0 OR h.organized = 1 OR h.invited = 1)
                    ORDER BY m.created_at DESC LIMIT ?\
                    """)
                .bind(0, userId)
                .bind(1, accountId)
                .bind(2, LOOKED_AT)
                .map(
                    (row, context) ->
                        new Known(row.getString(1), row.getString(2), row.getString(3)))
                .list());
  }

  private static double likeness(Set<String> one, Set<String> other) {
    long shared = one.stream().filter(other::contains).count();
    return 2.0 * shared / (one.size() + other.size());
  }

  private static Set<String> trigrams(String words) {
    int[] letters = words.codePoints().toArray();
    Set<String> trigrams = new HashSet<>();
    for (int i = 0; i + 3 <= letters.length; i++) {
      trigrams.add(new String(letters, i, 3));
    }
    return trigrams;
  }
}
