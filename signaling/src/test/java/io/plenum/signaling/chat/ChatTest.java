package io.plenum.signaling.chat;

import static io.plenum.signaling.chat.ChatDesk.guest;
import static io.plenum.signaling.chat.ChatDesk.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.plenum.signaling.chat.ChatRefused.Reason;
import io.plenum.signaling.message.Attachment;
import io.plenum.signaling.message.ChatDraft;
import io.plenum.signaling.message.ChatDraft.AttachmentWish;
import io.plenum.signaling.message.ChatMessage;
import io.plenum.signaling.message.Location;
import io.plenum.signaling.message.Quote;
import io.plenum.signaling.page.Page;
import io.plenum.signaling.page.PageRequest;
import io.plenum.signaling.space.SpaceChange;
import io.plenum.storage.testkit.EachDatabase;
import io.plenum.storage.testkit.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@EachDatabase
class ChatTest {
  private ChatDesk desk;

  @BeforeEach
  void open(TestDatabase store) {
    desk = new ChatDesk(store);
  }

  @AfterEach
  void close() {
    desk.close();
  }

  private static void refused(Reason reason, ThrowingCallable call) {
    assertThatExceptionOfType(ChatRefused.class)
        .isThrownBy(call)
        .satisfies(refused -> assertThat(refused.reason()).isEqualTo(reason));
  }

  @Test
  @Tag("M-10")
  void countsWithoutGapsAndTellsInOrder_whenManyWriteAtOnce() throws InterruptedException {
    long writers = 8;
    long each = 25;
    List<SpaceChange> told = Collections.synchronizedList(new ArrayList<>());
    try (var _ = desk.feed.follow("m1", 0, told::add);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (long i = 0; i < writers; i++) {
        String who = i % 2 == 0 ? "ann" : "bob";
        threads.execute(() -> LongStream.range(0, each).forEach(j -> desk.say(who, "hi")));
      }
      threads.shutdown();
      assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    }
    List<Long> all = LongStream.rangeClosed(1, writers * each).boxed().toList();
    assertThat(told.stream().map(change -> ((SpaceChange.Message) change).message().id()))
        .containsExactlyElementsOf(all);
    assertThat(desk.chat.tail("m1", 1_000).newest().stream().map(ChatMessage::id))
        .containsExactlyElementsOf(all);
  }

  @Test
  void countsEachMeetingForItself() {
    desk.say("ann", "one");
    assertThat(desk.chat.post(user("ann", "m2"), ChatDraft.of("two")).id()).isEqualTo(1);
  }

  @Test
  @Tag("C-1b")
  void senderEdits_andNobodyElse() {
    desk.say("ann", "helo");
    desk.pass(Duration.ofMinutes(1));
    desk.chat.edit(user("ann"), 1, "hello");

    assertThat(desk.read(1).body().text()).isEqualTo("hello");
    assertThat(desk.read(1).editedAt()).isEqualTo(desk.now);
    refused(Reason.NOT_YOURS, () -> desk.chat.edit(user("bob"), 1, "mine now"));
    refused(Reason.NOT_YOURS, () -> desk.chat.delete(user("bob"), 1));
    refused(Reason.BAD_MESSAGE, () -> desk.chat.edit(user("ann"), 1, " "));
    refused(Reason.NO_SUCH_MESSAGE, () -> desk.chat.edit(user("ann"), 2, "?"));
    refused(Reason.NO_SUCH_MESSAGE, () -> desk.chat.edit(user("ann", "m2"), 1, "?"));
  }

  @Test
  @Tag("X-3")
  void guestsEditNothing_notEvenTheirOwn() {
    Participant zoe = guest("s1", Instant.EPOCH);
    desk.chat.post(zoe, ChatDraft.of("hi"));
    refused(Reason.NOT_YOURS, () -> desk.chat.edit(zoe, 1, "ho"));
  }

  @Test
  @Tag("C-1c")
  void deleteIsFinal_butAReplyKeepsWhatItQuoted() {
    desk.say("ann", "meet at noon");
    desk.reply(user("bob"), 1, "fine");
    desk.chat.delete(user("ann"), 1);

    assertThat(desk.read(1).isDeleted()).isTrue();
    assertThat(desk.read(1).body().text()).isEmpty();
    assertThat(desk.read(2).quote()).isEqualTo(new Quote(1, "ann", "ann", "meet at noon"));
    refused(Reason.NO_SUCH_MESSAGE, () -> desk.chat.edit(user("ann"), 1, "back"));
    refused(Reason.NO_SUCH_MESSAGE, () -> desk.chat.delete(user("ann"), 1));
    refused(Reason.NO_SUCH_MESSAGE, () -> desk.reply(user("bob"), 1, "again"));
    List<String> texts =
        desk.database.read(
            handle ->
                handle
                    .createQuery("SELECT text FROM chat_message WHERE id = 1")
                    .mapTo(String.class)
                    .list());
    assertThat(texts).containsExactly("");
  }

  @Test
  @Tag("C-1c")
  void quoteIsTheBeginning_whenTheMessageIsLong() {
    desk.say("ann", "😀".repeat(Quote.TEXT_LIMIT + 1));
    desk.say("ann", "x".repeat(Quote.TEXT_LIMIT));

    String cut = desk.reply(user("bob"), 1, "?").quote().text();
    assertThat(cut).isEqualTo("😀".repeat(Quote.TEXT_LIMIT - 1) + "…");
    assertThat(desk.reply(user("bob"), 2, "?").quote().text()).isEqualTo("x".repeat(200));
  }

