package io.plenum.bench.compare;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.List;

/** What is said to Janus and its videoroom, and what its answers mean. Stateless. */
final class JanusMessages {
  /** The plugin that forwards. */
  static final String VIDEOROOM = "janus.plugin.videoroom";

  private JanusMessages() {}

  /** A request of Janus itself: {@code create}, {@code attach}, {@code keepalive}, and so on. */
  static JsonObject request(String janus) {
    return new JsonObject().put("janus", janus);
  }

  /** A handle of the plugin is wanted. */
  static JsonObject attach() {
    return request("attach").put("plugin", VIDEOROOM);
  }

  /** A message to a handle; {@code jsepOrNull} is a description that goes with it. */
  static JsonObject message(JsonObject body, JsonObject jsepOrNull) {
    JsonObject message = request("message").put("body", body);
    return jsepOrNull == null ? message : message.put("jsep", jsepOrNull);
  }

  /** A room without a limit of its own for what publishers send. */
  static JsonObject createRoom(long room, int publishers) {
    return new JsonObject()
        .put("request", "create")
        .put("room", room)
        .put("publishers", publishers)
        .put("bitrate", 0)
        .put("audiocodec", "opus")
        .put("videocodec", "vp8");
  }

  /** Somebody enters who may publish. */
  static JsonObject joinAsPublisher(long room, long feed) {
    return new JsonObject()
        .put("request", "join")
        .put("ptype", "publisher")
        .put("room", room)
        .put("id", feed);
  }

  /** Somebody publishes what the offer that goes with it has. */
  static JsonObject publish() {
    return new JsonObject().put("request", "publish");
  }

  /** Somebody wants all that these publish. */
  static JsonObject subscribe(long room, List<Long> feeds) {
    JsonArray streams = new JsonArray();
    feeds.forEach(feed -> streams.add(new JsonObject().put("feed", feed)));
    return new JsonObject()
        .put("request", "join")
        .put("ptype", "subscriber")
        .put("room", room)
        .put("streams", streams);
  }

  /** A subscriber has answered. */
  static JsonObject start() {
    return new JsonObject().put("request", "start");
  }

  /** A description. */
  static JsonObject jsep(String type, String sdp) {
    return new JsonObject().put("type", type).put("sdp", sdp);
  }

  /** Whether an answer is only the promise of one: the plugin's event comes later. */
  static boolean promise(JsonObject answer) {
    return "ack".equals(answer.getString("janus"));
  }

  /**
   * The number of what was made.
   *
   * @throws IOException if Janus refused; the message says why
   */
  static long id(JsonObject answer) throws IOException {
    return checked(answer).getJsonObject("data").getLong("id");
  }

  /**
   * An answer that is none of an error, of Janus or of the plugin.
   *
   * @throws IOException if it is one; the message says why
   */
  static JsonObject checked(JsonObject answer) throws IOException {
    JsonObject error = answer.getJsonObject("error");
    if (error != null) {
      throw new IOException("Janus refused: " + error.getString("reason"));
    }
    JsonObject data = data(answer);
    if (data.containsKey("error")) {
      throw new IOException("the videoroom refused: " + data.getString("error"));
    }
    return answer;
  }

  /** The description that came with an answer. */
  static String sdp(JsonObject answer) throws IOException {
    JsonObject jsep = checked(answer).getJsonObject("jsep");
    if (jsep == null) {
      throw new IOException("Janus answered without a description: " + answer);
    }
    return jsep.getString("sdp");
  }

  /** What the plugin said; empty if it did not. */
  static JsonObject data(JsonObject answer) {
    JsonObject plugin = answer.getJsonObject("plugindata");
    return plugin == null ? new JsonObject() : plugin.getJsonObject("data", new JsonObject());
  }
}
