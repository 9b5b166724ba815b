package io.plenum.signaling.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.node.StoredRows;
import io.plenum.signaling.identity.SignedIn;
import io.plenum.signaling.meeting.Meeting;
import io.plenum.signaling.message.ClientMessage;
import io.plenum.storage.testkit.EachDatabase;
import io.plenum.storage.testkit.TestDatabase;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Every message of a client, said by somebody of another company with the first one's seats and
 * messages: nobody there hears it, nothing of theirs changes, and nothing of theirs is told. A
 * message that this test does not know fails it.
 */
@Tag("I-1a")
@EachDatabase
class SocketIsolationTest {
  /** What aims at somebody or something, with room for a foreign seat. */
  private static final List<String> AIMED =
      List.of(
          "{'type':'view','wishes':[{'seat':'%s','source':'camera','width':9,'height':9}]}",
          "{'type':'chat','text':'x','replyTo':3}",
          "{'type':'chat','attachment':{'file':'%s'}}",
          "{'type':'chat-edit','message':3,'text':'mine'}",
          "{'type':'chat-delete','message':3}",
          "{'type':'admit','seat':'%s'}",
          "{'type':'refuse','seat':'%s'}",
          "{'type':'remove','seat':'%s'}",
          "{'type':'mute','seat':'%s'}",
          "{'type':'quality','seat':'%s'}");

  /** What is about one's own session; after the end there is nothing to leave. */
  private static final List<String> OWN =
      List.of(
          "{'type':'join','name':'Zoe'}",
          "{'type':'offer','sdp':'v=0','tracks':[]}",
          "{'type':'sources','camera':false}",
          "{'type':'admit-all'}",
          "{'type':'lock','locked':true}",
          "{'type':'end'}",
          "{'type':'leave'}");

  /** May be obeyed: it shows what there is of it in the own session, which is nothing. */
  private static final Set<String> HARMLESS = Set.of("view");

  private final TestDatabase store;
  private LiveServer server;
  private Meeting theirs;
  private Client host;
  private Client waiting;
  private String hostSeat;
  private String waitingSeat;
  private SignedIn eve;

  SocketIsolationTest(TestDatabase store) {
    this.store = store;
  }

  @BeforeEach
  void start() {
    server = LiveServer.start(store);
    SignedIn ann = server.setUp();
    theirs = server.meeting(ann);
    host = Client.user(url(theirs), ann.accessToken());
    hostSeat = host.await("seat").getString("seat");
    host.await("room");
    for (int i = 0; i < 3; i++) {
      host.chat("the zebrafalcon costs nine millions");
      host.await("chat");
    }
    waiting = Client.guest(url(theirs), "Gus Quince");
    waitingSeat = waiting.await("seat").getString("seat");
    host.await("waiter");
    eve = server.stranger("Eve");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private String url(Meeting meeting) {
    return server.url(meeting.accessCode());
  }

  private Set<String> rows() {
    return StoredRows.naming(
        Set.of(theirs.id(), theirs.accountId(), hostSeat, waitingSeat), server.database);
  }

  private static void assertTellsNothing(Client client) {
    assertThat(client.frames).noneMatch(frame -> frame.contains("zebrafalcon"));
    assertThat(client.frames).noneMatch(frame -> frame.contains("Quince"));
    assertThat(client.frames).noneMatch(frame -> frame.contains("\"name\":\"Ann\""));
  }

  /** The code of the error, or the type of the answer. */
  private static String outcome(Client client, String json) {
    client.send(new JsonObject(json).put("id", "it"));
    while (true) {
      JsonObject message = client.next();
      assertThat(message).as("an answer to " + json).isNotNull();
      if ("it".equals(message.getString("replyTo"))) {
        return message.getString("code", message.getString("type"));
      }
    }
  }

  private static List<String> filled(List<String> samples, String seat) {
    return samples.stream().map(json -> json.replace('\'', '"').replace("%s", seat)).toList();
  }

  @Test
  void whoSitsInAnotherSession_reachesNobody() {
    Set<String> before = rows();
    Client spy = Client.user(url(server.meeting(eve)), eve.accessToken());
    spy.await("room");
    int heard = host.frames.size();
    for (String seat : List.of(hostSeat, waitingSeat)) {
      for (String json : filled(AIMED, seat)) {
        String outcome = outcome(spy, json);
        boolean harmless = HARMLESS.contains(new JsonObject(json).getString("type"));
        assertThat(harmless || outcome.equals("not-found")).as(json + " " + outcome).isTrue();
      }
    }
    for (String json : filled(OWN, "")) {
      if (!json.contains("leave")) {
        spy.send(new JsonObject(json));
      }
    }
    spy.await("ended");
    assertTellsNothing(spy);
    assertThat(host.frames).hasSize(heard);
    assertThat(rows()).isEqualTo(before);
  }

  @Test
  void whoJoinsByTheCode_waitsAsAGuest_andSeesNothing() {
    Client spy = Client.user(url(theirs), eve.accessToken());
    spy.await("waiting");
    for (String json : filled(AIMED, hostSeat)) {
      assertThat(outcome(spy, json)).as(json).isEqualTo("not-admitted");
    }
    for (String json : filled(OWN, "")) {
      String type = new JsonObject(json).getString("type");
      if (!type.equals("leave")) {
        assertThat(outcome(spy, json))
            .as(json)
            .isEqualTo(type.equals("join") ? "already-joined" : "not-admitted");
      }
    }
    assertTellsNothing(spy);
  }

  @Test
  void aSeatOfOneSession_isNoneInAnother() {
    Meeting own = server.meeting(eve);
    Client spy = Client.user(url(own), eve.accessToken());
    String token = spy.await("seat").getString("seatToken");
    assertThat(Client.resume(url(theirs), token).error()).isEqualTo("seat-gone");
    Client guest = Client.guest(url(theirs), "Gil");
    String theirToken = guest.await("seat").getString("seatToken");
    assertThat(Client.resume(url(own), theirToken).error()).isEqualTo("seat-gone");
  }

  @Test
  void knowsEveryMessage() {
    Set<Class<?>> read =
        java.util.stream.Stream.concat(filled(AIMED, "x").stream(), filled(OWN, "x").stream())
            .map(json -> (MessageParse.Parsed) MessageReader.read(json))
            .map(parsed -> parsed.message().getClass())
            .collect(Collectors.toSet());
    assertThat(read).containsExactlyInAnyOrder(ClientMessage.class.getPermittedSubclasses());
  }
}
