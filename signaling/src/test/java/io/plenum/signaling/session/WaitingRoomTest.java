package io.plenum.signaling.session;

import static io.plenum.signaling.session.Script.guest;
import static io.plenum.signaling.session.Script.stranger;
import static io.plenum.signaling.session.Script.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.signaling.message.ClientMessage;
import io.plenum.signaling.message.ErrorCode;
import io.plenum.signaling.message.ServerMessage;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class WaitingRoomTest {
  private final Script script = new Script();

  @Test
  @Tag("W-1")
  @Tag("X-9")
  void entersAtOnce_whenUserOfTheAccount() {
    Line ann = script.enter(user("ann"));

    assertThat(ann.last(ServerMessage.SeatTaken.class).admitted()).isTrue();
    assertThat(ann.last(ServerMessage.Room.class).you().name()).isEqualTo("ann");
    assertThat(script.rowOf("seat1")).isEqualTo(SeatState.ADMITTED);
    assertThat(script.sessionRow().endedAt()).isNull();
  }

  @Test
  @Tag("W-2a")
  void waits_whenGuest() {
    Line ann = script.enter(user("ann"));
    Line bob = script.enter(guest("Bob"));

    assertThat(bob.last(ServerMessage.SeatTaken.class).admitted()).isFalse();
    assertThat(bob.told(ServerMessage.Room.class)).isFalse();
    assertThat(ann.last(ServerMessage.WaiterCame.class).waiter().note()).isEqualTo("a note");
    assertThat(script.rowOf("seat2")).isEqualTo(SeatState.WAITING);
  }

  @Test
  @Tag("I-1c")
  @Tag("W-2a")
  void waits_whenUserOfAnotherAccount() {
    script.enter(user("ann"));
    Line eve = script.enter(stranger("eve"));

    assertThat(eve.last(ServerMessage.SeatTaken.class).admitted()).isFalse();
  }

  @Test
  @Tag("W-2a")
  void hearsNothingOfTheRoom_whenWaiting() {
    Line ann = script.enter(user("ann"));
    Line bob = script.enter(guest("Bob"));
    Line cy = script.enter(user("cy"));
    script.say(ann, new ClientMessage.Chat(null, "secret"));
    script.say(cy, new ClientMessage.Sources(null, false, null, null));
    script.give(new Command.SpeakerChanged("seat3"));
    script.hangup(cy);
    script.say(bob, new ClientMessage.Offer("9", "v=0", List.of()));
    script.say(bob, new ClientMessage.Chat("10", "let me in"));

    assertThat(bob.told).allMatch(ServerMessage.ToWaiting.class::isInstance);
    assertThat(bob.last(ServerMessage.Failed.class).code()).isEqualTo(ErrorCode.NOT_ADMITTED);
    assertThat(script.media).isEmpty();
    assertThat(ann.told(ServerMessage.ChatPosted.class)).isTrue();
  }

  @Test
  @Tag("W-2b")
  void isToldAtOnce_whenAdmitted() {
    Line ann = script.enter(user("ann"));
    Line bob = script.enter(guest("Bob"));
    ann.news();
    bob.news();
    script.say(ann, new ClientMessage.Admit("5", "seat2"));

    assertThat(bob.told.getFirst()).isInstanceOf(ServerMessage.Admitted.class);
    assertThat(bob.last(ServerMessage.Room.class).people()).hasSize(2);
    assertThat(bob.last(ServerMessage.Room.class).waiting()).isNull();
    assertThat(bob.last(ServerMessage.Room.class).meeting().id()).isEqualTo("m1");
    assertThat(ann.told)
        .hasSize(3)
        .contains(new ServerMessage.WaiterGone("seat2"), new ServerMessage.Ok("5"));
    assertThat(script.rowOf("seat2")).isEqualTo(SeatState.ADMITTED);
  }

  @Test
  @Tag("W-2b")
  void isToldAndClosed_whenRefused() {
    Line ann = script.enter(user("ann"));
    Line bob = script.enter(guest("Bob"));
    script.say(ann, new ClientMessage.Refuse("5", "seat2"));

    assertThat(bob.told.getLast()).isEqualTo(new ServerMessage.Refused());
    assertThat(bob.closed).isTrue();
    assertThat(script.resume("seat2").last(ServerMessage.Failed.class).code())
        .isEqualTo(ErrorCode.SEAT_GONE);
  }

  @Test
  @Tag("W-2b")
  void lettingAllIn_letsAllIn() {
    Line ann = script.enter(user("ann"));
    Line bob = script.enter(guest("Bob"));
    Line eve = script.enter(stranger("eve"));
    script.say(ann, new ClientMessage.AdmitAll("5"));

    assertThat(List.of(bob, eve)).allMatch(line -> line.told(ServerMessage.Room.class));
    assertThat(eve.last(ServerMessage.Room.class).people()).hasSize(3);
  }

  @Test
  @Tag("W-2c")
  void nobodyIsAdmitted_whileTheLastRegisteredUserIsGone() {
    Line ann = script.enter(user("ann"));
    Line bob = script.enter(guest("Bob"));
    script.say(ann, new ClientMessage.Admit(null, "seat2"));
    Line eve = script.enter(guest("Eve"));
    script.say(ann, new ClientMessage.Leave(null));
    script.say(bob, new ClientMessage.Admit("7", "seat3"));

    assertThat(bob.last(ServerMessage.Failed.class).code()).isEqualTo(ErrorCode.FORBIDDEN);
    assertThat(bob.closed).isFalse();
    assertThat(eve.last(ServerMessage.Waiting.class).hosts()).isFalse();

    Line back = script.enter(user("ann"));
    assertThat(eve.last(ServerMessage.Waiting.class).hosts()).isTrue();
    assertThat(back.last(ServerMessage.Room.class).waiting()).hasSize(1);
  }

  @Test
  @Tag("W-2a")
  void cannotAdmitThemselves_whenWaiting() {
    script.enter(user("ann"));
    Line bob = script.enter(guest("Bob"));
    script.say(bob, new ClientMessage.Admit("7", "seat2"));

    assertThat(bob.last(ServerMessage.Failed.class).code()).isEqualTo(ErrorCode.NOT_ADMITTED);
  }

  @Test
  @Tag("W-3")
  void losesAllAccess_whenTheSessionEnds() {
    Line ann = script.enter(user("ann"));
    Line bob = script.enter(guest("Bob"));
    script.say(ann, new ClientMessage.Admit(null, "seat2"));
    Line eve = script.enter(guest("Eve"));
    script.say(ann, new ClientMessage.End(null));

    assertThat(List.of(ann, bob, eve)).allMatch(line -> line.closed);
    assertThat(eve.told.getLast())
        .isEqualTo(new ServerMessage.Ended(ServerMessage.EndReason.ENDED));
    assertThat(script.rowOf("seat2")).isEqualTo(SeatState.ENDED);
    assertThat(script.sessionRow().endReason()).isEqualTo("ended");
    assertThat(script.media.getLast()).isEqualTo(new Effect.CloseMedia());
  }

  @Test
  void oneMoreIsTurnedAway_whenTheWaitingRoomIsFull() {
    for (int i = 0; i < SessionLimits.WAITING_SEATS; i++) {
      assertThat(script.enter(guest("g" + i)).closed).isFalse();
    }
    Line late = script.enter(guest("late"));

    assertThat(late.last(ServerMessage.Failed.class).code()).isEqualTo(ErrorCode.ROOM_FULL);
    assertThat(late.closed).isTrue();
    assertThat(script.enter(user("ann")).closed).isFalse();
  }

  @Test
  void oneMoreIsTurnedAway_whenTheSessionIsFull() {
    for (int i = 0; i < SessionLimits.ADMITTED_SEATS; i++) {
      assertThat(script.enter(user("u" + i)).closed).isFalse();
    }
    Line late = script.enter(user("late"));

    assertThat(late.last(ServerMessage.Failed.class).code()).isEqualTo(ErrorCode.ROOM_FULL);
  }
}
