package io.plenum.signaling.socket;

import io.plenum.signaling.chat.ChatJson;
import io.plenum.signaling.message.Person;
import io.plenum.signaling.message.QualitySpell;
import io.plenum.signaling.message.ServerMessage;
import io.plenum.signaling.message.Slot;
import io.plenum.signaling.message.SourceStates;
import io.plenum.signaling.message.Waiter;
import io.plenum.signaling.message.Watched;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Writes messages to clients as JSON (docs/protocol.md 2). Stateless; any thread may use it. */
public final class MessageWriter {
  /** Of `seat`: the protocol described in docs/protocol.md. */
  private static final int PROTOCOL = 1;

  private final String serverVersion;
  private final UnaryOperator<String> liveUrl;
  private final RelayAccess relays;

  /**
   * Writes for a server of this version.
   *
   * @param liveUrl makes the address of a meeting's live session from its access code; asked only
   *     while writing, for the address may not be known before the server listens
   * @param relays what each seat may use
   */
  public MessageWriter(String serverVersion, UnaryOperator<String> liveUrl, RelayAccess relays) {
    this.serverVersion = serverVersion;
    this.liveUrl = liveUrl;
    this.relays = relays;
  }

  /** The text frame of {@code message}. */
  public String write(ServerMessage message) {
    return json(message).encode();
  }

  private JsonObject json(ServerMessage message) {
    return switch (message) {
      case ServerMessage.SeatTaken taken -> seat(taken);
      case ServerMessage.Waiting waiting -> typed("waiting").put("hosts", waiting.hosts());
      case ServerMessage.Admitted admitted -> typed("admitted");
      case ServerMessage.Refused refused -> typed("refused");
      case ServerMessage.Removed removed -> typed("removed");
      case ServerMessage.Ended ended -> typed("ended").put("reason", lower(ended.reason()));
      case ServerMessage.Replaced replaced -> typed("replaced");
      case ServerMessage.SignedOut out -> typed("signed-out");
      case ServerMessage.Failed failed -> failed(failed);
      case ServerMessage.Ok ok -> typed("ok").put("replyTo", ok.replyTo());
      case ServerMessage.Room room -> room(room);
      case ServerMessage.PersonChanged changed ->
          typed("person").put("person", person(changed.person()));
      case ServerMessage.Left left ->
          typed("left").put("seat", left.seat()).put("reason", lower(left.reason()));
      case ServerMessage.WaiterCame came -> typed("waiter").put("waiter", waiter(came.waiter()));
      case ServerMessage.WaiterGone gone -> typed("waiter-gone").put("seat", gone.seat());
      case ServerMessage.ChatPosted posted ->
          typed("chat").put("message", ChatJson.of(posted.line()));
      case ServerMessage.ChatChanged changed ->
          typed("chat-changed").put("message", ChatJson.of(changed.line()));
      case ServerMessage.ChatSwept swept -> typed("chat-swept").put("through", swept.through());
      case ServerMessage.FileChanged changed -> typed("file").put("file", changed.file());
      case ServerMessage.MeetingChanged changed ->
          typed("meeting-changed").put("meeting", meeting(changed.meeting()));
      case ServerMessage.Invited invited ->
          typed("invited").put("by", invited.by()).put("names", new JsonArray(invited.names()));
      case ServerMessage.Speaker speaker -> typed("speaker").put("seat", speaker.seat());
      case ServerMessage.Slots slots ->
          typed("slots").put("slots", array(slots.slots(), MessageWriter::slot));
      case ServerMessage.WatchedSizes sizes -> watched(sizes.watched());
      case ServerMessage.Answer answer ->
          reply("answer", answer.replyTo()).put("sdp", answer.sdp());
      case ServerMessage.Quality quality ->
          reply("quality", quality.replyTo())
              .put("seat", quality.seat())
              .put("spells", array(quality.spells(), MessageWriter::spell));
      case ServerMessage.MediaLost lost -> typed("media-lost");
      case ServerMessage.Ending ending ->
          typed("ending").put("minutes", ending.minutes()).put("endsAt", time(ending.endsAt()));
    };
  }

  private JsonObject seat(ServerMessage.SeatTaken taken) {
    JsonObject json = seatAlone(taken);
    JsonArray iceServers = relays.of(taken.seat());
    return iceServers.isEmpty() ? json : json.put("iceServers", iceServers);
  }