  @Test
  @Tag("X-3")
  @Tag("C-1b")
  void nobodyChangesAnything_whenTheAccountSwitchedItOff() {
    desk.say("ann", "it stands");
    desk.changeable = false;
    refused(Reason.SWITCHED_OFF, () -> desk.chat.edit(user("ann"), 1, "it falls"));
    refused(Reason.SWITCHED_OFF, () -> desk.chat.delete(user("ann"), 1));
    assertThat(desk.read(1).body().text()).isEqualTo("it stands");
  }

  @Test
  @Tag("C-3")
  void guestsFromAdmissionOn_neitherReadNorQuoteWhatWasBefore() {
    desk.say("ann", "before");
    desk.pass(Duration.ofMinutes(1));
    Participant zoe = guest("s1", desk.now);
    desk.say("ann", "after");

    assertThat(desk.chat.page(zoe, PageRequest.first()).items())
        .extracting(message -> message.body().text())
        .containsExactly("after");
    refused(Reason.NO_SUCH_MESSAGE, () -> desk.reply(zoe, 1, "what was it?"));
    assertThat(desk.reply(zoe, 2, "I see").quote().text()).isEqualTo("after");
    assertThat(desk.chat.page(guest("s2", Instant.EPOCH), PageRequest.first()).items()).hasSize(3);
  }

  @Test
  @Tag("I-7")
  void authorsAreUnknown_whenTheirUserIsDeleted() {
    desk.say("bob", "I was here");
    desk.reply(user("ann"), 1, "yes");
    desk.database.write(handle -> handle.execute("DELETE FROM account_user WHERE id = 'bob'"));

    assertThat(desk.read(1).author().name()).isNull();
    assertThat(desk.read(1).body().text()).isEqualTo("I was here");
    assertThat(desk.read(2).quote().name()).isNull();
    assertThat(desk.read(2).author().name()).isEqualTo("ann");
  }

  @Test
  @Tag("C-4a")
  void carriesFilesOfTheMeeting_andSaysWhenOneIsGone() {
    ChatDraft voice =
        new ChatDraft("", null, new AttachmentWish("f1", Attachment.Kind.VOICE), null);
    desk.chat.post(user("ann"), voice);
    assertThat(desk.read(1).body().attachment().file().name()).isEqualTo("plan.pdf");
    assertThat(desk.read(1).body().attachment().kind()).isEqualTo(Attachment.Kind.VOICE);
    refused(
        Reason.NO_SUCH_FILE,
        () ->
            desk.chat.post(
                user("ann"),
                new ChatDraft("", null, new AttachmentWish("f2", Attachment.Kind.FILE), null)));

    List<SpaceChange> changes =
        desk.database.write(handle -> desk.chat.forgetFile(handle, "m1", "f1"));
    assertThat(changes).hasSize(1);
    assertThat(desk.read(1).body().attachment())
        .isEqualTo(new Attachment(Attachment.Kind.VOICE, null));
  }

  @Test
  @Tag("C-4a")
  void keepsAPlace() {
    Location place = Location.ofDegrees(-33.856784, 151.215297, "Opera\u0007House");
    desk.chat.post(user("ann"), new ChatDraft("", null, null, place));

    assertThat(desk.read(1).body().place().latitude()).isEqualTo(-33.856784);
    assertThat(desk.read(1).body().place().longitude()).isEqualTo(151.215297);
    assertThat(desk.read(1).body().place().label()).isEqualTo("Opera House");
  }

  @Test
  void pagesThroughEverything_newestFirst() {
    LongStream.range(0, 7).forEach(i -> desk.say("ann", "message"));
    List<Long> ids = new ArrayList<>();
    PageRequest wanted = new PageRequest(3, java.util.Optional.empty());
    while (true) {
      Page<ChatMessage> page = desk.chat.page(user("bob"), wanted);
      page.items().forEach(message -> ids.add(message.id()));
      if (page.next().isEmpty()) {
        break;
      }
      wanted = new PageRequest(3, page.next());
    }
    assertThat(ids).containsExactly(7L, 6L, 5L, 4L, 3L, 2L, 1L);
  }

  @Test
  void rejectsWhatIsTooLong() {
    desk.say("ann", "x".repeat(ChatDraft.TEXT_LIMIT));
    refused(Reason.BAD_MESSAGE, () -> desk.say("ann", "x".repeat(ChatDraft.TEXT_LIMIT + 1)));
    refused(
        Reason.BAD_MESSAGE,
        () -> desk.chat.edit(user("ann"), 1, "x".repeat(ChatDraft.TEXT_LIMIT + 1)));
  }

  @Test
  @Tag("A-1")
  void auditKnowsWhen_andNothingOfWhat() {
    desk.say("ann", "nobody may know");
    desk.chat.edit(user("ann"), 1, "nobody at all");
    desk.chat.delete(user("ann"), 1);
    List<String> entries =
        desk.database.read(
            handle ->
                handle
                    .createQuery("SELECT kind FROM audit_entry ORDER BY seq")
                    .mapTo(String.class)
                    .list());
    assertThat(entries).containsExactly("chat-sent", "chat-edited", "chat-deleted");
    List<String> facts =
        desk.database.read(
            handle ->
                handle.createQuery("SELECT facts FROM audit_entry").mapTo(String.class).list());
    assertThat(facts).noneMatch(fact -> fact.contains("nobody"));
  }
}
