package io.plenum.signaling.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.signaling.access.AccessMatrix;
import io.plenum.signaling.access.Condition;
import io.plenum.signaling.access.Right;
import io.plenum.signaling.access.Role;
import io.plenum.signaling.access.Row;
import io.plenum.signaling.identity.SignedIn;
import io.plenum.signaling.meeting.Meeting;
import io.plenum.signaling.message.ClientMessage;
import io.plenum.storage.crypto.MasterKey;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every message of a client by every role, over a socket, against the access matrix. */
@Tag("I-2a")
@Tag("X-1")
@Tag("X-2")
@Tag("X-3")
@Tag("X-9")
@Tag("X-10")
@Tag("X-16")
@Tag("X-17")
@Tag("X-19")
class SocketMatrixTest {
  /** A message and the row of the matrix that REQUIREMENTS X gives it. */
  private record Sample(String json, Row row, Right right) {
    String type() {
      return new JsonObject(json).getString("type");
    }
  }

  private static final List<Sample> SAMPLES =
      List.of(
              new Sample("{'type':'join','name':'Zoe'}", Row.JOIN, Right.USE),
              new Sample("{'type':'leave'}", Row.JOIN, Right.USE),
              new Sample("{'type':'offer','sdp':'v=0','tracks':[]}", Row.CONFERENCE, Right.USE),
              new Sample("{'type':'view','wishes':[]}", Row.CONTROLS, Right.USE),
              new Sample("{'type':'quality'}", Row.CONTROLS, Right.USE),
              new Sample("{'type':'sources','camera':false}", Row.CONTROLS, Right.MODIFY),
              new Sample("{'type':'sources','screen':true}", Row.SCREEN_SHARE, Right.USE),
              new Sample("{'type':'chat','text':'hello'}", Row.CHAT, Right.CREATE),
              new Sample("{'type':'chat-edit','message':1,'text':'x'}", Row.CHAT, Right.MODIFY),
              new Sample("{'type':'chat-delete','message':1}", Row.CHAT, Right.DELETE),
              new Sample("{'type':'lock','locked':false}", Row.LOCK_AND_END, Right.USE),
              new Sample("{'type':'admit','seat':'nobody'}", Row.WAITING_ROOM, Right.USE),
              new Sample("{'type':'admit-all'}", Row.WAITING_ROOM, Right.USE),
              new Sample("{'type':'refuse','seat':'nobody'}", Row.WAITING_ROOM, Right.USE),
              new Sample("{'type':'remove','seat':'nobody'}", Row.REMOVE_GUEST, Right.USE),
              new Sample("{'type':'mute','seat':'nobody'}", Row.MUTE_OTHER, Right.USE),
              new Sample("{'type':'end'}", Row.LOCK_AND_END, Right.USE))
          .stream()
          .map(one -> new Sample(one.json.replace('\'', '"'), one.row, one.right))
          .toList();

  private static final Map<Role, SignedIn> PEOPLE = new EnumMap<>(Role.class);
  private static LiveServer server;
  private static SignedIn ann;

  @BeforeAll
  static void start(@TempDir Path folder) {
    server = LiveServer.start(folder, MasterKey.random(new SecureRandom()));
    ann = server.setUp();
    for (Role role : List.of(Role.PARTNER_ADMIN, Role.CUSTOMER_ADMIN, Role.USER)) {
      PEOPLE.put(role, server.colleague(role.text(), role));
    }
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Stream<Arguments> everyMessageByEveryRole() {
    return SAMPLES.stream()
        .flatMap(sample -> Stream.of(Role.values()).map(role -> Arguments.of(sample, role)));
  }

  @ParameterizedTest
  @MethodSource("everyMessageByEveryRole")
  void obeysTheAccessMatrix(Sample sample, Role role) {
    Meeting meeting = server.meeting(ann);
    Client host = Client.user(server.url(meeting.accessCode()), ann.accessToken());
    host.await("room");
    Client client = admitted(meeting, host, role);

    String outcome = outcome(client, sample);
    boolean granted =
        AccessMatrix.condition(role, sample.row(), sample.right())
            .filter(condition -> condition != Condition.ORGANIZER)
            .isPresent();
    assertThat(outcome.equals("forbidden")).as(outcome).isEqualTo(!granted);
    host.drop();
  }

  @ParameterizedTest
  @Tag("W-2a")
  @EnumSource(Role.class)
  void letsNobodyDoAnything_whoStillWaits(Role role) {
    Meeting meeting = server.meeting(ann);
    String url = server.url(meeting.accessCode());
    Client client;
    if (role == Role.GUEST) {
      client = Client.guest(url, "Zoe");
    } else {
      Client host = Client.user(url, ann.accessToken());
      host.await("room");
      Client before = Client.user(url, PEOPLE.get(role).accessToken());
      host.send("remove", before.await("seat").getString("seat"));
      before.await("removed");
      client = Client.user(url, PEOPLE.get(role).accessToken());
    }
    client.await("waiting");
    for (Sample sample : SAMPLES) {
      if (!sample.type().equals("leave")) {
        assertThat(outcome(client, sample))
            .as(sample.json())
            .isEqualTo(sample.type().equals("join") ? "already-joined" : "not-admitted");
      }
    }
  }

  private static Client admitted(Meeting meeting, Client host, Role role) {
    String url = server.url(meeting.accessCode());
    if (role != Role.GUEST) {
      Client client = Client.user(url, PEOPLE.get(role).accessToken());
      client.await("room");
      return client;
    }
    Client guest = Client.guest(url, "Zoe");
    host.send("admit", guest.await("seat").getString("seat"));
    guest.await("room");
    return guest;
  }

  /** The type of the answer, or the code of the error. */
  private static String outcome(Client client, Sample sample) {
    client.send(new JsonObject(sample.json()).put("id", "it"));
    while (true) {
      JsonObject message = client.next();
      assertThat(message).as("an answer to " + sample.json()).isNotNull();
      if ("it".equals(message.getString("replyTo"))) {
        return message.getString("code", message.getString("type"));
      }
    }
  }

  @Test
  void knowsEveryMessage() {
    Set<Class<?>> read =
        SAMPLES.stream()
            .map(sample -> (MessageParse.Parsed) MessageReader.read(sample.json()))
            .map(parsed -> parsed.message().getClass())
            .collect(Collectors.toSet());
    assertThat(read).containsExactlyInAnyOrder(ClientMessage.class.getPermittedSubclasses());
  }
}
