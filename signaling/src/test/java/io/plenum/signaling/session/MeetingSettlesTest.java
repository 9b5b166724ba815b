package io.plenum.signaling.session;

import static io.plenum.signaling.session.Script.guest;
import static io.plenum.signaling.session.Script.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.signaling.message.ChatLine;
import io.plenum.signaling.message.ClientMessage;
import io.plenum.signaling.message.ErrorCode;
import io.plenum.signaling.message.ServerMessage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What a meeting and its account settle for its live sessions, and what happens to them outside.
 */
class MeetingSettlesTest {
  private static final SessionSettings MUTED = new SessionSettings(true, true, false, false);
  private static final SessionSettings FROM_ADMISSION =
      new SessionSettings(false, false, false, false);
  private static final SessionSettings ANYBODY_REMOVES =
      new SessionSettings(false, true, true, false);

  private static boolean microphone(Line line) {
    return line.last(ServerMessage.Room.class).you().sources().microphone();
  }

  @Test
  @Tag("W-5a")
  void everybodyButTheOrganizerComesInMuted_whenTheMeetingSaysSo() {
    Script script = new Script().with(MUTED);
    Line ann = script.enter(user("ann"));
    assertThat(microphone(ann)).isTrue();
    assertThat(microphone(script.enter(user("cy")))).isFalse();
    Line bob = script.enter(guest("Bob"));
    script.say(ann, new ClientMessage.AdmitAll(null));
    assertThat(microphone(bob)).isFalse();
    script.say(bob, new ClientMessage.Sources(null, true, null, null));
    assertThat(script.seat("seat3").row().sources().microphone()).isTrue();
  }

  @Test
  @Tag("W-5a")
  void whoWaitedComesInMuted_whenThatWasSettledMeanwhile() {
    Script script = new Script();
    Line ann = script.enter(user("ann"));
    Line bob = script.enter(guest("Bob"));
    script.give(new Command.MeetingChanged(Script.MEETING.with(MUTED)));
    script.say(ann, new ClientMessage.AdmitAll(null));
    assertThat(microphone(bob)).isFalse();
    assertThat(script.seat("seat1").row().sources().microphone()).as("already inside").isTrue();
  }

  @Test
  @Tag("C-3")
  void guestsSeeTheChatFromAdmissionOn_whenTheMeetingSaysSo() {
    Script script = new Script().with(FROM_ADMISSION);
    Line ann = script.enter(user("ann"));
    Line bob = script.enter(guest("Bob"));
    script.say(ann, new ClientMessage.Chat(null, "before"));
    script.pass(Duration.ofSeconds(1));
    script.say(ann, new ClientMessage.AdmitAll(null));
    script.say(ann, new ClientMessage.Chat(null, "after"));

    assertThat(bob.last(ServerMessage.Room.class).chat()).isEmpty();
    assertThat(bob.last(ServerMessage.ChatPosted.class).line().message().body().text())
        .isEqualTo("after");
    script.change(script.state.chat().getFirst().edited("told you so", script.now().wallClock()));
    assertThat(bob.told(ServerMessage.ChatChanged.class)).isFalse();
    assertThat(script.enter(user("cy")).last(ServerMessage.Room.class).chat()).hasSize(2);
  }

  @Test
  @Tag("C-3")
  void guestsSeeAllOfTheChat_whenNothingElseIsSettled() {
    Script script = new Script();
    Line ann = script.enter(user("ann"));
    script.say(ann, new ClientMessage.Chat(null, "before"));
    Line bob = script.enter(guest("Bob"));
    script.pass(Duration.ofSeconds(1));
    script.say(ann, new ClientMessage.AdmitAll(null));
    assertThat(bob.last(ServerMessage.Room.class).chat()).hasSize(1);
  }

  @Test
  @Tag("W-4b")
  @Tag("X-17")
  void anyRegisteredUserRemovesAnother_whenTheAccountSaysSo_butNeverTheOrganizer() {
    Script script = new Script().with(ANYBODY_REMOVES);
    Line ann = script.enter(user("ann"));
    Line cy = script.enter(user("cy"));
    Line dee = script.enter(user("dee"));
    script.say(cy, new ClientMessage.Remove("1", "seat3"));
    script.say(cy, new ClientMessage.Remove("2", "seat1"));

    assertThat(dee.told.getLast()).isEqualTo(new ServerMessage.Removed());
    assertThat(cy.last(ServerMessage.Failed.class).code()).isEqualTo(ErrorCode.FORBIDDEN);
    assertThat(ann.closed).isFalse();
    assertThat(script.enter(user("dee")).last(ServerMessage.SeatTaken.class).admitted())
        .as("only through the waiting room")
        .isFalse();
  }

