package io.plenum.signaling.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.signaling.audit.Actor;
import io.plenum.signaling.audit.AuditEvent;
import io.plenum.signaling.audit.AuditKind;
import io.plenum.signaling.message.ClientMessage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("A-1")
class SessionEventsTest {
  private static final Actor ANN = Actor.of("ann", "ann", "192.0.2.1:50000");
  private final Script script = new Script();

  private List<AuditEvent> news() {
    List<AuditEvent> news = List.copyOf(script.events);
    script.events.clear();
    return news;
  }

  private AuditEvent only() {
    List<AuditEvent> news = news();
    assertThat(news).hasSize(1);
    return news.getFirst();
  }

  @Test
  void tellsWhoBegan_andWhoEntersFromWhere() {
    script.enter(Script.user("ann"));

    List<AuditEvent> news = news();
    assertThat(news)
        .extracting(AuditEvent::kind)
        .containsExactly(AuditKind.SESSION_STARTED, AuditKind.SEAT_ADMITTED);
    assertThat(news).allMatch(event -> event.actor().equals(ANN));
    assertThat(news).allMatch(event -> event.accountId().equals("acme"));
    assertThat(news).allMatch(event -> event.meetingId().equals(Optional.of("m1")));
    assertThat(news.getLast().facts())
        .isEqualTo(
            Map.of(
                "session", "s1",
                "seat", "seat1",
                "kind", "registered",
                "role", "user",
                "organizer", true));
  }

  @Test
  void tellsWhoWaited_andWhoAdmittedOrRefused() {
    Line ann = script.enter(Script.user("ann"));
    script.enter(Script.guest("Gil"));
    script.enter(Script.guest("Eve"));
    assertThat(news().getLast())
        .returns(AuditKind.SEAT_WAITING, AuditEvent::kind)
        .returns(Actor.of("seat3", "Eve", "192.0.2.1:50000"), AuditEvent::actor);

    script.say(ann, new ClientMessage.Admit(null, "seat2"));
    assertThat(only())
        .returns(AuditKind.SEAT_ADMITTED, AuditEvent::kind)
        .returns(ANN, AuditEvent::actor)
        .returns(Optional.of("seat2"), AuditEvent::subject)
        .returns(Map.of("name", "Gil"), AuditEvent::personal);

    script.say(ann, new ClientMessage.Refuse(null, "seat3"));
    assertThat(only())
        .returns(AuditKind.SEAT_REFUSED, AuditEvent::kind)
        .returns(ANN, AuditEvent::actor)
        .returns(Optional.of("seat3"), AuditEvent::subject);
  }

  @Test
  void knowsAUserOfAnotherAccountByTheSeatOnly() {
    script.enter(Script.user("ann"));
    script.enter(Script.stranger("zoe-of-elsewhere"));

    assertThat(news().getLast().actor().id()).contains("seat2");
  }

  @Test
  void tellsWhoMutedWhom_butNotWhatSomebodyDoesToThemselves() {
    Line ann = script.enter(Script.user("ann"));
    Line bob = script.enter(Script.user("bob"));
    news();
    script.say(bob, new ClientMessage.Sources(null, true, false, false));
    assertThat(news()).isEmpty();

    script.say(ann, new ClientMessage.Mute(null, "seat2"));
    assertThat(only())
        .returns(AuditKind.SEAT_MUTED, AuditEvent::kind)
        .returns(ANN, AuditEvent::actor)
        .returns(Optional.of("bob"), AuditEvent::subject);
  }

  @Test
  void tellsHowLongAndWhy_whenPeopleGo() {
    Line ann = script.enter(Script.user("ann"));
    Line bob = script.enter(Script.user("bob"));
    script.enter(Script.guest("Gil"));
    script.say(ann, new ClientMessage.Admit(null, "seat3"));
    news();
    script.pass(Duration.ofMinutes(3));
    script.say(bob, new ClientMessage.Leave(null));
    AuditEvent left = only();
    assertThat(left.kind()).isEqualTo(AuditKind.SEAT_LEFT);
    assertThat(left.actor().id()).contains("bob");
    assertThat(left.facts())
        .containsEntry("how", "left")
        .containsEntry("admitted", true)
        .containsEntry("seconds", 180L);

    script.say(ann, new ClientMessage.Remove(null, "seat3"));
    assertThat(only())
        .returns(AuditKind.SEAT_REMOVED, AuditEvent::kind)
        .returns(ANN, AuditEvent::actor)
        .returns(Optional.of("seat3"), AuditEvent::subject);
  }

  @Test
  void tellsWhoEndedTheSession_andThatTheServerDid() {
    Line ann = script.enter(Script.user("ann"));
    script.pass(Duration.ofSeconds(90));
    news();
    script.say(ann, new ClientMessage.End(null));

    List<AuditEvent> news = news();
    assertThat(news)
        .extracting(AuditEvent::kind)
        .containsExactly(AuditKind.SESSION_ENDED, AuditKind.SEAT_LEFT);
    assertThat(news.getFirst())
        .returns(ANN, AuditEvent::actor)
        .returns(Map.of("session", "s1", "reason", "ended", "seconds", 90L), AuditEvent::facts);
  }

  @Test
  void namesTheServer_whenNobodyAsked() {
    Line ann = script.enter(Script.user("ann"));
    script.hangup(ann);
    news();
    script.pass(SessionLimits.GRACE.plusSeconds(1));

    assertThat(news()).hasSize(2).allMatch(event -> event.actor().equals(Actor.SERVER));
  }

  @Test
  void tellsWhichWayMediaTakes_ofThePeerThatIsThere() {
    Line ann = script.enter(Script.user("ann"));
    script.say(ann, new ClientMessage.Offer("1", "sdp", List.of()));
    news();
    NetworkPath path = new NetworkPath("198.51.100.1:16384", "192.0.2.1:60000", "udp");
    script.give(new Command.MediaConnected("seat1", 7, path));
    script.give(new Command.MediaConnected("seat9", 1, path));
    assertThat(news()).isEmpty();

    script.give(new Command.MediaConnected("seat1", 1, path));
    AuditEvent connected = only();
    assertThat(connected)
        .returns(AuditKind.MEDIA_CONNECTED, AuditEvent::kind)
        .returns(Optional.of("ann"), AuditEvent::subject)
        .returns(Map.of("name", "ann", "path", "192.0.2.1:60000"), AuditEvent::personal);
    assertThat(connected.facts()).containsEntry("local", "198.51.100.1:16384");
  }

  @Test
  void leavesTheChatToTheChat() {
    Line ann = script.enter(Script.user("ann"));
    news();
    script.say(ann, new ClientMessage.Chat(null, "nobody may know"));

    assertThat(news()).isEmpty();
    assertThat(script.wishes.getLast().author().actor().id()).contains("ann");
  }

  @Test
  @Tag("X-19")
  void tellsWhoLockedTheSession() {
    Line ann = script.enter(Script.user("ann"));
    news();
    script.say(ann, new ClientMessage.Lock(null, true));
    assertThat(only().kind()).isEqualTo(AuditKind.SESSION_LOCKED);
    script.say(ann, new ClientMessage.Lock(null, false));
    assertThat(only().kind()).isEqualTo(AuditKind.SESSION_UNLOCKED);
  }

  @Test
  void tellsWhoSatThere_whenTheMeetingIsDeleted() {
    script.enter(Script.user("ann"));
    news();
    script.give(new Command.MeetingDeleted());

    assertThat(news())
        .extracting(AuditEvent::kind)
        .containsExactly(AuditKind.SEAT_LEFT, AuditKind.SESSION_ENDED);
  }
}
