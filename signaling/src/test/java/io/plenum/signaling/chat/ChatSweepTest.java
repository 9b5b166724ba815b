package io.plenum.signaling.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.signaling.audit.AuditKind;
import io.plenum.signaling.message.ChatMessage;
import io.plenum.signaling.space.SpaceChange;
import io.plenum.storage.testkit.EachDatabase;
import io.plenum.storage.testkit.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("C-4b")
@EachDatabase
class ChatSweepTest {
  private ChatDesk desk;

  @BeforeEach
  void open(TestDatabase store) {
    desk = new ChatDesk(store);
  }

  @AfterEach
  void close() {
    desk.close();
  }

  private int sweep(int days) {
    return desk.chat.sweep(account -> days).run();
  }

  @Test
  void keepsEverything_whenTheAccountSaysSo() {
    desk.say("ann", "for ever");
    desk.pass(Duration.ofDays(10_000));
    assertThat(sweep(0)).isZero();
    assertThat(desk.read(1).body().text()).isEqualTo("for ever");
  }

  @Test
  void deletesWhatIsOlder_andTellsThroughWhich() {
    desk.say("ann", "old");
    desk.say("ann", "old too");
    desk.pass(Duration.ofDays(7));
    desk.say("ann", "new");
    assertThat(sweep(7)).as("exactly seven days old").isZero();
    desk.pass(Duration.ofMillis(1));
    List<SpaceChange> told = new ArrayList<>();
    try (var _ = desk.feed.follow("m1", desk.feed.head("m1"), told::add)) {
      assertThat(sweep(7)).isEqualTo(2);
    }
    assertThat(told).singleElement().isInstanceOf(SpaceChange.Swept.class);
    assertThat(((SpaceChange.Swept) told.getFirst()).through()).isEqualTo(2);
    assertThat(desk.chat.tail("m1", 10).newest()).extracting(ChatMessage::id).containsExactly(3L);
  }

  @Test
  void leavesNothingToBeFound_andANoteInTheLog() {
    desk.say("ann", "old secret");
    desk.pass(Duration.ofDays(8));
    desk.say("ann", "young secret");
    assertThat(desk.found("secret")).isEqualTo(2);
    sweep(7);
    assertThat(desk.found("secret")).isEqualTo(1);
    assertThat(desk.logged(AuditKind.CHAT_SWEPT)).isEqualTo(1);
  }

  @Test
  void forgetsNoEvent_thatIsYoungEnough() {
    desk.say("ann", "one");
    desk.pass(ChatSweep.LOG_KEPT);
    sweep(0);
    List<SpaceChange> told = new ArrayList<>();
    desk.feed.follow("m1", 0, told::add).close();
    assertThat(told).singleElement().isInstanceOf(SpaceChange.Message.class);
  }

  @Test
  void idsGoOn_whenNothingIsLeft() {
    desk.say("ann", "old");
    desk.pass(Duration.ofDays(8));
    assertThat(sweep(7)).isEqualTo(1);
    assertThat(desk.say("ann", "new").id()).isEqualTo(2);
  }

  @Test
  void takesManyTransactions_whenThereIsMuch() {
    int messages = ChatSweep.BATCH + 1;
    desk.database.write(
        handle -> {
          for (int id = 1; id <= messages; id++) {
            handle.execute(
                "INSERT INTO chat_message (meeting_id, id, name, kind, text, sent_at)"
                    + " VALUES ('m2', ?, 'ann', 'registered', 'x', 0)",
                id);
          }
          return handle.execute("INSERT INTO space_head VALUES ('m2', ?, 0)", messages);
        });
    assertThat(sweep(7)).isEqualTo(messages);
    assertThat(desk.chat.tail("m2", 10).newest()).isEmpty();
  }

  @Test
  void forgetsOldEvents_soThatWhoWasAwayReadsEverythingAgain() {
    desk.say("ann", "one");
    desk.pass(ChatSweep.LOG_KEPT.plusMillis(1));
    sweep(0);
    desk.say("ann", "two");
    List<SpaceChange> told = new ArrayList<>();
    desk.feed.follow("m1", 0, told::add).close();
    assertThat(told).containsExactly(new SpaceChange.Reset(2));
  }
}
