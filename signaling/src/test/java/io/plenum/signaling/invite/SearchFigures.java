package io.plenum.signaling.invite;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.signaling.meeting.SearchQuery;
import io.plenum.signaling.page.PageRequest;
import io.plenum.signaling.search.ChatIndex;
import io.plenum.storage.testkit.EachDatabase;
import io.plenum.storage.testkit.TestDatabase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How long a search takes among a million messages. No test: run by hand with {@code
 * -Dtest=SearchFigures}, fewer messages with {@code -Dplenum.figures=100000}. The figures are in
 * the log.
 */
@EachDatabase
class SearchFigures {
  private static final Logger LOG = LoggerFactory.getLogger(SearchFigures.class);
  private static final int MESSAGES_IN_A_MEETING = 100;
  private static final int MEETINGS_IN_A_BATCH = 50;
  private static final int VOCABULARY = 20_000;
  private static final int WORDS_IN_A_MESSAGE = 9;
  private static final int ROUNDS = 100;

  private final Random random = new Random(1);
  private final List<String> words = new ArrayList<>();

  @Test
  void findsAmongMany(TestDatabase test) {
    Acme acme = new Acme(test.open());
    makeWords();
    int messages = Integer.getInteger("plenum.figures", 1_000_000);
    long began = System.nanoTime();
    for (int at = 0; at < messages / MESSAGES_IN_A_MEETING; at += MEETINGS_IN_A_BATCH) {
      fill(acme, at);
    }
    LOG.warn(
        "{}: {} messages in {} s",
        acme.database.dialect(),
        messages,
        (System.nanoTime() - began) / 1_000_000_000L);
    measure(acme, "rare word", words.get(VOCABULARY - 7));
    measure(acme, "common word", words.get(3));
    measure(acme, "beginning", words.get(500).substring(0, 3));
    measure(acme, "middle", words.get(500).substring(2, 6));
    measure(acme, "two words", words.get(40) + " " + words.get(90));
    measure(acme, "two characters", "会議");
    measure(acme, "nothing", "xyzzyqwv");
  }

  private void makeWords() {
    for (int i = 0; i < VOCABULARY; i++) {
      StringBuilder word = new StringBuilder();
      for (int syllable = 0; syllable < 2 + i % 3; syllable++) {
        word.append("bcdfghklmnprstvw".charAt(random.nextInt(16)));
        word.append("aeiou".charAt(random.nextInt(5)));
        word.append("lnrst".charAt(random.nextInt(5)));
      }
      words.add(word.toString());
    }
  }

  private void fill(Acme acme, int from) {
    ChatIndex index = ChatIndex.of(acme.database.dialect());
    acme.database.write(
        handle -> {
          for (int m = from; m < from + MEETINGS_IN_A_BATCH; m++) {
            String meeting = "meeting-" + m;
            String code = Integer.toString(100_000_000 + m);
            handle.execute("INSERT INTO access_code (code) VALUES (?)", code);
            handle.execute(
                "INSERT INTO meeting (id, account_id, organizer_id, name, words, access_code,"
                    + " created_at) VALUES (?, 'acme', 'ann', ?, ?, ?, ?)",
                meeting,
                sentence(),
                " " + sentence() + " ",
                code,
                m);
            handle.execute(
                "INSERT INTO home_entry (user_id, meeting_id, organized, listed_at)"
                    + " VALUES ('ann', ?, 1, ?)",
                meeting,
                m);
            for (int i = 1; i <= MESSAGES_IN_A_MEETING; i++) {
              String text = i % 50 == 0 ? "明日の会議は東京で " + sentence() : sentence();
              handle.execute(
                  "INSERT INTO chat_message (meeting_id, id, name, kind, text, sent_at)"
                      + " VALUES (?, ?, 'Ann', 'registered', ?, ?)",
                  meeting,
                  i,
                  text,
                  i);
              index.put(handle, meeting, i, text);
            }
          }
          return null;
        });
  }

  /** Words as often as people use them: the hundredth a hundred times less than the first. */
  private String sentence() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < WORDS_IN_A_MESSAGE; i++) {
      int rank =
          (int) Math.min(VOCABULARY - 1, Math.exp(random.nextDouble() * Math.log(VOCABULARY)));
      text.append(words.get(rank)).append(' ');
    }
    return text.toString();
  }

  private static void measure(Acme acme, String what, String text) {
    SearchQuery query =
        new SearchQuery(Optional.of(text), Optional.empty(), Optional.empty(), Optional.empty());
    long[] tookNs = new long[ROUNDS];
    int found = 0;
    for (int i = 0; i < ROUNDS; i++) {
      long began = System.nanoTime();
      found = acme.meetings.search().find("ann", query, PageRequest.first()).items().size();
      tookNs[i] = System.nanoTime() - began;
    }
    Arrays.sort(tookNs);
    LOG.warn(
        "{}: {} finds {}, p50 {} ms, p99 {} ms",
        acme.database.dialect(),
        what,
        found,
        tookNs[ROUNDS / 2] / 1_000_000.0,
        tookNs[ROUNDS * 99 / 100] / 1_000_000.0);
    assertThat(found).isLessThanOrEqualTo(PageRequest.USUAL);
  }
}
