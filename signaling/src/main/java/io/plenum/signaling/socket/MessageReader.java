package io.plenum.signaling.socket;

import io.plenum.signaling.message.ChatDraft;
import io.plenum.signaling.message.ClientMessage;
import io.plenum.signaling.message.Credential;
import io.plenum.signaling.message.ErrorCode;
import io.plenum.signaling.message.MediaSource;
import io.plenum.signaling.message.Plain;
import io.plenum.signaling.message.Track;
import io.plenum.signaling.message.Wish;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads a client's text frame (docs/protocol.md 2.1, 2.2, 2.4). Total: any text is a message or a
 * reject. Unknown fields are ignored.
 */
final class MessageReader {
  /** Limits in characters, of docs/protocol.md 2. */
  private static final int ID = 64;

  private static final int NAME = 60;
  private static final int NOTE = 200;
  private static final int CLIENT = 60;

  /** A seat's id is 32 characters; leaves room to change it. */
  private static final int SEAT = 64;

  /** An access token is about 500 characters. */
  private static final int TOKEN = 4_096;

  /** One m-line for each source; RFC 8843 allows a mid any length, browsers use 1 to 3. */
  private static final int TRACKS = 8;

  private static final int MID = 32;
  private static final int WISHES = 25;

  /** The largest side of a picture in pixels; the largest that VP8 can code (RFC 6386, 9.1). */
  private static final int SIDE = 16_383;

  /** The frame's limit holds for it too: {@link SocketLimits#frameBytes}. */
  private static final int SDP = 256 * 1024;

  private MessageReader() {}

  /** The message in {@code frame}, or why there is none. */
  static MessageParse read(String frame) {
    JsonObject json;
    try {
      json = new JsonObject(frame);
    } catch (DecodeException | ClassCastException notAnObject) {
      return new MessageParse.Rejected(null, ErrorCode.MALFORMED, "not a JSON object");
    }
    Fields fields = new Fields(json);
    String id = fields.text("id", 0, ID, null);
    String type = fields.text("type", 1, ID);
    if (fields.problem() != null) {
      return new MessageParse.Rejected(
          json.getValue("id") instanceof String given && given.equals(id) ? id : null,
          ErrorCode.MALFORMED,
          fields.problem());
    }
    ClientMessage message = message(type, id, fields);
    if (message == null) {
      return new MessageParse.Rejected(id, ErrorCode.UNKNOWN_TYPE, "no message has this type");
    }
    return fields.problem() == null
        ? new MessageParse.Parsed(message)
        : new MessageParse.Rejected(id, ErrorCode.MALFORMED, fields.problem());
  }

  private static ClientMessage message(String type, String id, Fields fields) {
    return switch (type) {
      case "join" -> join(id, fields);
      case "offer" -> offer(id, fields);
      case "view" -> new ClientMessage.View(id, fields.list("wishes", WISHES, MessageReader::wish));
      case "quality" -> new ClientMessage.Quality(id, fields.text("seat", 1, SEAT, null));
      case "sources" ->
          new ClientMessage.Sources(
              id,
              fields.truth("microphone", null),
              fields.truth("camera", null),
              fields.truth("screen", null));
      case "chat" -> new ClientMessage.Chat(id, ChatReader.draft(fields));
      case "chat-edit" ->
          new ClientMessage.ChatEdit(
              id, fields.ordinal("message"), fields.text("text", 0, ChatDraft.TEXT_LIMIT));
      case "chat-delete" -> new ClientMessage.ChatDelete(id, fields.ordinal("message"));
      case "admit" -> aimed(id, fields, ClientMessage.Admit::new);
      case "admit-all" -> new ClientMessage.AdmitAll(id);
      case "refuse" -> aimed(id, fields, ClientMessage.Refuse::new);
      case "remove" -> aimed(id, fields, ClientMessage.Remove::new);
      case "mute" -> aimed(id, fields, ClientMessage.Mute::new);
      case "lock" -> new ClientMessage.Lock(id, fields.truth("locked", true));
      case "leave" -> new ClientMessage.Leave(id);
      case "end" -> new ClientMessage.End(id);
      default -> null;
    };
  }

  private interface Aimed {
    ClientMessage at(String id, String seat);
  }

  private static ClientMessage aimed(String id, Fields fields, Aimed message) {
    return message.at(id, fields.text("seat", 1, SEAT));
  }

  private static ClientMessage join(String id, Fields fields) {
    Fields client = fields.object("client");
    String program =
        client.text("name", 0, CLIENT, "") + " " + client.text("version", 0, CLIENT, "");
    return new ClientMessage.Join(
        id,
        credential(fields),
        fields.truth("microphone", null),
        fields.truth("camera", true),
        Plain.line(program));
  }

  /** The strongest right that is shown: a seat, then a sign-in, then a name. */
  private static Credential credential(Fields fields) {
    if (fields.has("seatToken")) {
      return new Credential.SeatToken(fields.text("seatToken", 1, TOKEN));
    }
    if (fields.has("accessToken")) {
      return new Credential.AccessToken(fields.text("accessToken", 1, TOKEN));
    }
    String name = Plain.line(fields.text("name", 1, NAME));
    if (name.isEmpty()) {
      fields.wrong("name must not be blank");
    }
    return new Credential.GuestName(name, Plain.line(fields.text("note", 0, NOTE, "")));
  }

  private static ClientMessage offer(String id, Fields fields) {
    Set<String> mids = new HashSet<>();
    Function<Fields, Track> track =
        each -> {
          String mid = each.text("mid", 1, MID);
          if (!mids.add(mid)) {
            each.wrong("mid must not occur twice");
          }
          return new Track(mid, source(each));
        };
    return new ClientMessage.Offer(
        id, fields.text("sdp", 1, SDP), fields.list("tracks", TRACKS, track));
  }

  private static Wish wish(Fields fields) {
    return new Wish(
        fields.text("seat", 1, SEAT),
        source(fields),
        fields.size("width", SIDE),
        fields.size("height", SIDE),
        fields.truth("pinned", false));
  }

  private static MediaSource source(Fields fields) {
    return MediaSource.named(fields.text("source", 1, ID))
        .orElseGet(
            () -> {
              fields.wrong("source must be microphone, camera, screen or screen-audio");
              return MediaSource.CAMERA;
            });
  }
}
