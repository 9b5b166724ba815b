package io.plenum.signaling.meeting;

import io.plenum.signaling.search.SearchText;
import io.plenum.storage.database.Database;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

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

  /** Of a character of Unicode. */
  private static final int CODE_POINT_BITS = 21;

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
    long[] wanted = trigrams(SearchText.write(name));
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
                    WHERE m.account_id = ? AND m.deleted_at IS NULL
                      AND (m.invite_only = 0 OR EXISTS (SELECT 1 FROM home_entry h
                        WHERE h.user_id = ? AND h.meeting_id = m.id
                          AND (h.organized = 1 OR h.invited = 1)))
                    ORDER BY m.created_at DESC LIMIT ?\
                    """)
                .bind(0, accountId)
                .bind(1, userId)
                .bind(2, LOOKED_AT)
                .map(
                    (row, context) ->
                        new Known(row.getString(1), row.getString(2), row.getString(3)))
                .list());
  }

  /** Both in order, each once. */
  private static double likeness(long[] one, long[] other) {
    int shared = 0;
    int at = 0;
    for (long trigram : one) {
      while (at < other.length && other[at] < trigram) {
        at++;
      }
      shared += at < other.length && other[at] == trigram ? 1 : 0;
    }
    return 2.0 * shared / (one.length + other.length);
  }

  /** Three characters in a number each, in order, each once: a name is compared with thousands. */
  private static long[] trigrams(String words) {
    int[] letters = words.codePoints().toArray();
    long[] trigrams = new long[Math.max(0, letters.length - 2)];
    for (int i = 0; i < trigrams.length; i++) {
      trigrams[i] =
          ((long) letters[i] << (2 * CODE_POINT_BITS))
              | ((long) letters[i + 1] << CODE_POINT_BITS)
              | letters[i + 2];
    }
    Arrays.sort(trigrams);
    int distinct = 0;
    for (int i = 0; i < trigrams.length; i++) {
      if (i == 0 || trigrams[i] != trigrams[i - 1]) {
        trigrams[distinct++] = trigrams[i];
      }
    }
    return Arrays.copyOf(trigrams, distinct);
  }
}
