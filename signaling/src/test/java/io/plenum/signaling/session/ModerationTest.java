package io.plenum.signaling.session;

import static io.plenum.signaling.session.Script.guest;
import static io.plenum.signaling.session.Script.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.signaling.access.AccessMatrix;
import io.plenum.signaling.access.Role;
import io.plenum.signaling.message.ClientMessage;
import io.plenum.signaling.message.ErrorCode;
import io.plenum.signaling.message.SeatKind;
import io.plenum.signaling.message.ServerMessage;
import io.plenum.signaling.message.SourceStates;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ModerationTest {
  private final Script script = new Script();
  private final Line ann = script.enter(user("ann"));
  private final Line cy = script.enter(user("cy"));
  private final Line bob = script.enter(guest("Bob"));

  private void admitBob() {
    script.say(cy, new ClientMessage.Admit(null, "seat3"));
  }

  @Test
  @Tag("W-4a")
  @Tag("X-17")
  void anyRegisteredUserRemovesAGuest() {
    admitBob();
    script.say(cy, new ClientMessage.Remove("5", "seat3"));

    assertThat(bob.told.getLast()).isEqualTo(new ServerMessage.Removed());
    assertThat(bob.closed).isTrue();
    assertThat(ann.told)
        .contains(new ServerMessage.Left("seat3", ServerMessage.LeaveReason.REMOVED));
    assertThat(script.rowOf("seat3")).isEqualTo(SeatState.REMOVED);
    assertThat(script.resume("seat3").last(ServerMessage.Failed.class).code())
        .isEqualTo(ErrorCode.SEAT_GONE);
  }

  @Test
  @Tag("W-4a")
  @Tag("X-17")
  void onlyTheOrganizerRemovesARegisteredUser() {
    Line dee = script.enter(user("dee"));
    script.say(cy, new ClientMessage.Remove("5", "seat4"));
    assertThat(cy.last(ServerMessage.Failed.class).code()).isEqualTo(ErrorCode.FORBIDDEN);
    assertThat(dee.closed).isFalse();

    script.say(ann, new ClientMessage.Remove("6", "seat4"));
    assertThat(dee.closed).isTrue();
  }

  @Test
  @Tag("W-4a")
  void nobodyRemovesTheOrganizer() {
    script.say(ann, new ClientMessage.Remove("5", "seat1"));
    script.say(cy, new ClientMessage.Remove("5", "seat1"));

    assertThat(cy.last(ServerMessage.Failed.class).code()).isEqualTo(ErrorCode.FORBIDDEN);
    assertThat(ann.closed).isFalse();
  }

  @Test
  @Tag("W-4c")
  void waits_whenARegisteredUserReturnsAfterRemoval() {
    script.say(ann, new ClientMessage.Remove(null, "seat2"));
    Line back = script.enter(user("cy"));

    assertThat(back.last(ServerMessage.SeatTaken.class).admitted()).isFalse();
    assertThat(ann.last(ServerMessage.WaiterCame.class).waiter().signedIn()).isTrue();

    script.say(back, new ClientMessage.Admit("9", "seat3"));
    assertThat(back.last(ServerMessage.Failed.class).code()).isEqualTo(ErrorCode.NOT_ADMITTED);
  }

  @Test
  @Tag("W-4a")
  void losesEverySeat_whenSomebodyWithTwoTabsIsRemoved() {
    Line secondTab = script.enter(user("cy"));
    Line thirdTab = script.enter(user("cy"));
    script.hangup(thirdTab);
    script.say(ann, new ClientMessage.Remove(null, "seat2"));

    assertThat(cy.told.getLast()).isEqualTo(new ServerMessage.Removed());
    assertThat(secondTab.told.getLast()).isEqualTo(new ServerMessage.Removed());
    for (String seat : List.of("seat2", "seat4", "seat5")) {
      assertThat(script.rowOf(seat)).isEqualTo(SeatState.REMOVED);
      assertThat(script.resume(seat).last(ServerMessage.Failed.class).code())
          .isEqualTo(ErrorCode.SEAT_GONE);
    }
    assertThat(script.enter(user("cy")).last(ServerMessage.SeatTaken.class).admitted()).isFalse();
    assertThat(script.seat("seat1")).isNotNull();
  }

  @Test
  @Tag("W-4a")
  void leavesOtherGuestsAlone_whenOneOfTheSameNameIsRemoved() {
    script.enter(guest("Bob"));
    script.say(ann, new ClientMessage.AdmitAll(null));
    script.say(ann, new ClientMessage.Remove(null, "seat3"));

    assertThat(script.seat("seat3")).isNull();
    assertThat(script.seat("seat4")).isNotNull();
  }

  @Test
  @Tag("W-4c")
  void waitsAgain_whenTheRemovedUserWasLetInAndLeft() {
    script.say(ann, new ClientMessage.Remove(null, "seat2"));
    Line back = script.enter(user("cy"));
    script.say(ann, new ClientMessage.Admit(null, "seat4"));
    assertThat(back.last(ServerMessage.Room.class).waiting()).hasSize(1);
    script.say(back, new ClientMessage.Leave(null));

    assertThat(script.enter(user("cy")).last(ServerMessage.SeatTaken.class).admitted()).isFalse();
  }

  @Test
  @Tag("X-19")
  void turnsTheMicrophoneOff_whenARegisteredUserMutes() {
    admitBob();
    script.say(bob, new ClientMessage.Offer("1", "v=0", List.of()));
    script.give(new Command.MediaAnswered("seat3", 1, "1", "answer"));
    script.say(cy, new ClientMessage.Mute("5", "seat3"));

    SourceStates muted = new SourceStates(false, true, false);
    assertThat(bob.last(ServerMessage.PersonChanged.class).person().sources()).isEqualTo(muted);
    assertThat(script.media.getLast()).isEqualTo(new Effect.AllowSources("seat3", muted.allowed()));

    script.say(bob, new ClientMessage.Sources(null, true, null, null));
    assertThat(script.seat("seat3").row().sources().microphone()).isTrue();
  }

  @Test
  @Tag("X-19")
  void onlyTheOrganizerEnds() {
    script.say(cy, new ClientMessage.End("5"));

    assertThat(cy.last(ServerMessage.Failed.class).code()).isEqualTo(ErrorCode.FORBIDDEN);
    assertThat(script.state.over()).isFalse();
  }

  /** Every message by every role, against the access matrix (REQUIREMENTS X). */
  @ParameterizedTest
  @Tag("X-10")
  @EnumSource(Role.class)
  void obeysTheAccessMatrix(Role role) {
    SeatKind kind = role == Role.GUEST ? SeatKind.GUEST : SeatKind.REGISTERED;
    Occupant occupant = new Occupant(kind, role, "id", "sign-in", "Zoe", "", false);
    for (ClientMessage message : everyMessage()) {
      Line line = script.enter(occupant);
      String seat = line.last(ServerMessage.SeatTaken.class).seat();
      script.say(ann, new ClientMessage.Admit(null, seat));
      line.news();
      script.say(line, message);

      Need need = Need.of(message);
      boolean forbidden =
          line.told.stream()
              .anyMatch(
                  told ->
                      told instanceof ServerMessage.Failed failed
                          && failed.code() == ErrorCode.FORBIDDEN
                          && failed.message().startsWith("not for"));
      assertThat(forbidden)
          .as(role + " " + message)
          .isEqualTo(!AccessMatrix.allows(role, need.row(), need.right()));
      script.say(line, new ClientMessage.Leave(null));
    }
  }

  private static List<ClientMessage> everyMessage() {
    return List.of(
        new ClientMessage.Offer("1", "v=0", List.of()),
        new ClientMessage.View("1", List.of()),
        new ClientMessage.Sources("1", true, true, null),
        new ClientMessage.Sources("1", null, null, true),
        new ClientMessage.Chat("1", "hello"),
        new ClientMessage.ChatEdit("1", 1, "hello"),
        new ClientMessage.ChatDelete("1", 1),
        new ClientMessage.Lock("1", false),
        new ClientMessage.Admit("1", "nobody"),
        new ClientMessage.AdmitAll("1"),
        new ClientMessage.Refuse("1", "nobody"),
        new ClientMessage.Remove("1", "nobody"),
        new ClientMessage.Mute("1", "nobody"),
        new ClientMessage.End("1"));
  }
}
