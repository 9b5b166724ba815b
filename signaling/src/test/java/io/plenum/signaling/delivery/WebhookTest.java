package io.plenum.signaling.delivery;

import static io.plenum.signaling.delivery.PostOffice.ACCOUNT;
import static io.plenum.signaling.delivery.PostOffice.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plenum.signaling.post.Endpoint;
import io.plenum.signaling.post.Endpoints;
import io.plenum.signaling.post.EventType;
import io.plenum.signaling.post.MailLetter;
import io.plenum.signaling.post.Outbox;
import io.plenum.signaling.post.OutboxFull;
import io.plenum.signaling.post.OutboxRows;
import io.plenum.signaling.post.Signature;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.SelfSignedCertificate;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Webhooks, from the event to a real HTTP server. */
class WebhookTest {
  private record Post(Map<String, String> headers, String body) {
    String header(String name) {
      return headers.get(name);
    }
  }

  @TempDir Path folder;
  private final List<Post> posts = new CopyOnWriteArrayList<>();
  private final AtomicInteger answer = new AtomicInteger(204);
  private PostOffice office;
  private HttpServer server;

  @BeforeEach
  void start() {
    office = new PostOffice(folder);
    server = serve(new HttpServerOptions(), this::note);
  }

  @AfterEach
  void stop() {
    office.close();
  }

  private HttpServer serve(HttpServerOptions options, Handler<HttpServerRequest> handler) {
    return office
        .vertx
        .createHttpServer(options.setHost("127.0.0.1").setPort(0))
        .requestHandler(handler)
        .listen()
        .await();
  }

  private void note(HttpServerRequest request) {
    request
        .body()
        .onSuccess(
            body -> {
              Map<String, String> headers = new HashMap<>();
              request
                  .headers()
                  .forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
              posts.add(new Post(Map.copyOf(headers), body.toString()));
              request.response().setStatusCode(answer.get());
              if (answer.get() == 302) {
                request.response().putHeader("Location", "/elsewhere");
              }
              if (answer.get() == 429) {
                request.response().putHeader("Retry-After", "3600");
              }
              request.response().end();
            });
  }

  private String url() {
    return "http://127.0.0.1:" + server.actualPort() + "/hook?x=1";
  }

  private void stateOf(Endpoint endpoint, String state) throws InterruptedException {
    eventually(() -> office.delivery(endpoint.id()).state().equals(state));
  }

  private void failedTries(Endpoint endpoint, int tries) throws InterruptedException {
    eventually(
        () ->
            office.delivery(endpoint.id()).tries() == tries
                && office.delivery(endpoint.id()).reason().isPresent());
  }

  @Test
  void postsTheEvent_signed() throws Exception {
    Endpoints.WithSecret made = office.listen(url());
    office.tell("ada");
    office.start();
    stateOf(made.endpoint(), "sent");
    Post post = posts.getFirst();
    JsonObject event = new JsonObject(post.body());
    assertThat(event.getString("type")).isEqualTo("user.created");
    assertThat(event.getString("timestamp")).isEqualTo("2026-11-21T12:00:00Z");
    assertThat(event.getJsonObject("data")).isEqualTo(new JsonObject().put("userId", "ada"));
    assertThat(post.header("webhook-id")).isEqualTo(event.getString("id"));
    String secret = made.secret().substring(Signature.SECRET_PREFIX.length());
    long seconds = Long.parseLong(post.header("webhook-timestamp"));
    assertThat(seconds).isEqualTo(office.now.get().getEpochSecond());
    assertThat(post.header("webhook-signature"))
        .isEqualTo(Signature.of(List.of(secret), post.header("webhook-id"), seconds, post.body()));
    assertThat(office.delivery(made.endpoint().id()).status()).hasValue(204);
  }

  @Test
  void tellsOnlyThoseWhoAsked_andNobodyOfAnotherAccount() {
    office.database.write(
        handle ->
            handle.execute(
                "INSERT INTO account (id, name, created_at) VALUES ('other', 'Other', 0)"));
    office.endpoints.add(
        "other", url(), List.of(EventType.USER_CREATED), (handle, before, after) -> {});
    office.endpoints.add(
        ACCOUNT, url(), List.of(EventType.MEETING_CREATED), (handle, before, after) -> {});
    office.tell("ada");
    assertThat(office.count(OutboxRows::waiting)).isZero();
  }

