package io.plenum.sfu.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.testkit.Census;
import io.plenum.testkit.Crowd;
import org.junit.jupiter.api.Test;

/** Who neither speaks nor hears is looked at when a report may be due, and not with each packet. */
class IdleParticipantsTest {
  private static final int IDLE = 999;
  private static final int SECONDS = 10;

  /** Reached, and asked anew, for each regular report. */
  private static final int LOOKS_PER_SECOND = 3;

  /** Arrays of numbers of one who has nine places of either kind; 89,000 at present. */
  private static final int MOST_BYTES = 120_000;

  private final Crowd crowd = new Crowd(1, IDLE + 1);

  @Test
  void costNothingWhileSomebodySpeaks_beyondARegularReport() {
    crowd.join(0, 0).speak(20);
    long alone = looksWhileSpeaking();
    crowd.join(IDLE, 0, 0);
    crowd.run(1_000);
    long among = looksWhileSpeaking();

    assertThat(alone).as("the speaker's own timers run").isGreaterThan(100);
    assertThat(among - alone).isLessThanOrEqualTo((long) IDLE * LOOKS_PER_SECOND * SECONDS);
  }

  @Test
  void takeNoMemoryForWhatTheyWereNotSent() {
    crowd.join(9, 9);
    long one = Census.arrayBytes(crowd.room());
    crowd.join(100, 9, 9);
    crowd.run(10_000);
    assertThat(Census.arrayBytes(crowd.room()) - one).isLessThan(100L * MOST_BYTES);
  }

  private long looksWhileSpeaking() {
    long before = crowd.room().looks();
    crowd.run(SECONDS * 1_000L);
    return crowd.room().looks() - before;
  }
}
