package io.plenum.signaling.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.signaling.message.ClientMessage;
import io.plenum.signaling.session.Mailbox.Posted;
import org.junit.jupiter.api.Test;

class MailboxTest {
  private final Mailbox mailbox = new Mailbox();
  private final Command said = new Command.Say(new Line(), new ClientMessage.AdmitAll("1"));

  @Test
  void clientsAreRefusedFirst_hangupsLater_revocationsNever() {
    for (int i = 0; i < Mailbox.CLIENT_LIMIT; i++) {
      assertThat(mailbox.post(said)).isEqualTo(Posted.ACCEPTED);
    }
    assertThat(mailbox.post(said)).isEqualTo(Posted.FULL);

    Command hangup = new Command.Hangup(new Line());
    for (int i = Mailbox.CLIENT_LIMIT; i < Mailbox.LIMIT; i++) {
      assertThat(mailbox.post(hangup)).isEqualTo(Posted.ACCEPTED);
    }
    assertThat(mailbox.post(hangup)).isEqualTo(Posted.FULL);
    assertThat(mailbox.post(new Command.Revoke("x"))).isEqualTo(Posted.ACCEPTED);
  }

  @Test
  void handsOutInOrder_andNullAfterTheTimeout() throws InterruptedException {
    Command first = new Command.Revoke("a");
    Command second = new Command.Revoke("b");
    mailbox.post(first);
    mailbox.post(second);

    assertThat(mailbox.take(1)).isSameAs(first);
    assertThat(mailbox.take(1)).isSameAs(second);
    assertThat(mailbox.take(1)).isNull();
  }

  @Test
  void returnsWhatWaits_andRefusesTheRest_whenClosed() {
    mailbox.post(said);

    assertThat(mailbox.close()).containsExactly(said);
    assertThat(mailbox.post(new Command.Revoke("x"))).isEqualTo(Posted.CLOSED);
  }
}
