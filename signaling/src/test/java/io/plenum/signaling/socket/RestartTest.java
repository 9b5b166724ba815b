package io.plenum.signaling.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.signaling.identity.SignedIn;
import io.plenum.signaling.meeting.Meeting;
import io.plenum.storage.testkit.EachDatabase;
import io.plenum.storage.testkit.TestDatabase;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("W-6b")
@EachDatabase
class RestartTest {
  private final TestDatabase store;

  RestartTest(TestDatabase store) {
    this.store = store;
  }

  @Test
  @Tag("M-10")
  @Tag("W-4c")
  void everybodyIsBackInTheSameSeat_afterARestart() {
    Meeting meeting;
    JsonObject ann;
    JsonObject bob;
    JsonObject waiting;
    String cyToken;
    try (LiveServer server = LiveServer.start(store)) {
      SignedIn organizer = server.setUp();
      cyToken = server.colleague("Cy").accessToken();
      meeting = server.meeting(organizer);
      String url = server.url(meeting.accessCode());
      Client host = Client.user(url, organizer.accessToken());
      ann = host.await("seat");
      Client cy = Client.user(url, cyToken);
      host.send("remove", cy.await("seat").getString("seat"));
      cy.await("removed");
      Client guest = Client.guest(url, "Bob");
      bob = guest.await("seat");
      host.send("admit", bob.getString("seat"));
      guest.await("room");
      guest.chat("before the crash");
      host.await("chat");
      guest.send(new JsonObject().put("type", "sources").put("microphone", false).put("id", "1"));
      guest.await("ok");
      waiting = Client.guest(url, "Wim").await("seat");
    }
    try (LiveServer server = LiveServer.start(store)) {
      assertThat(server.restored).isEqualTo(1);
      String url = server.url(meeting.accessCode());
      Client guest = Client.resume(url, bob.getString("seatToken"));
      JsonObject seat = guest.await("seat");
      assertThat(seat.getString("seat")).isEqualTo(bob.getString("seat"));
      assertThat(seat.getString("state")).isEqualTo("admitted");
      assertThat(seat.getString("media")).isEqualTo("new");
      JsonObject room = guest.await("room");
      assertThat(room.getJsonArray("chat").getJsonObject(0).getString("text"))
          .isEqualTo("before the crash");
      assertThat(room.getJsonObject("you").getJsonObject("sources").getBoolean("microphone"))
          .isFalse();

      Client waiter = Client.resume(url, waiting.getString("seatToken"));
      assertThat(waiter.await("seat").getString("state")).isEqualTo("waiting");
      Client host = Client.resume(url, ann.getString("seatToken"));
      assertThat(host.await("room").getJsonArray("waiting")).hasSize(1);
      guest.chat("after the crash");
      assertThat(host.await("chat").getJsonObject("message").getLong("id")).isEqualTo(2);

      // Who was removed still waits (W-4).
      assertThat(Client.user(url, cyToken).await("seat").getString("state")).isEqualTo("waiting");
    }
  }

  @Test
  void seatsAreGone_whenNobodyCameBackInTime() {
    Meeting meeting;
    String token;
    try (LiveServer server = LiveServer.start(store)) {
      SignedIn organizer = server.setUp();
      meeting = server.meeting(organizer);
      Client host = Client.user(server.url(meeting.accessCode()), organizer.accessToken());
      token = host.await("seat").getString("seatToken");
    }
    try (LiveServer server = LiveServer.start(store)) {
      server.putForward(Duration.ofSeconds(61));
      Client late = Client.resume(server.url(meeting.accessCode()), token);
      assertThat(late.error()).isEqualTo("seat-gone");
      assertThat(late.closeCode()).isEqualTo(1000);
    }
    try (LiveServer server = LiveServer.start(store)) {
      assertThat(server.restored).isZero();
    }
  }

  @Test
  @Tag("I-4e")
  void seatOfARevokedSignInIsNotRestored() {
    Meeting meeting;
    String token;
    try (LiveServer server = LiveServer.start(store)) {
      SignedIn organizer = server.setUp();
      meeting = server.meeting(organizer);
      Client host = Client.user(server.url(meeting.accessCode()), organizer.accessToken());
      token = host.await("seat").getString("seatToken");
      server.sessions.close();
      server.identity.signIns().signOut(organizer.refreshToken(), LiveServer.SOURCE);
    }
    try (LiveServer server = LiveServer.start(store)) {
      Client late = Client.resume(server.url(meeting.accessCode()), token);
      assertThat(late.error()).isEqualTo("seat-gone");
    }
  }
}
