package io.plenum.signaling.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.hostile.ErrorsLogged;
import io.plenum.hostile.HostileJson;
import io.plenum.signaling.identity.SignedIn;
import io.plenum.signaling.meeting.Meeting;
import io.plenum.signaling.message.ClientMessage;
import io.plenum.storage.testkit.EachDatabase;
import io.plenum.storage.testkit.TestDatabase;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Every message of a client, spoilt in all the ways we know: each is answered or ignored, none is a
 * fault of ours, and the session goes on. For longer: {@code -Dplenum.fuzz.messages=5000}.
 */
@Tag("S-4")
@EachDatabase
class HostileMessagesTest {
  /** Of each kind. */
  private static final int MESSAGES = Integer.getInteger("plenum.fuzz.messages", 60);

  private static final long SEED = Long.getLong("plenum.fuzz.seed", 20261122L);

  /** Below what closes a socket: {@link SocketLimits#malformed} and its burst. */
  private static final int OF_ONE_SOCKET = 15;

  private static final List<String> GOOD =
      List.of(
              "{'type':'join','name':'Zoe','note':'hi','microphone':true,'client':{'name':'x'}}",
              "{'type':'offer','sdp':'v=0','tracks':[{'mid':'0','source':'camera'}]}",
              "{'type':'view','wishes':[{'seat':'x','source':'camera','width':9,'height':9}]}",
              "{'type':'sources','microphone':true,'camera':false,'screen':null}",
              "{'type':'chat','text':'hello','replyTo':1}",
              "{'type':'chat','text':'','location':{'latitude':1.5,'longitude':2,'label':'x'}}",
              "{'type':'chat','attachment':{'file':'f1','kind':'voice'}}",
              "{'type':'chat-edit','message':1,'text':'x'}",
              "{'type':'chat-delete','message':7}",
              "{'type':'admit','seat':'x'}",
              "{'type':'admit-all'}",
              "{'type':'refuse','seat':'x'}",
              "{'type':'remove','seat':'x'}",
              "{'type':'mute','seat':'x'}",
              "{'type':'lock','locked':false}",
              "{'type':'quality','seat':'x'}",
              "{'type':'leave'}",
              "{'type':'end'}")
          .stream()
          .map(json -> json.replace('\'', '"'))
          .toList();

  /** After these nobody answers any more. */
  private static final Set<String> ENDS = Set.of("leave", "end");

  private final TestDatabase store;
  private LiveServer server;
  private SignedIn ann;
  private Meeting meeting;

  HostileMessagesTest(TestDatabase store) {
    this.store = store;
  }

  @BeforeEach
  void start() {
    server = LiveServer.start(store);
    ann = server.setUp();
    meeting = server.meeting(ann);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /** Into the session; when that is just ending, into the next, as a page would. */
  private Client enter() {
    Client client = Client.user(server.url(meeting.accessCode()), ann.accessToken());
    JsonObject message = client.next();
    while (message != null && !message.getString("type").equals("room")) {
      if ("seat-gone".equals(message.getString("code"))) {
        return enter();
      }
      message = client.next();
    }
    assertThat(message).as("the room after " + client.frames).isNotNull();
    return client;
  }

  /** What is said is answered in order, so with the last answer all are there. */
  private static void awaitAnswers(Client client) {
    client.send(new JsonObject("{\"type\":\"view\",\"wishes\":[],\"id\":\"last\"}"));
    while (true) {
      JsonObject message = client.next();
      assertThat(message).as("an answer").isNotNull();
      if ("last".equals(message.getString("replyTo"))) {
        return;
      }
    }
  }

  /** Says it; who was shown out, as by a leave that was not spoilt, comes back first. */
  private Client said(Client client, String bad) {
    try {
      client.send(bad);
      return client;
    } catch (CompletionException closed) {
      return enter();
    }
  }

  @Test
  void answersEveryBadMessage_andGoesOn() {
    HostileJson json = new HostileJson(new Random(SEED));
    List<String> faults = new ArrayList<>();
    try (ErrorsLogged errors = new ErrorsLogged()) {
      for (String good : GOOD) {
        for (int sent = 0; sent < MESSAGES; sent += OF_ONE_SOCKET) {
          Client client = enter();
          for (int i = 0; i < OF_ONE_SOCKET; i++) {
            String bad = json.spoil(new JsonObject(good));
            client = said(client, bad);
            errors.drain().forEach(error -> faults.add(bad + "\n logged " + error));
          }
          if (!ENDS.contains(new JsonObject(good).getString("type"))) {
            awaitAnswers(client);
          }
          client.drop();
          client.frames.stream()
              .filter(frame -> frame.contains("\"internal\"") || frame.contains("Exception"))
              .forEach(frame -> faults.add(good + "\n answered " + frame));
        }
      }
      errors.drain().forEach(faults::add);
    }
    assertThat(faults.stream().limit(10)).isEmpty();
    Client after = enter();
    after.chat("still here");
    String text = after.await("chat").getJsonObject("message").getString("text");
    while (!"still here".equals(text)) {
      // What was well enough said before may still be on its way.
      text = after.await("chat").getJsonObject("message").getString("text");
    }
  }

  @Test
  void refusesAnId_thatIsNoText() {
    Client client = enter();
    for (String id : List.of("a\\u0000b", "\\ud800", "x\\udc00")) {
      client.send("{\"type\":\"chat\",\"id\":\"it\",\"attachment\":{\"file\":\"" + id + "\"}}");
      assertThat(client.error()).as(id).isEqualTo("malformed");
    }
  }

  @Test
  void knowsEveryMessage() {
    Set<Class<?>> read =
        GOOD.stream()
            .map(json -> (MessageParse.Parsed) MessageReader.read(json))
            .map(parsed -> parsed.message().getClass())
            .collect(Collectors.toSet());
    assertThat(read).containsExactlyInAnyOrder(ClientMessage.class.getPermittedSubclasses());
  }
}
