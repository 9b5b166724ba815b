package io.plenum.signaling.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OwedCommandsTest {
  private static final long NOW_NS = 5_000_000_000L;
  private static final long RETRY_NS = 1_000_000_000L;

  private final OwedCommands owed = new OwedCommands();

  @Test
  void owesWhatWouldBeLost_inOrder_andTriesItAgainInASecond() {
    assertThat(owed.dueNs(NOW_NS)).as("nothing is owed").isEqualTo(NOW_NS);
    Command first = new Command.Revoke("sign-in");
    Command second = new Command.MediaLost("seat", 1);
    owed.failed(first, NOW_NS);
    owed.failed(new Command.SpeakerChanged(null), NOW_NS);
    owed.failed(second, NOW_NS);
    assertThat(owed.dueNs(Long.MAX_VALUE)).isEqualTo(NOW_NS + RETRY_NS);
    assertThat(owed.dueNs(NOW_NS)).as("before time may fail again").isEqualTo(NOW_NS + RETRY_NS);
    assertThat(owed.take()).containsExactly(first, second);
    assertThat(owed.take()).isEmpty();
    assertThat(owed.dueNs(NOW_NS)).isEqualTo(NOW_NS);
  }

  @Test
  void owesAnotherTry_whenTimeItselfFailed() {
    owed.failed(new Command.Tick(), NOW_NS);
    assertThat(owed.take()).isEmpty();
    owed.failed(new Command.Tick(), NOW_NS);
    assertThat(owed.dueNs(NOW_NS - 1)).isEqualTo(NOW_NS + RETRY_NS);
    assertThat(owed.dueNs(NOW_NS + 2 * RETRY_NS))
        .as("it is not due")
        .isEqualTo(NOW_NS + 2 * RETRY_NS);
  }

  @Test
  void owesNoMore_thanTheMailboxTakes() {
    for (int i = 0; i <= Mailbox.LIMIT; i++) {
      owed.failed(new Command.Revoke("sign-in"), NOW_NS);
    }
    assertThat(owed.take()).hasSize(Mailbox.LIMIT);
  }
}