  @Test
  void signsWithBothSecrets_forADayAfterTheRotation() throws Exception {
    Endpoints.WithSecret made = office.listen(url());
    String id = made.endpoint().id();
    Endpoints.WithSecret rotated =
        office.endpoints.rotate(ACCOUNT, id, (handle, before, after) -> {}).orElseThrow();
    assertThat(rotated.secret()).isNotEqualTo(made.secret());
    office.tell("ada");
    office.start();
    eventually(() -> posts.size() == 1);
    assertThat(posts.getFirst().header("webhook-signature").split(" ", -1)).hasSize(2);
    office.pass(Endpoints.OLD_SECRET_FOR);
    office.tell("charles");
    eventually(() -> posts.size() == 2);
    assertThat(posts.getLast().header("webhook-signature").split(" ", -1)).hasSize(1);
  }

  @Test
  void sendsTheSameEventAgain_untilTheEndpointTakesIt() throws Exception {
    Endpoint endpoint = office.listen(url()).endpoint();
    answer.set(400);
    office.tell("ada");
    office.start();
    failedTries(endpoint, 1);
    assertThat(office.delivery(endpoint.id()).reason()).contains("the endpoint answered 400");
    assertThat(office.endpoint(endpoint.id()).failingSince()).contains(office.now.get());
    answer.set(200);
    office.pass(Duration.ofSeconds(7));
    stateOf(endpoint, "sent");
    assertThat(posts).hasSize(2);
    assertThat(posts.getLast().header("webhook-id"))
        .isEqualTo(posts.getFirst().header("webhook-id"));
    assertThat(posts.getLast().body()).isEqualTo(posts.getFirst().body());
    assertThat(office.endpoint(endpoint.id()).failingSince()).isEmpty();
  }

  @Test
  void followsNoRedirect() throws Exception {
    Endpoint endpoint = office.listen(url()).endpoint();
    answer.set(302);
    office.tell("ada");
    office.start();
    failedTries(endpoint, 1);
    assertThat(posts).hasSize(1);
    assertThat(office.delivery(endpoint.id()).status()).hasValue(302);
  }

  @Test
  void waitsAsLongAsItIsAsked() throws Exception {
    Endpoint endpoint = office.listen(url()).endpoint();
    answer.set(429);
    office.tell("ada");
    office.start();
    failedTries(endpoint, 1);
    assertThat(office.delivery(endpoint.id()).dueAt())
        .contains(office.now.get().plus(Duration.ofHours(1)));
  }

  @Test
  void switchesAnEndpointOff_thatIsGone() throws Exception {
    Endpoint endpoint = office.listen(url()).endpoint();
    answer.set(410);
    office.tell("ada");
    office.start();
    stateOf(endpoint, "failed");
    assertThat(office.endpoint(endpoint.id()).enabled()).isFalse();
    office.tell("charles");
    assertThat(office.count(OutboxRows::waiting)).isZero();
  }

  @Test
  void switchesAnEndpointOff_thatTookNothingForDays() throws Exception {
    Endpoint endpoint = office.listen(url()).endpoint();
    answer.set(400);
    office.tell("ada");
    office.start();
    failedTries(endpoint, 1);
    office.pass(Duration.ofDays(5));
    eventually(() -> !office.endpoint(endpoint.id()).enabled());
    assertThat(office.delivery(endpoint.id()).state()).isEqualTo("failed");
  }

  @Test
  void switchesAnEndpointOff_thatTakesFarLessThanItAsksFor() {
    Endpoint endpoint = office.listen(url()).endpoint();
    office.database.write(
        handle -> {
          for (int i = 0; i < Endpoints.WAITING_LIMIT; i++) {
            handle.execute(
                "INSERT INTO outbox (id, account_id, kind, lane, endpoint_id, event_id, event,"
                    + " content, state, tries, due_at, created_at) VALUES (?, ?, 'webhook', ?, ?,"
                    + " 'e', 'user.created', '{}', 'waiting', 0, 0, 0)",
                "w" + i,
                ACCOUNT,
                endpoint.id(),
                endpoint.id());
          }
          return null;
        });
    assertThat(office.endpoints.sweep()).isZero();
    office.tell("ada");
    assertThat(office.endpoints.sweep()).isEqualTo(1);
    assertThat(office.endpoint(endpoint.id()).enabled()).isFalse();
    assertThat(office.count(OutboxRows::waiting)).isZero();
  }

