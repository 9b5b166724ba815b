package io.plenum.signaling.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.signaling.access.Role;
import io.plenum.signaling.audit.AuditEvent;
import io.plenum.signaling.audit.AuditKind;
import io.plenum.signaling.message.ClientMessage;
import io.plenum.signaling.message.ErrorCode;
import io.plenum.signaling.message.SeatKind;
import io.plenum.signaling.message.ServerMessage;
import org.junit.jupiter.api.Test;

/** A stream is a participant as any other, but that its key lets it in and out (docs/whip.md). */
class StreamsInSessionTest {
  private final Script script = new Script();

  private static Occupant stream(String key) {
    return new Occupant(SeatKind.GUEST, Role.GUEST, null, key, "Stage camera", "", false);
  }

  @Test
  void entersWithoutWaiting_andIsSeen() {
    Line ann = script.enter(Script.user("ann"));
    ann.news();

    Line stream = script.enter(stream("key1"));

    assertThat(stream.last(ServerMessage.SeatTaken.class).admitted()).isTrue();
    assertThat(ann.last(ServerMessage.PersonChanged.class).person())
        .returns("Stage camera", person -> person.name())
        .returns(SeatKind.GUEST, person -> person.kind());
    AuditEvent admitted = script.events.getLast();
    assertThat(admitted.kind()).isEqualTo(AuditKind.SEAT_ADMITTED);
    assertThat(admitted.facts()).containsEntry("streamKey", "key1");
  }

  @Test
  void isNotMutedOnEntry_asItCouldNotUnmuteItself() {
    script.with(new SessionSettings(true, true, false, false));

    script.enter(stream("key1"));

    assertThat(script.seat("seat1").row().sources().microphone()).isTrue();
  }

  @Test
  void staysOutside_whileTheSessionIsLocked() {
    Line ann = script.enter(Script.user("ann"));
    script.say(ann, new ClientMessage.Lock(null, true));

    Line stream = script.enter(stream("key1"));

    assertThat(stream.last(ServerMessage.Failed.class).code()).isEqualTo(ErrorCode.LOCKED);
    assertThat(stream.closed).isTrue();
  }

  @Test
  void comesBackIntoALockedSession_whileItsSeatIsThere() {
    Line ann = script.enter(Script.user("ann"));
    script.enter(stream("key1"));
    script.say(ann, new ClientMessage.Lock(null, true));

    Line anew = script.enter(stream("key1"));

    assertThat(anew.last(ServerMessage.SeatTaken.class).admitted()).isTrue();
  }

  @Test
  void doesNotComeBack_onceItWasRemoved_notEvenAfterARestart() {
    Line ann = script.enter(Script.user("ann"));
    Line stream = script.enter(stream("key1"));
    script.say(ann, new ClientMessage.Remove(null, "seat2"));
    assertThat(stream.told(ServerMessage.Removed.class)).isTrue();

    Line again = script.enter(stream("key1"));
    assertThat(again.last(ServerMessage.Failed.class).code()).isEqualTo(ErrorCode.FORBIDDEN);
    Line afterRestart = script.restarted().enter(stream("key1"));
    assertThat(afterRestart.last(ServerMessage.Failed.class).code()).isEqualTo(ErrorCode.FORBIDDEN);

    Line other = script.enter(stream("key2"));
    assertThat(other.last(ServerMessage.SeatTaken.class).admitted()).isTrue();
  }

  @Test
  void leavesWithAllOfItsKey_whenOneIsRemoved() {
    Line ann = script.enter(Script.user("ann"));
    Line one = script.enter(stream("key1"));
    Line two = script.enter(stream("key1"));

    script.say(ann, new ClientMessage.Remove(null, "seat2"));

    assertThat(one.closed).isTrue();
    assertThat(two.closed).isTrue();
  }

  @Test
  void freesItsSeatAtOnce_whenItsClientIsGone() {
    Line ann = script.enter(Script.user("ann"));
    Line stream = script.enter(stream("key1"));

    script.give(new Command.StreamEnded(stream));

    assertThat(ann.last(ServerMessage.Left.class).seat()).isEqualTo("seat2");
    assertThat(script.rowOf("seat2")).isEqualTo(SeatState.LEFT);
    assertThat(script.events.getLast())
        .returns(AuditKind.SEAT_LEFT, AuditEvent::kind)
        .returns("seat2", event -> event.actor().id().orElseThrow());
  }

  @Test
  void isPutOut_whenItsKeyEnds() {
    script.enter(Script.user("ann"));
    Line stream = script.enter(stream("key1"));

    script.give(new Command.Revoke("key1"));

    assertThat(stream.closed).isTrue();
    assertThat(script.seat("seat2")).isNull();
  }

  @Test
  void startsASession_andEndsItWithItself() {
    Line stream = script.enter(stream("key1"));

    script.give(new Command.StreamEnded(stream));

    assertThat(script.state.over()).isTrue();
  }
}
