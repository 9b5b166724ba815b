package io.plenum.signaling.session;

import static io.plenum.signaling.session.Script.guest;
import static io.plenum.signaling.session.Script.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.signaling.message.ClientMessage;
import io.plenum.signaling.message.ErrorCode;
import io.plenum.signaling.message.MediaSource;
import io.plenum.signaling.message.PausedBy;
import io.plenum.signaling.message.ServerMessage;
import io.plenum.signaling.message.Slot;
import io.plenum.signaling.message.Watched;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ComingBackTest {
  private static final Duration ALMOST = Duration.ofMillis(59_999);
  private final Script script = new Script();
  private final Line ann = script.enter(user("ann"));
  private final Line bob = script.enter(guest("Bob"));

  private void admitBob() {
    script.say(ann, new ClientMessage.Admit(null, "seat2"));
  }

  @Test
  @Tag("W-6a")
  void sameSeatWithoutWaitingRoom_whenBackWithinTheGrace() {
    admitBob();
    script.hangup(bob);
    assertThat(ann.last(ServerMessage.PersonChanged.class).person().connected()).isFalse();
    script.pass(ALMOST);
    Line back = script.resume("seat2");

    ServerMessage.SeatTaken seat = back.last(ServerMessage.SeatTaken.class);
    assertThat(seat.seat()).isEqualTo("seat2");
    assertThat(seat.admitted()).isTrue();
    assertThat(seat.resumed()).isTrue();
    assertThat(back.told(ServerMessage.Room.class)).isTrue();
    assertThat(ann.last(ServerMessage.PersonChanged.class).person().connected()).isTrue();
    script.pass(Duration.ofMinutes(2));
    assertThat(script.seat("seat2")).isNotNull();
  }

  @Test
  @Tag("W-6a")
  void seatIsGone_whenTheGraceIsOver() {
    admitBob();
    script.hangup(bob);
    script.pass(Duration.ofSeconds(60));

    assertThat(ann.told.getLast())
        .isEqualTo(new ServerMessage.Left("seat2", ServerMessage.LeaveReason.TIMEOUT));
    assertThat(script.resume("seat2").last(ServerMessage.Failed.class).code())
        .isEqualTo(ErrorCode.SEAT_GONE);
    assertThat(script.rowOf("seat2")).isEqualTo(SeatState.TIMED_OUT);
  }

  @Test
  @Tag("W-6a")
  void stillWaits_whenAWaitingConnectionDropped() {
    script.hangup(bob);
    script.pass(ALMOST);
    Line back = script.resume("seat2");

    assertThat(back.last(ServerMessage.SeatTaken.class).admitted()).isFalse();
    assertThat(back.told).allMatch(ServerMessage.ToWaiting.class::isInstance);
  }

  @Test
  @Tag("W-6a")
  void findsTheRoom_whenAdmittedWhileAway() {
    script.hangup(bob);
    admitBob();
    Line back = script.resume("seat2");

    assertThat(back.last(ServerMessage.SeatTaken.class).admitted()).isTrue();
    assertThat(back.told(ServerMessage.Room.class)).isTrue();
  }

  @Test
  void olderSocketIsReplaced_whenANewerOneTakesTheSeat() {
    Line newer = script.resume("seat1");

    assertThat(ann.told.getLast()).isEqualTo(new ServerMessage.Replaced());
    assertThat(ann.closed).isTrue();
    script.hangup(ann);
    assertThat(script.seat("seat1").connection()).isSameAs(newer);
    script.say(ann, new ClientMessage.Chat("1", "from the dead"));
    assertThat(newer.told(ServerMessage.ChatPosted.class)).isFalse();
  }

  @Test
  void mediaIsKept_whileTheMediaNodeHoldsThePeer() {
    script.say(ann, new ClientMessage.Offer("1", "v=0", List.of()));
    script.give(new Command.MediaAnswered("seat1", 1, "1", "answer"));
    List<Slot> slots = List.of(new Slot("4", "seat2", MediaSource.CAMERA, PausedBy.NOTHING));
    script.give(new Command.SlotsChanged("seat1", 1, slots));
    script.hangup(ann);
    Line back = script.resume("seat1");
    assertThat(back.last(ServerMessage.SeatTaken.class).mediaKept()).isTrue();
    assertThat(back.last(ServerMessage.Slots.class).slots()).isEqualTo(slots);

    script.give(new Command.MediaLost("seat1", 1));
    assertThat(back.told.getLast()).isEqualTo(new ServerMessage.MediaLost());
    assertThat(script.resume("seat1").last(ServerMessage.SeatTaken.class).mediaKept()).isFalse();
  }

  @Test
  void whatIsWatchedIsToldAgain_toWhoComesBack() {
    script.say(ann, new ClientMessage.Offer("1", "v=0", List.of()));
    script.give(new Command.MediaAnswered("seat1", 1, "1", "answer"));
    Watched all = new Watched(MediaSource.CAMERA, List.of("q", "h"), 1, "VP8");
    Watched few = new Watched(MediaSource.CAMERA, List.of("q"), 1, "VP8");
    script.give(new Command.WatchedChanged("seat1", 1, all));
    script.give(new Command.WatchedChanged("seat1", 1, few));
    assertThat(ann.told.getLast()).isEqualTo(new ServerMessage.WatchedSizes(few));
    script.hangup(ann);

    Line back = script.resume("seat1");

    assertThat(back.told)
        .filteredOn(ServerMessage.WatchedSizes.class::isInstance)
        .containsExactly(new ServerMessage.WatchedSizes(few));
  }

  @Test
  void newsOfAReplacedPeerAreDropped() {
    script.say(ann, new ClientMessage.Offer("1", "v=0", List.of()));
    script.say(ann, new ClientMessage.Offer("2", "v=0", List.of()));
    ann.news();
    script.give(new Command.MediaAnswered("seat1", 1, "1", "old"));
    script.give(new Command.MediaLost("seat1", 1));
    assertThat(ann.news()).isEmpty();

    script.give(new Command.MediaAnswered("seat1", 2, "2", "new"));
    assertThat(ann.told).containsExactly(new ServerMessage.Answer("2", "new"));
  }

  @Test
  void nothingThatIsOffIsAllowed_beforeTheAnswerIsTold() {
    script.say(ann, new ClientMessage.Sources(null, false, null, null));
    script.say(ann, new ClientMessage.Offer("1", "v=0", List.of()));
    script.give(new Command.MediaAnswered("seat1", 1, "1", "answer"));

    assertThat(script.media.getLast())
        .isEqualTo(new Effect.AllowSources("seat1", Set.of(MediaSource.CAMERA)));
  }

  @Test
  void sessionEnds_whenTheLastSeatIsGone() {
    script.say(bob, new ClientMessage.Leave(null));
    script.hangup(ann);
    script.pass(Duration.ofSeconds(61));

    assertThat(script.sessionRow().endReason()).isEqualTo("empty");
    assertThat(script.state.over()).isTrue();
    assertThat(script.media).contains(new Effect.CloseMedia());
  }

  @Test
  @Tag("M-9a")
  @Tag("M-9b")
  void warnsAndEnds_whenADayHasPassed() {
    script.pass(Duration.ofHours(24).minusMinutes(15).minusMillis(1));
    assertThat(ann.told(ServerMessage.Ending.class)).isFalse();
    script.pass(Duration.ofMillis(1));
    assertThat(ann.last(ServerMessage.Ending.class).minutes()).isEqualTo(15);
    script.pass(Duration.ofMinutes(10));
    assertThat(ann.last(ServerMessage.Ending.class).minutes()).isEqualTo(5);
    assertThat(bob.told(ServerMessage.Ending.class)).isFalse();
    script.pass(Duration.ofMinutes(5));

    assertThat(ann.told.getLast()).isEqualTo(new ServerMessage.Ended(ServerMessage.EndReason.TIME));
    assertThat(bob.closed).isTrue();
    assertThat(script.sessionRow().endReason()).isEqualTo("time");
  }

  @Test
  @Tag("I-4e")
  void everySeatOfASignInCloses_whenItIsRevoked() {
    Line second = script.enter(user("ann"));
    script.give(new Command.Revoke("sign-in-ann"));

    assertThat(List.of(ann, second))
        .allMatch(line -> line.closed && line.told.getLast() instanceof ServerMessage.SignedOut);
    assertThat(script.resume("seat1").last(ServerMessage.Failed.class).code())
        .isEqualTo(ErrorCode.SEAT_GONE);
    assertThat(bob.closed).isFalse();
  }

  @Test
  @Tag("C-3")
  void newestMessagesAreShown_oldestFirst() {
    for (int i = 1; i <= SessionLimits.CHAT_SHOWN + 5; i++) {
      script.say(ann, new ClientMessage.Chat(null, "message " + i));
    }
    admitBob();

    List<Long> ids =
        bob.last(ServerMessage.Room.class).chat().stream()
            .map(line -> line.message().id())
            .toList();
    assertThat(ids).hasSize(SessionLimits.CHAT_SHOWN).isSorted();
    assertThat(ids.getLast()).isEqualTo(205);
    assertThat(script.wishes).hasSize(SessionLimits.CHAT_SHOWN + 5);
  }
}
