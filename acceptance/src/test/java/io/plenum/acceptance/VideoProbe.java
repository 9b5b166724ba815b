package io.plenum.acceptance;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How a page's pictures are encoded, as sent and as received, by its newest connection's statistics
 * (W3C webrtc-stats). Confined to the page's thread.
 */
final class VideoProbe {
  private static final Gson GSON = new Gson();

  /** Asked of the page itself: Playwright sees no WebSocket frames of a stock Firefox. */
  private static final String SLOT_OF =
      """
      (seat) => plenum.state().slots.find((slot) => slot.seat === seat && slot.source === 'camera')?.mid ?? ''
      """;

  private static final String DECODES =
      """
      (type) => RTCRtpReceiver.getCapabilities('video').codecs.some(({mimeType}) => mimeType === type)
      """;

  private final Page page;

  VideoProbe(Page page) {
    this.page = page;
  }

  /** The page's seat. */
  String seat() {
    return (String) page.evaluate("() => plenum.state().seat");
  }

  /** What arrives of a seat's camera; empty before its first picture. */
  Optional<Received> received(String seat) {
    String mid = (String) page.evaluate(SLOT_OF, seat);
    Map<String, JsonObject> all = all();
    return streams(all, "inbound-rtp")
        .filter(stream -> text(stream, "mid").equals(mid) && number(stream, "frameHeight") > 0)
        .map(
            stream ->
                new Received(
                    codec(stream, all),
                    number(stream, "frameWidth"),
                    number(stream, "frameHeight"),
                    number(stream, "framesDecoded"),
                    number(stream, "keyFramesDecoded"),
                    number(stream, "freezeCount"),
                    number(stream, "pliCount"),
                    number(stream, "nackCount")))
        .findFirst();
  }

  /** Whether the browser has a decoder of {@code codec}, as {@code H264}. */
  boolean decodes(String codec) {
    return (Boolean) page.evaluate(DECODES, "video/" + codec);
  }

  /** The encodings of every picture ever sent, of simulcast in the order of their size. */
  List<Sent> sent() {
    Map<String, JsonObject> all = all();
    return streams(all, "outbound-rtp")
        .filter(stream -> number(stream, "framesEncoded") > 0)
        .map(
            stream ->
                new Sent(
                    text(stream, "rid"),
                    codec(stream, all),
                    text(stream, "scalabilityMode"),
                    number(stream, "frameHeight"),
                    number(stream, "framesEncoded")))
        .sorted((one, other) -> Long.compare(one.height(), other.height()))
        .toList();
  }

  private Map<String, JsonObject> all() {
    JsonArray all = GSON.toJsonTree(page.evaluate("() => plenumProbe.stats()")).getAsJsonArray();
    return all.asList().stream()
        .map(JsonElement::getAsJsonObject)
        .collect(Collectors.toMap(one -> text(one, "id"), Function.identity(), (a, _) -> a));
  }

  private static Stream<JsonObject> streams(Map<String, JsonObject> all, String type) {
    return all.values().stream()
        .filter(one -> text(one, "type").equals(type) && text(one, "kind").equals("video"));
  }

  /** As {@code VP8}. */
  private static String codec(JsonObject stream, Map<String, JsonObject> all) {
    JsonObject codec = all.get(text(stream, "codecId"));
    return codec == null ? "" : text(codec, "mimeType").replace("video/", "");
  }

  private static String text(JsonObject stats, String field) {
    return stats.has(field) && !stats.get(field).isJsonNull() ? stats.get(field).getAsString() : "";
  }

  private static long number(JsonObject stats, String field) {
    return stats.has(field) && !stats.get(field).isJsonNull() ? stats.get(field).getAsLong() : 0;
  }

  /** A received picture; counters since the slot's first packet. */
  record Received(
      String codec,
      long width,
      long height,
      long frames,
      long keyframes,
      long freezes,
      long plis,
      long nacks) {
    /** The same size, with what the counters grew by since {@code before}. */
    Received since(Received before) {
      return new Received(
          codec,
          width,
          height,
          frames - before.frames,
          keyframes - before.keyframes,
          freezes - before.freezes,
          plis - before.plis,
          nacks - before.nacks);
    }
  }

  /** One encoding of a sent picture; {@code rid} is empty without simulcast. */
  record Sent(String rid, String codec, String scalability, long height, long frames) {}
}
