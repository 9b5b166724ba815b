package io.plenum.acceptance;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.microsoft.playwright.Page;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a page really sends, receives and shows, asked from the browser itself: statistics of its
 * newest RTCPeerConnection (W3C webrtc-stats) and the pictures of its video elements. Confined to
 * its page's thread.
 */
final class MediaProbe {
  /**
   * Mean difference of luma (0 to 255) from which two pictures are different ones: noise of the
   * codec stays below, the fake camera's moving figure is above. Measured.
   */
  private static final double DIFFERENT = 0.5;

  private static final Gson GSON = new Gson();

  private static final String SOUND_CODECS =
      "() => plenumProbe.senders().find(({track}) => track?.kind === 'audio')"
          + ".getParameters().codecs?.map(({mimeType}) => mimeType) ?? []";

  private final Page page;

  MediaProbe(Page page) {
    this.page = page;
  }

  /** Whether the newest peer connection is connected. */
  boolean connected() {
    return (Boolean) page.evaluate("() => plenumProbe.connected()");
  }

  /** Peer connections made since the page was loaded. */
  int peersMade() {
    return (Integer) page.evaluate("() => plenumProbe.peersMade()");
  }

  /** Calls of setLocalDescription since the page was loaded: one per negotiation. */
  int negotiations() {
    return (Integer) page.evaluate("() => plenumProbe.localDescriptions()");
  }

  /**
   * The SRTP profile in use, such as {@code AEAD_AES_256_GCM}: the IANA name without its prefix
   * {@code SRTP_}, which browsers write or leave out.
   */
  String srtpCipher() {
    return stats("transport")
        .map(transport -> transport.get("srtpCipher"))
        .filter(cipher -> cipher != null)
        .map(cipher -> cipher.getAsString().replaceFirst("^SRTP_", ""))
        .findFirst()
        .orElse("");
  }

  /** One counter of all received streams of a kind ({@code audio}, {@code video}), added up. */
  double received(String kind, String counter) {
    return sum("inbound-rtp", kind, counter);
  }

  /** One counter of all sent streams of a kind, added up. */
  double sent(String kind, String counter) {
    return sum("outbound-rtp", kind, counter);
  }

  /**
   * Codecs of the sound that is sent, most wanted first, such as {@code audio/red}. Statistics tell
   * of redundancy nothing but by their bytes.
   */
  List<String> soundCodecs() {
    JsonArray codecs = GSON.toJsonTree(page.evaluate(SOUND_CODECS)).getAsJsonArray();
    return codecs.asList().stream().map(JsonElement::getAsString).toList();
  }

  /** The server's answer: the session's part, then each media section. */
  List<String> answer() {
    JsonArray parts = GSON.toJsonTree(page.evaluate("() => plenumProbe.answer()")).getAsJsonArray();
    return parts.asList().stream().map(JsonElement::getAsString).toList();
  }

  /** Frames of the camera encoded so far; of several encodings those of the busiest. */
  double framesEncoded() {
    return stats("outbound-rtp")
        .mapToDouble(stream -> number(stream, "framesEncoded"))
        .max()
        .orElse(0);
  }

  /** What the selected pair runs over, {@code udp} or {@code tcp}; empty: there is none. */
  String transport() {
    return selected("local-candidate", "localCandidateId")
        .map(candidate -> candidate.get("protocol").getAsString())
        .orElse("");
  }

  /**
   * What the browser reaches its relay by, {@code udp}, {@code tcp} or {@code tls}; empty: none.
   */
  String relayedBy() {
    return selected("local-candidate", "localCandidateId")
        .filter(candidate -> candidate.get("candidateType").getAsString().equals("relay"))
        .map(candidate -> candidate.get("relayProtocol").getAsString())
        .orElse("");
  }

  /** Where the browser may send from by {@code udp} or {@code tcp}. */
  List<InetSocketAddress> localAddresses(String protocol) {
    return stats("local-candidate")
        .filter(candidate -> candidate.get("protocol").getAsString().equals(protocol))
        .map(
            candidate ->
                new InetSocketAddress(
                    InetAddress.ofLiteral(candidate.get("address").getAsString()),
                    candidate.get("port").getAsInt()))
        .toList();
  }

  /** The server's port of the selected candidate pair; 0: there is none. */
  int remotePort() {
    return selected("remote-candidate", "remoteCandidateId")
        .map(candidate -> candidate.get("port").getAsInt())
        .orElse(0);
  }

  /** The browser's user name fragment of ICE: another one after each restart. */
  String localUfrag() {
    return stats("transport")
        .map(transport -> transport.get("iceLocalUsernameFragment").getAsString())
        .findFirst()
        .orElse("");
  }

  private Optional<JsonObject> selected(String type, String member) {
    return stats("transport")
        .filter(transport -> transport.has("selectedCandidatePairId"))
        .map(transport -> transport.get("selectedCandidatePairId").getAsString())
        .flatMap(id -> withId("candidate-pair", id))
        .flatMap(pair -> withId(type, pair.get(member).getAsString()))
        .findFirst();
  }

