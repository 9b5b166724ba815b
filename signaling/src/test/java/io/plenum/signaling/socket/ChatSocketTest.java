package io.plenum.signaling.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.signaling.audit.Actor;
import io.plenum.signaling.chat.Participant;
import io.plenum.signaling.identity.Principal;
import io.plenum.signaling.identity.SignedIn;
import io.plenum.signaling.meeting.Meeting;
import io.plenum.signaling.message.ChatAuthor;
import io.plenum.signaling.message.ChatDraft;
import io.plenum.signaling.message.SeatKind;
import io.plenum.signaling.session.SeatPasses;
import io.plenum.signaling.session.SeatToken;
import io.plenum.signaling.session.SessionSettings;
import io.plenum.storage.testkit.EachDatabase;
import io.plenum.storage.testkit.TestDatabase;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The chat of a running session, written from inside and from outside. */
@EachDatabase
class ChatSocketTest {
  private final TestDatabase store;
  private LiveServer server;
  private SignedIn ann;
  private Meeting meeting;
  private Client host;

  ChatSocketTest(TestDatabase store) {
    this.store = store;
  }

  @BeforeEach
  void start() {
    server = LiveServer.start(store);
    ann = server.setUp();
    meeting = server.meeting(ann);
    host = Client.user(url(), ann.accessToken());
    host.await("room");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private String url() {
    return server.url(meeting.accessCode());
  }

  private Client admitted(String name) {
    Client guest = Client.guest(url(), name);
    host.send("admit", guest.await("seat").getString("seat"));
    guest.await("room");
    return guest;
  }

  /** Ann, looking at the space. */
  private Participant outside() {
    Principal who = server.identity.verify(ann.accessToken()).orElseThrow();
    return new Participant(
        who.accountId(),
        meeting.id(),
        new ChatAuthor(null, who.userId(), who.name(), SeatKind.REGISTERED),
        Instant.EPOCH,
        Actor.SERVER);
  }

  private static JsonObject message(Client client, String type) {
    return client.await(type).getJsonObject("message");
  }

  @Test
  @Tag("M-10")
  void roomHearsAtOnce_whatIsWrittenInTheSpace_andTheOtherWayRound() {
    Client bob = admitted("Bob");
    server.chat.post(outside(), ChatDraft.of("from the space"));
    JsonObject heard = message(bob, "chat");
    assertThat(heard.getString("text")).isEqualTo("from the space");
    assertThat(heard.containsKey("seat")).isFalse();
    assertThat(heard.getBoolean("mine")).isFalse();
    assertThat(message(host, "chat").getBoolean("mine")).isTrue();

    bob.chat("from the room");
    bob.await("ok");
    assertThat(server.chat.tail(meeting.id(), 10).newest().getLast().body().text())
        .isEqualTo("from the room");
  }

  @Test
  @Tag("M-4")
  void roomShowsWhatWasWrittenBeforeAnySession() {
    Meeting quiet = server.meeting(ann);
    Participant before = outside();
    server.chat.post(
        new Participant(
            before.accountId(), quiet.id(), before.author(), Instant.EPOCH, Actor.SERVER),
        ChatDraft.of("the agenda"));
    Client first = Client.user(server.url(quiet.accessCode()), ann.accessToken());
    JsonObject shown = first.await("room").getJsonArray("chat").getJsonObject(0);
    assertThat(shown.getString("text")).isEqualTo("the agenda");
    first.chat("second");
    assertThat(message(first, "chat").getLong("id")).isEqualTo(2);
  }

  @Test
  @Tag("M-10")
  void countsWithoutGapsAndInOrder_whenBothWriteAtOnce() throws InterruptedException {
    int each = 40;
    Thread outside =
        Thread.ofVirtual()
            .start(
                () ->
                    IntStream.range(0, each)
                        .forEach(i -> server.chat.post(outside(), ChatDraft.of("out"))));
    IntStream.range(0, each).forEach(i -> host.chat("in"));
    outside.join();
    List<Long> ids =
        IntStream.range(0, 2 * each).mapToObj(i -> message(host, "chat").getLong("id")).toList();
    assertThat(ids).isEqualTo(LongStream.rangeClosed(1, 2L * each).boxed().toList());
  }

  @Test
  @Tag("C-1b")
  @Tag("C-1c")
  void editsAndDeletesAreTold_andARepliesQuoteStays() {
    Client cy = Client.user(url(), server.colleague("Cy").accessToken());
    cy.await("room");
    host.chat("meet at nooon");
    host.await("ok");
    host.send(new JsonObject("{\"type\":\"chat-edit\",\"message\":1,\"text\":\"meet at noon\"}"));
    JsonObject edited = message(cy, "chat-changed");
    assertThat(edited.getString("text")).isEqualTo("meet at noon");
    assertThat(edited.getString("editedAt")).isNotNull();

    cy.send(new JsonObject("{\"type\":\"chat\",\"text\":\"fine\",\"replyTo\":1}"));
    assertThat(message(host, "chat").getLong("id")).isEqualTo(2);
    cy.send(new JsonObject("{\"type\":\"chat-delete\",\"message\":1,\"id\":\"d\"}"));
    assertThat(cy.error()).isEqualTo("forbidden");
    host.send(new JsonObject("{\"type\":\"chat-delete\",\"message\":1}"));
    assertThat(message(cy, "chat-changed").getString("deletedAt")).isNotNull();

    Client late = Client.user(url(), server.colleague("Dee").accessToken());
    var chat = late.await("room").getJsonArray("chat");
    assertThat(chat.getJsonObject(0).getString("text")).isEmpty();
    assertThat(chat.getJsonObject(1).getJsonObject("replyTo").getString("text"))
        .isEqualTo("meet at noon");
  }

  @Test
  @Tag("X-3")
  void nothingIsChanged_whenTheAccountSwitchedItOff() {
    server.changeable = false;
    host.chat("it stands");
    host.await("ok");
    host.send(new JsonObject("{\"type\":\"chat-delete\",\"message\":1,\"id\":\"d\"}"));
    assertThat(host.error()).isEqualTo("forbidden");
  }

  @Test
  @Tag("C-4a")
  void filesAndPlacesAreShown() {
    host.send(
        new JsonObject(
            "{\"type\":\"chat\",\"attachment\":{\"file\":\"f1\"},\"text\":\"the plan\"}"));
    assertThat(message(host, "chat").getJsonObject("attachment").getString("name"))
        .isEqualTo("plan.pdf");
    host.send(
        new JsonObject("{\"type\":\"chat\",\"location\":{\"latitude\":48.2,\"longitude\":16.4}}"));
    assertThat(message(host, "chat").getJsonObject("location").getDouble("latitude"))
        .isEqualTo(48.2);
    host.send(new JsonObject("{\"type\":\"chat\",\"attachment\":{\"file\":\"f2\"},\"id\":\"x\"}"));
    assertThat(host.error()).isEqualTo("not-found");
  }

  @Test
  @Tag("W-3")
  @Tag("C-3")
  void seatOpensTheSpace_onlyWhileItIsAdmitted() {
    Client guest = Client.guest(url(), "Bob");
    JsonObject seat = guest.await("seat");
    SeatToken token = new SeatToken(seat.getString("seatToken"));
    SeatPasses seats = new SeatPasses(server.database);
    assertThat(seats.admitted(token)).as("waiting").isEmpty();
    host.send("admit", seat.getString("seat"));
    guest.await("room");
    assertThat(seats.admitted(token))
        .hasValueSatisfying(pass -> assertThat(pass.meetingId()).isEqualTo(meeting.id()));
    host.send("remove", seat.getString("seat"));
    guest.await("removed");
    assertThat(seats.admitted(token)).as("removed").isEmpty();
  }

  @Test
  @Tag("M-5c")
  void everybodyHearsTheEnd_whenTheMeetingIsDeleted() {
    Client bob = admitted("Bob");
    server.database.write(
        handle -> handle.execute("DELETE FROM meeting WHERE id = ?", meeting.id()));
    server.sessions.meetingDeleted(meeting.id());
    assertThat(bob.await("ended").getString("reason")).isEqualTo("deleted");
    assertThat(host.await("ended").getString("reason")).isEqualTo("deleted");
    assertThat(bob.closeCode()).isEqualTo(1000);
  }

  @Test
  @Tag("I-4e")
  void seatsCloseAtOnce_whenAUserIsDeleted() {
    SignedIn cyIn = server.colleague("Cy");
    Client cy = Client.user(url(), cyIn.accessToken());
    cy.await("room");
    server.sessions.userGone(cyIn.user().id());
    cy.await("signed-out");
    assertThat(cy.closeCode()).isEqualTo(1000);
  }

  @Test
  @Tag("W-4d")
  void lockSurvivesARestart() {
    host.send(new JsonObject("{\"type\":\"lock\",\"locked\":true,\"id\":\"l\"}"));
    host.await("ok");
    server.close();
    server = LiveServer.start(store);
    Client late = Client.user(url(), server.colleague("Cy").accessToken());
    assertThat(late.error()).isEqualTo("locked");
    assertThat(late.closeCode()).isEqualTo(1000);
  }

  @Test
  @Tag("W-5a")
  void comesInMuted_whoChoseSo_unlessTheySayOtherwise() {
    SignedIn signedIn = server.colleague("Cy");
    Principal cy = server.identity.verify(signedIn.accessToken()).orElseThrow();
    server.identity.users().changeOwn(cy, Optional.empty(), Optional.of(true), LiveServer.SOURCE);
    JsonObject join = new JsonObject().put("accessToken", signedIn.accessToken());
    assertThat(microphone(Client.join(url(), join))).isFalse();
    assertThat(microphone(Client.join(url(), join.put("microphone", true)))).isTrue();
  }

  private static boolean microphone(Client client) {
    JsonObject you = client.await("room").getJsonObject("you");
    return you.getJsonObject("sources").getBoolean("microphone");
  }

  @Test
  @Tag("W-5a")
  void meetingMutesWhoComesIn() {
    server.settings = new SessionSettings(true, true, false, false);
    Meeting muted = server.meeting(ann);
    Client cy = Client.user(server.url(muted.accessCode()), server.colleague("Cy").accessToken());
    JsonObject room = cy.await("room");
    assertThat(room.getJsonObject("meeting").getBoolean("muteOnEntry")).isTrue();
    assertThat(room.getJsonObject("you").getJsonObject("sources").getBoolean("microphone"))
        .isFalse();
  }
}
