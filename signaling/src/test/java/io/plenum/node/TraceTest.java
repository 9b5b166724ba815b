package io.plenum.node;

import static io.plenum.node.Client.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.sfu.trace.TraceFile;
import io.plenum.sfu.trace.TraceParse;
import io.plenum.sfu.trace.TraceRecord;
import io.plenum.signaling.stream.Offers;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Taking the trace of a live session, over real HTTP: who may, what is in it, what is noted. */
class TraceTest {
  @TempDir Path folder;
  private Node node;
  private Client client;
  private String[] ada;
  private String meeting;

  @BeforeEach
  void start() {
    node = Node.start(Configuration.read(FirstStart.environment(folder)));
    client = new Client(node.httpPort());
    ada = FirstStart.bearer(FirstStart.setUp(client));
    meeting =
        json(client.post("/api/v1/meetings", new JsonObject().put("name", "Weekly"), ada))
            .getString("id");
  }

  @AfterEach
  void stop() {
    node.close();
  }

  private String path() {
    return "/api/v1/meetings/" + meeting + "/trace";
  }

  /** Somebody publishes by WHIP, so that there is a room. */
  private void publish() throws IOException, InterruptedException {
    JsonObject wanted = new JsonObject().put("name", "Camera").put("scope", "publish");
    JsonObject key = json(client.post("/api/v1/meetings/" + meeting + "/stream-keys", wanted, ada));
    HttpRequest offer =
        HttpRequest.newBuilder(URI.create(client.base() + "/api/v1/whip"))
            .header("Content-Type", "application/sdp")
            .header("Authorization", "Bearer " + key.getString("secret"))
            .POST(BodyPublishers.ofString(Offers.PUBLISHER))
            .build();
    assertThat(client.http().send(offer, BodyHandlers.ofString()).statusCode()).isEqualTo(201);
  }

  private HttpResponse<byte[]> take() throws IOException, InterruptedException {
    HttpRequest wanted =
        HttpRequest.newBuilder(URI.create(client.base() + path())).headers(ada).GET().build();
    return client.http().send(wanted, BodyHandlers.ofByteArray());
  }

  @Test
  void isGivenToAnAdmin_andNotedInTheAuditLog() throws Exception {
    publish();
    HttpResponse<byte[]> answer = take();

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Disposition").orElseThrow())
        .contains("room.trace");
    TraceParse parse = TraceFile.parse(answer.body());
    assertThat(parse).isInstanceOf(TraceParse.Parsed.class);
    assertThat(((TraceParse.Parsed) parse).file().records())
        .extracting(TraceRecord::what)
        .hasAtLeastOneElementOfType(TraceRecord.Joined.class)
        .hasAtLeastOneElementOfType(TraceRecord.Began.class);
    JsonObject audit = json(client.get("/api/v1/audit?kind=trace-taken", ada));
    JsonObject entry = audit.getJsonArray("items").getJsonObject(0);
    assertThat(entry.getString("meeting")).isEqualTo(meeting);
    assertThat(entry.getJsonObject("facts").getInteger("bytes")).isEqualTo(answer.body().length);
  }

  @Test
  void isRefused_whereThereIsNoLiveSession_orNoMeeting() {
    HttpResponse<String> idle = client.get(path(), ada);
    assertThat(idle.statusCode()).isEqualTo(409);
    assertThat(json(idle).getString("code")).isEqualTo("not-live");
    assertThat(client.get("/api/v1/meetings/" + "0".repeat(32) + "/trace", ada).statusCode())
        .isEqualTo(404);
    assertThat(client.get(path()).statusCode()).isEqualTo(401);
    assertThat(json(client.get("/api/v1/audit?kind=trace-taken", ada)).getJsonArray("items"))
        .isEmpty();
  }
}
