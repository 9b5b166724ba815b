package io.plenum.signaling.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.signaling.message.Attachment;
import io.plenum.signaling.message.ChatAuthor;
import io.plenum.signaling.message.ChatBody;
import io.plenum.signaling.message.ChatLine;
import io.plenum.signaling.message.ChatMessage;
import io.plenum.signaling.message.ClientMessage;
import io.plenum.signaling.message.ErrorCode;
import io.plenum.signaling.message.Location;
import io.plenum.signaling.message.MediaSource;
import io.plenum.signaling.message.Person;
import io.plenum.signaling.message.Quote;
import io.plenum.signaling.message.SeatKind;
import io.plenum.signaling.message.ServerMessage;
import io.plenum.signaling.message.SourceStates;
import io.plenum.signaling.message.Waiter;
import io.plenum.signaling.message.Watched;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** docs/protocol.md names everything that a socket can carry. */
class ProtocolDocumentTest {
  private static final Instant THEN = Instant.parse("2026-11-21T09:00:00Z");
  private static final Person ANN =
      new Person(
          "s", "Ann", SeatKind.GUEST, false, true, THEN, new SourceStates(true, true, false));

  private static final ServerMessage.MeetingCard CARD =
      new ServerMessage.MeetingCard("m", "Weekly", "123456789", false, true);

  private static final ChatLine LINE =
      new ChatLine(
          new ChatMessage(
              2,
              new ChatAuthor("s", "u", "Ann", SeatKind.GUEST),
              new ChatBody(
                  "hi",
                  new Attachment(
                      Attachment.Kind.VOICE,
                      new Attachment.FileCard("f", "hello.ogg", 1_000, "audio/ogg")),
                  new Location(1, 2, "here")),
              new Quote(1, "v", "Bob", "hello"),
              THEN,
              THEN,
              THEN),
          true);

  private static final List<ServerMessage> SAMPLES =
      List.of(
          new ServerMessage.SeatTaken("s", "t", true, false, false),
          new ServerMessage.Waiting(true),
          new ServerMessage.Admitted(),
          new ServerMessage.Refused(),
          new ServerMessage.Removed(),
          new ServerMessage.Ended(ServerMessage.EndReason.TIME),
          new ServerMessage.Replaced(),
          new ServerMessage.SignedOut(),
          new ServerMessage.Failed("1", ErrorCode.TOO_MANY_REQUESTS, "slower", 1),
          new ServerMessage.Ok("1"),
          new ServerMessage.Room(
              CARD,
              ANN,
              List.of(ANN),
              List.of(new Waiter("w", "Bob", "hello", THEN, false)),
              List.of(),
              THEN),
          new ServerMessage.PersonChanged(ANN),
          new ServerMessage.Left("s", ServerMessage.LeaveReason.TIMEOUT),
          new ServerMessage.WaiterCame(new Waiter("w", "Bob", "hello", THEN, false)),
          new ServerMessage.WaiterGone("w"),
          new ServerMessage.ChatPosted(LINE),
          new ServerMessage.ChatChanged(LINE),
          new ServerMessage.ChatSwept(7),
          new ServerMessage.FileChanged("f"),
          new ServerMessage.MeetingChanged(CARD),
          new ServerMessage.Invited("Ann", List.of("Bob")),
          new ServerMessage.Speaker("s"),
          new ServerMessage.Slots(List.of()),
          new ServerMessage.WatchedSizes(new Watched(MediaSource.CAMERA, List.of("q"), 1, "VP8")),
          new ServerMessage.Answer("1", "v=0"),
          new ServerMessage.Quality("1", "s", List.of()),
          new ServerMessage.MediaLost(),
          new ServerMessage.Ending(15, THEN));

  private static String document;

  @BeforeAll
  static void read() throws IOException {
    document = Files.readString(Path.of("..", "docs", "protocol.md"));
  }

  @Test
  void namesEveryMessageOfTheServer_withItsFields() {
    MessageWriter writer =
        new MessageWriter(
            "0.1.0",
            code -> "/m/" + code + "/live",
            new RelayAccess(List.of("turn:example.org"), "s", InstantSource.system()));
    for (ServerMessage sample : SAMPLES) {
      JsonObject json = new JsonObject(writer.write(sample));
      assertThat(document).contains("`" + json.getString("type") + "`");
      fields(json)
          .forEach(
              field ->
                  assertThat(document).as(json.encode()).containsPattern("\\b" + field + "\\b"));
    }
    assertThat(SAMPLES.stream().map(Object::getClass))
        .containsExactlyInAnyOrderElementsOf(kinds(ServerMessage.class).toList());
  }

  /** The names of all fields, of objects inside too. */
  private static Stream<String> fields(JsonObject json) {
    return json.stream()
        .flatMap(
            field ->
                Stream.concat(
                    Stream.of(field.getKey()),
                    field.getValue() instanceof JsonObject inner ? fields(inner) : Stream.empty()));
  }

  @Test
  void namesEveryMessageOfAClient() {
    kinds(ClientMessage.class)
        .map(kind -> kind.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "-"))
        .forEach(type -> assertThat(document).contains("`" + type.toLowerCase(Locale.ROOT) + "`"));
  }

  @Test
  void namesEveryErrorCode_ofSocketsAndOfRest() {
    for (ErrorCode code : ErrorCode.values()) {
      assertThat(document).contains("`" + code.wireName() + "`");
    }
    for (var code : io.plenum.signaling.api.ErrorCode.values()) {
      assertThat(document).contains("`" + code.text() + "`");
    }
  }

  private static Stream<Class<?>> kinds(Class<?> sealed) {
    return Stream.of(sealed.getPermittedSubclasses())
        .flatMap(kind -> kind.isSealed() ? kinds(kind) : Stream.of(kind));
  }
}
