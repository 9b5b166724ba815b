package io.plenum.signaling.session;

import static io.plenum.signaling.session.Script.guest;
import static io.plenum.signaling.session.Script.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.signaling.message.ClientMessage;
import io.plenum.signaling.message.ErrorCode;
import io.plenum.signaling.message.ServerMessage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("W-4d")
@Tag("X-19")
class LockTest {
  private final Script script = new Script();
  private final Line ann = script.enter(user("ann"));
  private final Line cy = script.enter(user("cy"));
  private final Line bob = script.enter(guest("Bob"));

  private void lock(boolean locked) {
    script.say(ann, new ClientMessage.Lock("1", locked));
  }

  private static ErrorCode error(Line line) {
    return line.last(ServerMessage.Failed.class).code();
  }

  @Test
  void nobodyNewEnters_registeredNeither() {
    lock(true);
    Line dee = script.enter(user("dee"));
    Line eve = script.enter(guest("Eve"));

    assertThat(error(dee)).isEqualTo(ErrorCode.LOCKED);
    assertThat(error(eve)).isEqualTo(ErrorCode.LOCKED);
    assertThat(dee.closed).isTrue();
    assertThat(script.state.seats()).hasSize(3);
  }

  @Test
  void nobodyIsAdmitted_untilItIsUnlocked() {
    lock(true);
    script.say(cy, new ClientMessage.Admit("2", "seat3"));
    script.say(cy, new ClientMessage.AdmitAll("3"));
    assertThat(error(cy)).isEqualTo(ErrorCode.LOCKED);
    assertThat(script.seat("seat3").waiting()).isTrue();

    lock(false);
    script.say(cy, new ClientMessage.AdmitAll("4"));
    assertThat(script.seat("seat3").admitted()).isTrue();
  }

  @Test
  @Tag("W-6a")
  void takenSeatsAreResumed() {
    lock(true);
    script.hangup(cy);
    assertThat(script.resume("seat2").last(ServerMessage.SeatTaken.class).resumed()).isTrue();
    script.hangup(bob);
    assertThat(script.resume("seat3").last(ServerMessage.SeatTaken.class).admitted()).isFalse();
  }

  @Test
  void organizerStillGetsIn() {
    lock(true);
    script.say(ann, new ClientMessage.Leave(null));
    Line again = script.enter(user("ann"));
    assertThat(again.last(ServerMessage.Room.class).meeting().locked()).isTrue();
  }

  @Test
  void onlyTheOrganizerLocks() {
    script.say(cy, new ClientMessage.Lock("1", true));
    assertThat(error(cy)).isEqualTo(ErrorCode.FORBIDDEN);
    assertThat(script.state.row().locked()).isFalse();
  }

  @Test
  void everybodyInsideIsTold_once() {
    bob.news();
    lock(true);
    lock(true);
    assertThat(cy.told).filteredOn(ServerMessage.MeetingChanged.class::isInstance).hasSize(1);
    assertThat(cy.last(ServerMessage.MeetingChanged.class).meeting().locked()).isTrue();
    assertThat(ann.last(ServerMessage.Ok.class).replyTo()).isEqualTo("1");
    assertThat(bob.news()).isEmpty();
    assertThat(script.sessionRow().locked()).isTrue();
  }

  @Test
  void beginsLocked_whenTheMeetingSaysSo() {
    Script locked = new Script().with(new SessionSettings(false, true, false, true));
    assertThat(error(locked.enter(user("cy")))).isEqualTo(ErrorCode.LOCKED);
    assertThat(locked.enter(user("ann")).told(ServerMessage.Room.class)).isTrue();
  }
}
