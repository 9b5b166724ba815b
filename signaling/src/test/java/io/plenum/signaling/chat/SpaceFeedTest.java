package io.plenum.signaling.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.signaling.message.ChatMessage;
import io.plenum.signaling.space.SpaceChange;
import io.plenum.signaling.space.SpaceKind;
import io.plenum.signaling.space.SpaceLog;
import io.plenum.storage.testkit.EachDatabase;
import io.plenum.storage.testkit.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The space's feed over real rows; it lives here because the chat writes them. */
@Tag("M-10")
@EachDatabase
class SpaceFeedTest {
  private ChatDesk desk;
  private final List<SpaceChange> told = new ArrayList<>();

  @BeforeEach
  void open(TestDatabase store) {
    desk = new ChatDesk(store);
  }

  @AfterEach
  void close() {
    desk.close();
  }

  /** A change that was committed and is not announced yet. */
  private SpaceChange commit(String file) {
    long number =
        desk.database.write(
            handle -> SpaceLog.append(handle, "m1", SpaceKind.FILE, file, desk.now.toEpochMilli()));
    return new SpaceChange.File(number, file);
  }

  @Test
  void tellsEachOnceAndInOrder_whenAnnouncedTheOtherWayRound() {
    desk.feed.follow("m1", 0, told::add);
    SpaceChange first = commit("a");
    SpaceChange second = commit("b");
    desk.feed.announce("m1", second);
    desk.feed.announce("m1", first);
    desk.feed.announce("m1", second);
    assertThat(told).containsExactly(first, second);
  }

  @Test
  void tellsWhatWasMissed_whenSomebodyComesBack() {
    desk.feed.announce("m1", commit("a"));
    desk.say("ann", "hello");
    desk.feed.announce("m1", commit("b"));
    desk.feed.follow("m1", 1, told::add);
    assertThat(told).extracting(SpaceChange::number).containsExactly(2L, 3L);
    ChatMessage missed = ((SpaceChange.Message) told.getFirst()).message();
    assertThat(missed.body().text()).isEqualTo("hello");
  }

  @Test
  void newFollowerKnowsWhatTheOthersKnow() {
    List<SpaceChange> other = new ArrayList<>();
    desk.feed.follow("m1", 0, other::add);
    SpaceChange unannounced = commit("a");
    desk.feed.follow("m1", 0, told::add);
    desk.feed.announce("m1", unannounced);
    assertThat(told).containsExactly(unannounced);
    assertThat(other).containsExactly(unannounced);
  }

  @Test
  void saysToReadAgain_whenTooMuchWasMissedOrNothingOfItCanBeTrue() {
    for (int i = 0; i <= 500; i++) {
      commit("f" + i);
    }
    desk.feed.follow("m1", 1, told::add).close();
    assertThat(told).as("500 missed").hasSize(500);
    told.clear();
    desk.feed.follow("m1", 0, told::add).close();
    desk.feed.follow("m1", 1_000, told::add).close();
    assertThat(told).containsExactly(new SpaceChange.Reset(501), new SpaceChange.Reset(501));
  }

  @Test
  void tellsNobody_afterTheyLeft() {
    var first = desk.feed.follow("m1", 0, told::add);
    List<SpaceChange> other = new ArrayList<>();
    desk.feed.follow("m1", 0, other::add);
    first.close();
    first.close();
    desk.feed.announce("m1", commit("a"));
    assertThat(told).isEmpty();
    assertThat(other).hasSize(1);
  }

  @Test
  @Tag("M-5c")
  void saysGoodbye_whenTheMeetingIsDeleted() {
    desk.feed.follow("m1", 0, told::add);
    desk.feed.gone("m1");
    desk.feed.announce("m1", commit("a"));
    assertThat(told).containsExactly(new SpaceChange.Gone(0));
  }
}