  @Test
  @Tag("X-12")
  void roomIsTold_whenTheNameChanges() {
    Script script = new Script();
    Line ann = script.enter(user("ann"));
    Line bob = script.enter(guest("Bob"));
    script.say(ann, new ClientMessage.AdmitAll(null));
    SessionMeeting renamed =
        new SessionMeeting("m1", "acme", "Monthly", "ann", "123456789", SessionSettings.STANDARD);
    script.give(new Command.MeetingChanged(renamed));

    assertThat(ann.last(ServerMessage.MeetingChanged.class).meeting().name()).isEqualTo("Monthly");
    assertThat(ann.last(ServerMessage.MeetingChanged.class).meeting().id()).isEqualTo("m1");
    assertThat(bob.last(ServerMessage.MeetingChanged.class).meeting().id()).isEqualTo("m1");
    ann.news();
    script.give(new Command.MeetingChanged(renamed));
    assertThat(ann.news()).as("nothing changed").isEmpty();
  }

  @Test
  @Tag("M-5c")
  void endsForAll_whenTheMeetingIsDeleted() {
    Script script = new Script();
    Line ann = script.enter(user("ann"));
    Line bob = script.enter(guest("Bob"));
    script.rows.clear();
    script.give(new Command.MeetingDeleted());

    ServerMessage ended = new ServerMessage.Ended(ServerMessage.EndReason.DELETED);
    assertThat(List.of(ann, bob))
        .allMatch(line -> line.closed && line.told.getLast().equals(ended));
    assertThat(script.rows)
        .as("nothing may be inserted below a meeting that is gone")
        .containsExactly(new RowChange.CloseSession("s1", script.now().wallClock()));
    assertThat(script.state.over()).isTrue();
    assertThat(script.media).contains(new Effect.CloseMedia());
  }

  @Test
  @Tag("I-4e")
  @Tag("I-7")
  void seatsCloseAndNamesGo_whenAUserIsDeleted() {
    Script script = new Script();
    Line ann = script.enter(user("ann"));
    Line cy = script.enter(user("cy"));
    script.say(cy, new ClientMessage.Chat(null, "I was here"));
    script.give(new Command.UserGone("cy"));

    assertThat(cy.told.getLast()).isEqualTo(new ServerMessage.SignedOut());
    assertThat(cy.closed).isTrue();
    ChatLine changed = ann.last(ServerMessage.ChatChanged.class).line();
    assertThat(changed.message().author().name()).isNull();
    assertThat(changed.message().body().text()).isEqualTo("I was here");
    assertThat(script.enter(user("dee")).last(ServerMessage.Room.class).chat().getFirst())
        .isEqualTo(changed);
  }

  @Test
  @Tag("M-8c")
  @Tag("X-18")
  void registeredUsersAreTold_whenMorePeopleAreInvited() {
    Script script = new Script();
    Line ann = script.enter(user("ann"));
    Line bob = script.enter(guest("Bob"));
    script.say(ann, new ClientMessage.AdmitAll(null));
    script.give(new Command.Invited("cy", List.of("Dee")));
    assertThat(ann.last(ServerMessage.Invited.class).names()).containsExactly("Dee");
    assertThat(bob.told(ServerMessage.Invited.class)).isFalse();
  }

  @Test
  @Tag("M-10")
  void sendersHearThatItIsTheirs_onEverySeat() {
    Script script = new Script();
    Line ann = script.enter(user("ann"));
    Line tab = script.enter(user("ann"));
    Line cy = script.enter(user("cy"));
    script.say(ann, new ClientMessage.Chat("1", "hello"));

    assertThat(ann.last(ServerMessage.ChatPosted.class).line().mine()).isTrue();
    assertThat(tab.last(ServerMessage.ChatPosted.class).line().mine()).isTrue();
    assertThat(cy.last(ServerMessage.ChatPosted.class).line().mine()).isFalse();
    assertThat(ann.told.getLast()).isEqualTo(new ServerMessage.Ok("1"));
  }

  @Test
  @Tag("C-4b")
  void sweptMessagesLeaveTheRoom() {
    Script script = new Script();
    Line ann = script.enter(user("ann"));
    script.say(ann, new ClientMessage.Chat(null, "old"));
    script.say(ann, new ClientMessage.Chat(null, "new"));
    script.give(new Command.SpaceChanged(new io.plenum.signaling.space.SpaceChange.Swept(3, 1)));

    assertThat(ann.told.getLast()).isEqualTo(new ServerMessage.ChatSwept(1));
    assertThat(script.enter(user("cy")).last(ServerMessage.Room.class).chat()).hasSize(1);
  }

  @Test
  @Tag("M-9a")
  @Tag("M-9b")
  void warnsAndEndsOnTime_whenTheProcessWasRestartedInBetween() {
    Script before = new Script();
    before.enter(user("ann"));
    before.pass(Duration.ofHours(23).plusMinutes(50));
    Script after = before.restarted();
    Line ann = after.resume("seat1");
    assertThat(ann.told(ServerMessage.Ending.class)).as("the first was given before").isFalse();
    after.pass(Duration.ofMinutes(5));
    assertThat(ann.last(ServerMessage.Ending.class).minutes()).isEqualTo(5);
    after.pass(Duration.ofMinutes(5));
    assertThat(ann.told.getLast()).isEqualTo(new ServerMessage.Ended(ServerMessage.EndReason.TIME));
    assertThat(after.sessionRow().endReason()).isEqualTo("time");
  }
}
