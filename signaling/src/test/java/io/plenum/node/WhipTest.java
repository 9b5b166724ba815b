package io.plenum.node;

import static io.plenum.node.Client.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.signaling.api.AnswerSchemas;
import io.plenum.signaling.stream.Offers;
import io.plenum.signaling.stream.StreamKeys;
import io.plenum.signaling.stream.Streams;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** WHIP and WHEP over real HTTP, without media: RFC 9725, draft-ietf-wish-whep-02, docs/whip.md. */
class WhipTest {
  private static final String WHIP = "/api/v1/whip";
  private static final String WHEP = "/api/v1/whep";
  private static final String SDP = "application/sdp";
  private static final String FRAGMENT = "application/trickle-ice-sdpfrag";
  private static final String CANDIDATE =
      "m=audio 9 RTP/AVP 0\r\na=mid:0\r\na=candidate:1 1 udp 1 192.0.2.1 9 typ host\r\n";

  @TempDir Path folder;
  private Node node;
  private Client client;
  private String[] ada;
  private String meeting;
  private String code;

  @BeforeEach
  void start() {
    start(
        Map.of(
            "PLENUM_TURN_URLS", "turn:turn.example.org:3478?transport=udp",
            "PLENUM_TURN_SECRET", "a-secret-that-coturn-shares"));
    ada = FirstStart.bearer(FirstStart.setUp(client));
    JsonObject made = json(client.post("/api/v1/meetings", named("Weekly"), ada));
    meeting = made.getString("id");
    code = made.getString("accessCode");
  }

  private void start(Map<String, String> more) {
    Map<String, String> environment = FirstStart.environment(folder);
    environment.putAll(more);
    node = Node.start(Configuration.read(environment));
    client = new Client(node.httpPort());
  }

  @AfterEach
  void stop() {
    node.close();
  }

  private static JsonObject named(String name) {
    return new JsonObject().put("name", name);
  }

  private String keys() {
    return "/api/v1/meetings/" + meeting + "/stream-keys";
  }

  private JsonObject key(String scope) {
    return json(client.post(keys(), named("Stage camera").put("scope", scope), ada));
  }

  private HttpResponse<String> call(
      String method, String path, String type, String body, String secret, String... headers) {
    List<String> all = new ArrayList<>(List.of(headers));
    if (type != null) {
      all.addAll(List.of("Content-Type", type));
    }
    if (secret != null) {
      all.addAll(List.of("Authorization", "Bearer " + secret));
    }
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(client.base() + path))
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (!all.isEmpty()) {
      request.headers(all.toArray(String[]::new));
    }
    try {
      HttpResponse<String> answer = client.http().send(request.build(), BodyHandlers.ofString());
      if (!method.equals("OPTIONS") && !method.equals("GET")) {
        AnswerSchemas.check(method, path, answer);
      }
      return answer;
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private HttpResponse<String> publish(String secret) {
    return call("POST", WHIP, SDP, Offers.PUBLISHER, secret);
  }

  private HttpResponse<String> watch(String secret) {
    return call("POST", WHEP, SDP, Offers.VIEWER, secret);
  }

  private static String header(HttpResponse<String> answer, String name) {
    return answer.headers().firstValue(name).orElseThrow();
  }

  private static void refused(HttpResponse<String> answer, int status, String code) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(header(answer, "Content-Type")).isEqualTo("application/problem+json");
    assertThat(json(answer).getString("code")).isEqualTo(code);
    assertThat(header(answer, "Access-Control-Allow-Origin")).isEqualTo("*");
  }

  private LiveSeat organizer() {
    return LiveSeat.user(client, code, ada[1].substring("Bearer ".length()));
  }

  // --- keys

  @Test
  void showsAKeysSecretOnce_andKeepsAHashOnly() {
    JsonObject made = key("publish");
    assertThat(made.getString("secret")).hasSize(43);
    assertThat(made.getString("url")).endsWith(WHIP);
    assertThat(key("view").getString("url")).endsWith(WHEP);

    HttpResponse<String> listed = client.get(keys(), ada);
    assertThat(json(listed).getJsonArray("items")).hasSize(2);
    assertThat(listed.body()).doesNotContain(made.getString("secret"));
  }

