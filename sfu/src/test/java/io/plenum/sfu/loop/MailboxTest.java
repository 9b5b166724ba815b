package io.plenum.sfu.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.sfu.ParticipantId;
import java.util.List;
import org.junit.jupiter.api.Test;

class MailboxTest {
  private static final ParticipantId ALICE = new ParticipantId("alice");
  private static final LoopCommand LEAVE = new LoopCommand.Leave("room", ALICE);
  private static final LoopCommand VIEW = new LoopCommand.View("room", ALICE, List.of(), false);

  private final Mailbox mailbox = new Mailbox();

  @Test
  void givesCommandsBackInOrder() {
    mailbox.offer(VIEW);
    mailbox.offer(LEAVE);
    assertThat(mailbox.poll()).isSameAs(VIEW);
    assertThat(mailbox.poll()).isSameAs(LEAVE);
    assertThat(mailbox.poll()).isNull();
    assertThat(mailbox.isEmpty()).isTrue();
  }

  @Test
  void refusesWhatAsksForWorkOnly_whenItIsBusy() {
    fill(Mailbox.BUSY_COMMANDS - 1);
    assertThat(mailbox.offer(VIEW)).isTrue();
    assertThat(mailbox.offer(VIEW)).isFalse();
    assertThat(mailbox.offer(LEAVE)).isTrue();
    mailbox.poll();
    mailbox.poll();
    assertThat(mailbox.offer(VIEW)).as("there is room again").isTrue();
  }

  @Test
  void refusesEverything_atItsLimit() {
    fill(Mailbox.MAX_COMMANDS);
    assertThat(mailbox.offer(LEAVE)).isFalse();
    mailbox.poll();
    assertThat(mailbox.offer(LEAVE)).isTrue();
  }

  @Test
  void returnsWhatIsLeft_andRefusesTheRest_whenItCloses() {
    mailbox.offer(VIEW);
    mailbox.offer(LEAVE);
    assertThat(mailbox.close()).containsExactly(VIEW, LEAVE);
    assertThat(mailbox.offer(LEAVE)).isFalse();
    assertThat(mailbox.isEmpty()).isTrue();
    assertThat(mailbox.close()).isEmpty();
  }

  private void fill(int commands) {
    for (int i = 0; i < commands; i++) {
      assertThat(mailbox.offer(LEAVE)).isTrue();
    }
  }
}