  private Stream<JsonObject> withId(String type, String id) {
    return stats(type).filter(one -> one.get("id").getAsString().equals(id));
  }

  /** What the browser believes it may send, in bits per second; 0 while it does not know. */
  double availableOutgoingBitrate() {
    return stats("candidate-pair")
        .mapToDouble(pair -> number(pair, "availableOutgoingBitrate"))
        .max()
        .orElse(0);
  }

  /** Why the browser sends less of its camera than it has: {@code none}, {@code cpu} and so on. */
  String limitation() {
    return stats("outbound-rtp")
        .filter(stream -> number(stream, "framesEncoded") > 0)
        .map(stream -> stream.get("qualityLimitationReason").getAsString())
        .findFirst()
        .orElse("");
  }

  /**
   * How far the sound of a pair of slots comes after its picture by the browser's own account, in
   * milliseconds: what it plays, on the clock that the server's sender reports give.
   */
  double playoutSkewMs(String videoMid, String audioMid) {
    List<JsonObject> inbound = stats("inbound-rtp").filter(stream -> stream.has("mid")).toList();
    return playoutMs(inbound, videoMid) - playoutMs(inbound, audioMid);
  }

  private static double playoutMs(List<JsonObject> inbound, String mid) {
    return inbound.stream()
        .filter(stream -> mid.equals(stream.get("mid").getAsString()))
        .mapToDouble(stream -> number(stream, "estimatedPlayoutTimestamp"))
        .findFirst()
        .orElse(0);
  }

  /** How many received streams of a kind grew by a counter since {@code before}. */
  long growing(String kind, String counter, Map<String, Double> before) {
    return bySlot(kind, counter).entrySet().stream()
        .filter(now -> now.getValue() > before.getOrDefault(now.getKey(), 0.0))
        .count();
  }

  /**
   * How many received streams bring packets with sound during an interval. Packets count too: a
   * browser makes up soft noise where a stream has stopped.
   */
  long voices(Duration interval) {
    Map<String, Double> packets = bySlot("audio", "packetsReceived");
    Map<String, Double> energy = bySlot("audio", "totalAudioEnergy");
    Eventually.pause(interval);
    Map<String, Double> packetsNow = bySlot("audio", "packetsReceived");
    return bySlot("audio", "totalAudioEnergy").entrySet().stream()
        .filter(now -> now.getValue() > energy.getOrDefault(now.getKey(), 0.0))
        .filter(now -> packetsNow.get(now.getKey()) > packets.getOrDefault(now.getKey(), 0.0))
        .count();
  }

  /** One counter of each received stream of a kind, by the mid of its slot. */
  Map<String, Double> bySlot(String kind, String counter) {
    Map<String, Double> values = new HashMap<>();
    stats("inbound-rtp")
        .filter(stream -> kind.equals(stream.get("kind").getAsString()) && stream.has("mid"))
        .forEach(stream -> values.put(stream.get("mid").getAsString(), number(stream, counter)));
    return values;
  }

  /** How many remote videos are on screen with a decoded picture. */
  int videosShown() {
    return pictures().size();
  }

  /** How many remote videos show another picture than in {@code before}. */
  long moved(Map<String, List<Double>> before) {
    return pictures().entrySet().stream()
        .filter(now -> before.containsKey(now.getKey()))
        .filter(now -> difference(now.getValue(), before.get(now.getKey())) > DIFFERENT)
        .count();
  }

  /** Luma of a shrunken copy of each remote video now on screen, by the mid of its slot. */
  Map<String, List<Double>> pictures() {
    JsonObject pictures =
        GSON.toJsonTree(page.evaluate("() => plenumProbe.pictures()")).getAsJsonObject();
    Map<String, List<Double>> result = new HashMap<>();
    for (Map.Entry<String, JsonElement> picture : pictures.entrySet()) {
      result.put(
          picture.getKey(),
          picture.getValue().getAsJsonArray().asList().stream()
              .map(JsonElement::getAsDouble)
              .toList());
    }
    return result;
  }

  /** Sends media through another UDP port of loopback; from the next connection on. */
  void useRelay(int port) {
    page.evaluate("port => plenumProbe.useRelay(port)", port);
  }

  private static double difference(List<Double> one, List<Double> other) {
    return IntStream.range(0, one.size())
        .mapToDouble(i -> Math.abs(one.get(i) - other.get(i)))
        .average()
        .orElse(0);
  }

  private double sum(String type, String kind, String counter) {
    return stats(type)
        .filter(stream -> kind.equals(stream.get("kind").getAsString()))
        .mapToDouble(stream -> number(stream, counter))
        .sum();
  }

  private static double number(JsonObject stats, String counter) {
    return stats.has(counter) ? stats.get(counter).getAsDouble() : 0;
  }

  private Stream<JsonObject> stats(String type) {
    JsonArray all = GSON.toJsonTree(page.evaluate("() => plenumProbe.stats()")).getAsJsonArray();
    return all.asList().stream()
        .map(JsonElement::getAsJsonObject)
        .filter(one -> one.get("type").getAsString().equals(type));
  }
}