  @Test
  void letsTheOrganizerOnlyMakeKeys() {
    String[] colleague = colleague();
    assertThat(client.get(keys(), colleague).statusCode()).isEqualTo(403);
    assertThat(client.post(keys(), named("Mine").put("scope", "view"), colleague).statusCode())
        .isEqualTo(403);
    String made = keys() + "/" + key("view").getString("id");
    assertThat(client.send("DELETE", made, null, colleague).statusCode()).isEqualTo(403);
    assertThat(client.get(keys()).statusCode()).isEqualTo(401);
    assertThat(client.get("/api/v1/meetings/" + "0".repeat(32) + "/stream-keys", ada).statusCode())
        .isEqualTo(404);
  }

  private String[] colleague() {
    JsonObject ben = named("Ben").put("role", "user").put("email", "ben@acme.example");
    String given = json(client.post("/api/v1/users", ben, ada)).getString("password");
    JsonObject credentials = new JsonObject().put("email", "ben@acme.example");
    String[] first =
        FirstStart.bearer(
            client.post("/api/v1/sign-in", credentials.copy().put("password", given)));
    JsonObject change = new JsonObject().put("current", given).put("new", FirstStart.PASSWORD);
    client.send("PUT", "/api/v1/me/password", change.encode(), first);
    return FirstStart.bearer(
        client.post("/api/v1/sign-in", credentials.put("password", FirstStart.PASSWORD)));
  }

  @Test
  void makesNoMoreKeys_thanTheLimit() {
    for (int i = 0; i < StreamKeys.LIMIT; i++) {
      key("view");
    }
    HttpResponse<String> beyond = client.post(keys(), named("One more").put("scope", "view"), ada);
    assertThat(beyond.statusCode()).isEqualTo(409);
    assertThat(json(beyond).getString("code")).isEqualTo("limit-reached");
  }

  @Test
  void refusesAKeyThatEndsInThePast() {
    JsonObject past = named("Late").put("scope", "view").put("expiresAt", Instant.EPOCH.toString());
    assertThat(client.post(keys(), past, ada).statusCode()).isEqualTo(400);
  }

  @Test
  void endsTheStream_whenItsKeyEnds() {
    JsonObject made = key("publish");
    try (LiveSeat organizer = organizer()) {
      String stream = header(publish(made.getString("secret")), "Location");
      organizer.await("person");

      assertThat(client.send("DELETE", keys() + "/" + made.getString("id"), null, ada).statusCode())
          .isEqualTo(204);

      organizer.await("left");
      refused(call("DELETE", stream, null, null, made.getString("secret")), 401, "not-signed-in");
    }
  }

  // --- WHIP

  @Test
  void publishes_asAParticipantWhomAllSee() {
    String secret = key("publish").getString("secret");
    try (LiveSeat organizer = organizer()) {
      HttpResponse<String> created = publish(secret);

      assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
      assertThat(header(created, "Content-Type")).isEqualTo(SDP);
      assertThat(header(created, "Location")).startsWith(WHIP + "/");
      assertThat(header(created, "ETag")).matches("\"[0-9a-f]{32}\"");
      assertThat(header(created, "Accept-Patch")).isEqualTo(FRAGMENT);
      assertThat(header(created, "Link"))
          .startsWith("<turn:turn.example.org:3478?transport=udp>; rel=\"ice-server\"; username=\"")
          .endsWith("; credential-type=\"password\"");
      assertThat(header(created, "Access-Control-Expose-Headers")).contains("Location", "ETag");
      assertThat(created.body())
          .startsWith("v=0")
          .contains("a=ice-lite", "a=setup:passive", "a=recvonly", "a=end-of-candidates");
      JsonObject person = organizer.await("person").getJsonObject("person");
      assertThat(person.getString("name")).isEqualTo("Stage camera");
      assertThat(person.getJsonObject("sources").getBoolean("camera")).isTrue();

      assertThat(call("DELETE", header(created, "Location"), null, null, secret).statusCode())
          .isEqualTo(200);
      assertThat(organizer.await("left").getString("seat")).isEqualTo(person.getString("seat"));
      refused(call("DELETE", header(created, "Location"), null, null, secret), 404, "not-found");
    }
  }