  private JsonObject seatAlone(ServerMessage.SeatTaken taken) {
    return typed("seat")
        .put("protocol", PROTOCOL)
        .put("server", serverVersion)
        .put("seat", taken.seat())
        .put("seatToken", taken.seatToken())
        .put("state", taken.admitted() ? "admitted" : "waiting")
        .put("resumed", taken.resumed())
        .put("media", taken.mediaKept() ? "keep" : "new");
  }

  private static JsonObject failed(ServerMessage.Failed failed) {
    JsonObject json =
        reply("error", failed.replyTo())
            .put("code", failed.code().wireName())
            .put("message", failed.message());
    return failed.retryAfterSeconds() == null
        ? json
        : json.put("retryAfterSeconds", failed.retryAfterSeconds());
  }

  private JsonObject room(ServerMessage.Room room) {
    JsonObject json =
        typed("room")
            .put("meeting", meeting(room.meeting()))
            .put("you", person(room.you()))
            .put("people", array(room.people(), MessageWriter::person));
    if (room.waiting() != null) {
      json.put("waiting", array(room.waiting(), MessageWriter::waiter));
    }
    return json.put("chat", array(room.chat(), ChatJson::of)).put("endsAt", time(room.endsAt()));
  }

  private JsonObject meeting(ServerMessage.MeetingCard meeting) {
    return new JsonObject()
        .put("id", meeting.id())
        .put("name", meeting.name())
        .put("accessCode", meeting.accessCode())
        .put("liveUrl", liveUrl.apply(meeting.accessCode()))
        .put("locked", meeting.locked())
        .put("muteOnEntry", meeting.muteOnEntry());
  }

  private static JsonObject person(Person person) {
    return new JsonObject()
        .put("seat", person.seat())
        .put("name", person.name())
        .put("kind", person.kind().wireName())
        .put("organizer", person.organizer())
        .put("connected", person.connected())
        .put("joinedAt", time(person.joinedAt()))
        .put("sources", sources(person.sources()));
  }

  private static JsonObject sources(SourceStates sources) {
    return new JsonObject()
        .put("microphone", sources.microphone())
        .put("camera", sources.camera())
        .put("screen", sources.screen());
  }

  private static JsonObject waiter(Waiter waiter) {
    return new JsonObject()
        .put("seat", waiter.seat())
        .put("name", waiter.name())
        .put("note", waiter.note())
        .put("since", time(waiter.since()))
        .put("signedIn", waiter.signedIn());
  }

  private static JsonObject watched(Watched watched) {
    return typed("watched")
        .put("source", watched.source().wireName())
        .put("rids", new JsonArray(watched.rids()))
        .put("layers", watched.layers())
        .put("codec", watched.codec());
  }

  private static JsonObject spell(QualitySpell spell) {
    JsonObject json =
        new JsonObject()
            .put("trouble", spell.trouble())
            .put("from", time(spell.from()))
            .put("text", spell.text());
    if (spell.until() != null) {
      json.put("until", time(spell.until()));
    }
    putKnown(json, "percent", spell.figures().percent());
    putKnown(json, "height", spell.figures().height());
    putKnown(json, "kbps", spell.figures().kbps());
    putKnown(json, "pictures", spell.figures().pictures());
    putKnown(json, "ms", spell.figures().ms());
    return json;
  }

  private static void putKnown(JsonObject json, String name, int figure) {
    if (figure > 0) {
      json.put(name, figure);
    }
  }

  private static JsonObject slot(Slot slot) {
    JsonObject json =
        new JsonObject()
            .put("mid", slot.mid())
            .put("seat", slot.seat())
            .put("source", slot.source().wireName());
    return switch (slot.paused()) {
      case NOTHING -> json;
      case BANDWIDTH, SERVER -> json.put("paused", lower(slot.paused()));
    };
  }

  private static JsonObject typed(String type) {
    return new JsonObject().put("type", type);
  }

  private static JsonObject reply(String type, String replyTo) {
    return replyTo == null ? typed(type) : typed(type).put("replyTo", replyTo);
  }

  private static <T> JsonArray array(List<T> values, Function<T, JsonObject> writer) {
    JsonArray array = new JsonArray();
    values.forEach(value -> array.add(writer.apply(value)));
    return array;
  }

  /** RFC 3339 in UTC, to the millisecond: what browsers read. */
  private static String time(Instant at) {
    return at.truncatedTo(ChronoUnit.MILLIS).toString();
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
