package io.plenum.signaling.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ChatPaceTest {
  private final ChatPace pace = new ChatPace(new ChatLimits(3, 2));

  private void burst(String author) {
    for (int i = 0; i < 3; i++) {
      assertThat(pace.take(author, 1_000)).isEmpty();
    }
  }

  @Test
  void asksToWait_afterTheBurst() {
    burst("ann");
    assertThat(pace.take("ann", 1_000)).contains(Duration.ofMillis(500));
    assertThat(pace.take("ann", 1_250)).contains(Duration.ofMillis(250));
    assertThat(pace.take("ann", 1_499)).isPresent();
    assertThat(pace.take("ann", 1_500)).isEmpty();
    assertThat(pace.take("ann", 1_500)).isPresent();
  }

  @Test
  void countsEachAuthorForItself() {
    burst("ann");
    burst("bob");
  }

  @Test
  void goesOn_whenTheClockIsSetBack() {
    burst("ann");
    assertThat(pace.take("ann", 0)).isPresent();
    assertThat(pace.take("ann", 500)).isEmpty();
  }

  @Test
  void savesUpNoMoreThanTheBurst() {
    burst("ann");
    for (int i = 0; i < 3; i++) {
      assertThat(pace.take("ann", 1_000_000)).isEmpty();
    }
    assertThat(pace.take("ann", 1_000_000)).isPresent();
  }
}