  @Test
  void startsTheLiveSession_whenNobodyIsThere() {
    publish(key("publish").getString("secret"));

    assertThat(json(client.get("/api/v1/meetings/" + meeting, ada)).getBoolean("live")).isTrue();
  }

  @Test
  void takesTheNewestStreamOfAKey() {
    String secret = key("publish").getString("secret");
    try (LiveSeat organizer = organizer()) {
      String first = header(publish(secret), "Location");
      String seat = organizer.await("person").getJsonObject("person").getString("seat");

      String second = header(publish(secret), "Location");

      assertThat(organizer.await("left").getString("seat")).isEqualTo(seat);
      assertThat(call("DELETE", first, null, null, secret).statusCode()).isEqualTo(404);
      assertThat(call("DELETE", second, null, null, secret).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void goesOnInTheSameSession_whenTheOnlyStreamIsPublishedAnew() {
    String secret = key("publish").getString("secret");
    publish(secret);

    assertThat(publish(secret).statusCode()).isEqualTo(201);

    String sessions = "/api/v1/meetings/" + meeting + "/sessions";
    assertThat(json(client.get(sessions, ada)).getJsonArray("items")).hasSize(1);
  }

  @Test
  void entersTheNextSession_whenItsOwnEndHasEndedTheOneBefore() {
    String secret = key("publish").getString("secret");
    for (int i = 0; i < 10; i++) {
      HttpResponse<String> created = publish(secret);
      assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
      call("DELETE", header(created, "Location"), null, null, secret);
    }
  }

  @Test
  void letsNoMoreWatchByOneKey_thanTheLimit() {
    String secret = key("view").getString("secret");
    try (LiveSeat organizer = organizer()) {
      for (int i = 0; i < Streams.VIEWERS_OF_KEY; i++) {
        assertThat(watch(secret).statusCode()).isEqualTo(201);
      }
      refused(watch(secret), 503, "room-full");
      assertThat(watch(key("view").getString("secret")).statusCode()).isEqualTo(201);
      assertThat(organizer.id()).isNotNull();
    }
  }

  @Test
  void refusesWhoeverHasNoKey() {
    for (String secret : new String[] {null, "", "wrong", "a".repeat(500)}) {
      HttpResponse<String> answer = publish(secret);
      refused(answer, 401, "not-signed-in");
      assertThat(header(answer, "WWW-Authenticate")).isEqualTo("Bearer");
    }
    refused(publish(ada[1].substring("Bearer ".length())), 401, "not-signed-in");
    refused(publish(key("view").getString("secret")), 403, "forbidden");
    refused(watch(key("publish").getString("secret")), 403, "forbidden");
  }

  @Test
  void refusesWhatIsNoOffer_orNoneThatItCanAnswer() {
    String secret = key("publish").getString("secret");
    refused(call("POST", WHIP, "application/json", "{}", secret), 415, "bad-request");
    refused(call("POST", WHIP, null, Offers.PUBLISHER, secret), 415, "bad-request");
    refused(call("POST", WHIP, SDP, "hello", secret), 400, "bad-request");
    refused(call("POST", WHIP, SDP, "", secret), 400, "bad-request");
    refused(call("POST", WHIP, SDP, Offers.VIEWER, secret), 422, "unusable-offer");
    refused(
        call("POST", WHIP, SDP, Offers.PUBLISHER.replace("VP8/90000", "H265/90000"), secret),
        422,
        "unusable-offer");
    refused(
        call("POST", WHIP, SDP, Offers.PUBLISHER.replace("a=ice-ufrag:Zp3x\r\n", ""), secret),
        422,
        "unusable-offer");
    refused(call("POST", WHIP, SDP, "v=0\r\n" + "a".repeat(70_000), secret), 413, "too-large");
  }

  @Test
  void staysOutside_whileTheSessionIsLocked() {
    String secret = key("publish").getString("secret");
    try (LiveSeat organizer = organizer()) {
      organizer.send(new JsonObject().put("type", "lock").put("locked", true).put("id", "1"));
      organizer.await("ok");

      HttpResponse<String> answer = publish(secret);

      refused(answer, 409, "locked");
      assertThat(header(answer, "Retry-After")).isEqualTo("5");
    }
  }

  @Test
  void doesNotComeBack_whenItWasRemoved_notEvenAfterARestart() {
    String secret = key("publish").getString("secret");
    try (LiveSeat organizer = organizer()) {
      publish(secret);
      String seat = organizer.await("person").getJsonObject("person").getString("seat");

      organizer.send(new JsonObject().put("type", "remove").put("seat", seat).put("id", "1"));
      organizer.await("ok");

      refused(publish(secret), 403, "forbidden");
    }
    node.close();
    start(Map.of());
    refused(publish(secret), 403, "forbidden");
  }

  @Test
  void isGoneAfterARestart_andComesBackByItsKey() {
    String secret = key("publish").getString("secret");
    String stream = header(publish(secret), "Location");
    node.close();
    start(Map.of());

    refused(call("DELETE", stream, null, null, secret), 404, "not-found");
    assertThat(publish(secret).statusCode()).isEqualTo(201);
    JsonObject sessions = json(client.get("/api/v1/meetings/" + meeting + "/sessions", ada));
    long there =
        sessions.getJsonArray("items").stream()
            .flatMap(session -> ((JsonObject) session).getJsonArray("people").stream())
            .filter(person -> ((JsonObject) person).getString("leftAt") == null)
            .count();
    assertThat(there).isEqualTo(1);
  }

  // --- PATCH

  @Test
  void hearsCandidates_ofTheIceSessionThatIsNamed() {
    String secret = key("publish").getString("secret");
    HttpResponse<String> created = publish(secret);
    String stream = header(created, "Location");

    HttpResponse<String> heard =
        call("PATCH", stream, FRAGMENT, CANDIDATE, secret, "If-Match", header(created, "ETag"));
    assertThat(heard.statusCode()).isEqualTo(204);
    assertThat(heard.headers().firstValue("ETag")).isEmpty();

    refused(call("PATCH", stream, FRAGMENT, CANDIDATE, secret), 428, "version-required");
    refused(
        call("PATCH", stream, FRAGMENT, CANDIDATE, secret, "If-Match", "\"other\""),
        412,
        "changed-meanwhile");
    refused(
        call("PATCH", stream, SDP, CANDIDATE, secret, "If-Match", header(created, "ETag")),
        415,
        "bad-request");
    refused(
        call("PATCH", stream, FRAGMENT, "{}", secret, "If-Match", header(created, "ETag")),
        400,
        "bad-request");
  }

  @Test
  void restartsIce_underAnotherTag() {
    String secret = key("publish").getString("secret");
    HttpResponse<String> created = publish(secret);
    String stream = header(created, "Location");
    String fragment = "a=ice-ufrag:ysXw\r\na=ice-pwd:vw5LmwG4y/e6dPP/zAP9Gp5k\r\n";

    HttpResponse<String> restarted =
        call("PATCH", stream, FRAGMENT, fragment, secret, "If-Match", "*");
    assertThat(restarted.statusCode()).as(restarted.body()).isEqualTo(200);
    assertThat(header(restarted, "Content-Type")).isEqualTo(FRAGMENT);
    assertThat(restarted.body()).contains("a=ice-pwd:", "a=candidate:", "m=audio ");
    assertThat(ufrag(restarted)).isNotEqualTo(ufrag(created));
    String tag = header(restarted, "ETag");
    assertThat(tag).isNotEqualTo(header(created, "ETag"));

    refused(
        call("PATCH", stream, FRAGMENT, CANDIDATE, secret, "If-Match", header(created, "ETag")),
        412,
        "changed-meanwhile");
    assertThat(call("PATCH", stream, FRAGMENT, CANDIDATE, secret, "If-Match", tag).statusCode())
        .isEqualTo(204);
  }

  private static String ufrag(HttpResponse<String> answer) {
    return answer
        .body()
        .lines()
        .filter(line -> line.startsWith("a=ice-ufrag:"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void knowsNoStream_ofAnotherKey() {
    String stream = header(publish(key("publish").getString("secret")), "Location");
    String other = key("publish").getString("secret");

    refused(call("DELETE", stream, null, null, other), 404, "not-found");
    refused(call("PATCH", stream, FRAGMENT, CANDIDATE, other, "If-Match", "*"), 404, "not-found");
    refused(call("DELETE", stream, null, null, null), 404, "not-found");
  }

  // --- what pages of other sites ask

  @Test
  void tellsPagesOfOtherSites_whatTheyMaySend() {
    HttpResponse<String> endpoint =
        call("OPTIONS", WHIP, null, null, null, "Access-Control-Request-Method", "POST");
    assertThat(endpoint.statusCode()).isEqualTo(200);
    assertThat(header(endpoint, "Accept-Post")).isEqualTo(SDP);
    assertThat(header(endpoint, "Access-Control-Allow-Origin")).isEqualTo("*");
    assertThat(header(endpoint, "Access-Control-Allow-Methods")).contains("POST");
    assertThat(header(endpoint, "Access-Control-Allow-Headers"))
        .contains("Authorization", "Content-Type", "If-Match");

    HttpResponse<String> stream = call("OPTIONS", WHEP + "/any", null, null, null);
    assertThat(stream.statusCode()).isEqualTo(200);
    assertThat(header(stream, "Accept-Patch")).isEqualTo(FRAGMENT);
    assertThat(header(stream, "Access-Control-Allow-Methods")).contains("PATCH", "DELETE");

    assertThat(call("GET", WHIP, null, null, null).statusCode()).isEqualTo(204);
    assertThat(call("GET", WHIP + "/any", null, null, null).statusCode()).isEqualTo(204);
    assertThat(call("PUT", WHIP, null, null, null).statusCode()).isEqualTo(405);
  }

  @Test
  void isCalledByPagesOfOtherSites() {
    String secret = key("publish").getString("secret");

    HttpResponse<String> created =
        call("POST", WHIP, SDP, Offers.PUBLISHER, secret, "Origin", "https://studio.example.org");

    assertThat(created.statusCode()).isEqualTo(201);
    assertThat(header(created, "Access-Control-Allow-Origin")).isEqualTo("*");
  }

  // --- WHEP

  @Test
  void aViewerChooses_byTheQuery() {
    JsonObject publisher = key("publish");
    assertThat(publish(publisher.getString("secret")).statusCode()).isEqualTo(201);
    String secret = key("view").getString("secret");
    for (String query :
        List.of(
            "?participant=Stage%20camera",
            "?participant=nobody&participant=stage%20CAMERA&source=camera&height=360",
            "?height=180",
            "?unknown=1")) {
      assertThat(call("POST", WHEP + query, SDP, Offers.VIEWER, secret).statusCode())
          .as(query)
          .isEqualTo(201);
    }
    for (String query : List.of("?source=camera", "?participant=a&source=x", "?height=1")) {
      HttpResponse<String> refused = call("POST", WHEP + query, SDP, Offers.VIEWER, secret);
      assertThat(refused.statusCode()).as(query).isEqualTo(400);
      assertThat(json(refused).getString("detail")).contains("The query: ");
    }
  }

  @Test
  void watches_whereALiveSessionRuns() {
    String secret = key("view").getString("secret");
    HttpResponse<String> early = watch(secret);
    refused(early, 409, "not-live");
    assertThat(header(early, "Retry-After")).isEqualTo("5");
    try (LiveSeat organizer = organizer()) {
      HttpResponse<String> created = watch(secret);

      assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
      assertThat(header(created, "Location")).startsWith(WHEP + "/");
      assertThat(created.body()).contains("a=sendonly", "a=msid:pair-0");
      JsonObject person = organizer.await("person").getJsonObject("person");
      assertThat(person.getJsonObject("sources").getBoolean("microphone")).isFalse();
      assertThat(call("DELETE", header(created, "Location"), null, null, secret).statusCode())
          .isEqualTo(200);
      organizer.await("left");
    }
  }
}