  @Test
  void sendsAgain_whenAnAdminAsks() throws Exception {
    Endpoint endpoint = office.listen(url()).endpoint();
    office.tell("ada");
    office.start();
    stateOf(endpoint, "sent");
    String delivery = office.delivery(endpoint.id()).id();
    assertThat(office.endpoints.redeliver(ACCOUNT, endpoint.id(), delivery)).isPresent();
    assertThat(office.endpoints.redeliver("other", endpoint.id(), delivery)).isEmpty();
    eventually(() -> posts.size() == 2);
    assertThat(posts.getLast().header("webhook-id"))
        .isEqualTo(posts.getFirst().header("webhook-id"));
  }

  @Test
  @Tag("S-4")
  void readsNoMoreThanTheHead_ofAnEndlessAnswer() throws Exception {
    HttpServer endless =
        serve(
            new HttpServerOptions(),
            request -> {
              request.response().setChunked(true);
              office.vertx.setPeriodic(
                  1,
                  again -> {
                    if (request.response().closed()) {
                      office.vertx.cancelTimer(again);
                    } else {
                      request.response().write(Buffer.buffer(new byte[65_536]));
                    }
                  });
            });
    Endpoint endpoint = office.listen("http://127.0.0.1:" + endless.actualPort() + "/").endpoint();
    office.tell("ada");
    office.start();
    stateOf(endpoint, "sent");
  }

  @Test
  @Tag("S-4")
  void waitsForNoAnswerLongerThanItsLimit_andServesOthersMeanwhile() throws Exception {
    HttpServer silent = serve(new HttpServerOptions(), request -> {});
    Endpoint dead = office.listen("http://127.0.0.1:" + silent.actualPort() + "/").endpoint();
    for (int i = 0; i < 3 * Lanes.LIMIT; i++) {
      office.tell("u" + i);
    }
    Endpoint alive = office.listen(url()).endpoint();
    office.tell("ada");
    Duration soon = Duration.ofSeconds(2);
    office.start(Optional.empty(), Optional.empty(), new WebhookCourier.Limits(soon, soon, soon));
    stateOf(alive, "sent");
    eventually(() -> office.endpoint(dead.id()).failingSince().isPresent());
    assertThat(office.delivery(dead.id()).state()).isEqualTo("waiting");
  }

  @Test
  @Tag("S-1a")
  void postsOverTls_toTheNameThatTheCertificateHas() throws Exception {
    SelfSignedCertificate certificate = SelfSignedCertificate.create("localhost");
    HttpServer secure =
        serve(
            new HttpServerOptions().setSsl(true).setKeyCertOptions(certificate.keyCertOptions()),
            this::note);
    Endpoint named = office.listen("https://localhost:" + secure.actualPort() + "/").endpoint();
    Endpoint other = office.listen("https://127.0.0.1:" + secure.actualPort() + "/").endpoint();
    office.tell("ada");
    office.start(
        Optional.empty(), Optional.of(certificate.trustOptions()), WebhookCourier.Limits.STANDARD);
    stateOf(named, "sent");
    failedTries(other, 1);
    assertThat(posts).hasSize(1);
  }

  @Test
  void refusesMoreEndpoints_thanAnAccountMayHave() {
    for (int i = 0; i < Endpoints.LIMIT; i++) {
      office.listen(url());
    }
    assertThat(
            office.endpoints.add(
                ACCOUNT, url(), List.of(EventType.USER_CREATED), (handle, before, after) -> {}))
        .isEmpty();
  }

  @Test
  void forgetsWhatWasDelivered_afterAWeek() throws Exception {
    Endpoint endpoint = office.listen(url()).endpoint();
    office.tell("ada");
    office.start();
    stateOf(endpoint, "sent");
    long done = office.now.get().toEpochMilli();
    long week = OutboxRows.KEPT_FOR.toMillis();
    assertThat(office.database.<Integer>write(handle -> OutboxRows.sweep(handle, done + week - 1)))
        .isZero();
    assertThat(office.database.<Integer>write(handle -> OutboxRows.sweep(handle, done + week)))
        .isEqualTo(1);
  }

  @Test
  void refusesMoreMails_thanAnAccountMayHaveWaiting() {
    office.database.write(
        handle -> {
          for (int i = 0; i < Outbox.MAIL_LIMIT; i++) {
            handle.execute(
                "INSERT INTO outbox (id, account_id, kind, lane, content, state, tries, due_at,"
                    + " created_at) VALUES (?, ?, 'mail', 'mail', '{}', 'waiting', 0, 0, 0)",
                "m" + i,
                ACCOUNT);
          }
          return null;
        });
    assertThatThrownBy(
            () -> office.put(new MailLetter(ACCOUNT, "ada@acme.example", "Hello", "text")))
        .isInstanceOf(OutboxFull.class);
  }
}
