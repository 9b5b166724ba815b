package io.plenum.signaling.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("S-4")
class InFlightTest {
  private final BlockingQueue<RoutingContext> arrived = new LinkedBlockingQueue<>();
  private Vertx vertx;
  private HttpServer server;

  @BeforeEach
  void listen() {
    vertx = Vertx.vertx();
    Router router = Router.router(vertx);
    router
        .route()
        .handler(new InFlight(1)::enter)
        .handler(arrived::add)
        .failureHandler(Problems::fail);
    server = vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1").await();
  }

  @AfterEach
  void close() {
    vertx.close().await();
  }

  private HttpClientRequest ask() {
    return vertx
        .createHttpClient()
        .request(HttpMethod.GET, server.actualPort(), "127.0.0.1", "/")
        .await();
  }

  private RoutingContext next() throws InterruptedException {
    RoutingContext context = arrived.poll(10, TimeUnit.SECONDS);
    assertThat(context).isNotNull();
    return context;
  }

  private int status() {
    return ask().send().map(HttpClientResponse::statusCode).await();
  }

  @Test
  void refusesOneTooMany_untilAnotherIsAnswered() throws InterruptedException {
    var first = ask().send();
    RoutingContext held = next();
    assertThat(status()).isEqualTo(429);

    held.vertx().runOnContext(_ -> held.response().end());
    assertThat(first.await().statusCode()).isEqualTo(200);
    var second = ask().send();
    next().response().end();
    assertThat(second.await().statusCode()).isEqualTo(200);
  }

  @Test
  void keepsThePlace_ofWhatIsWorkedOnForAClientThatLeft() throws InterruptedException {
    HttpClientRequest request = ask();
    var _ = request.send();
    RoutingContext held = next();
    InFlight.Place place = InFlight.of(held);
    assertThat(place.handOver()).isTrue();
    leave(request, held);

    assertThat(status()).isEqualTo(429);
    place.leave();
    var next = ask().send();
    next().response().end();
    assertThat(next.await().statusCode()).isEqualTo(200);
  }

  @Test
  void doesNotBegin_forAClientThatLeft() throws InterruptedException {
    HttpClientRequest request = ask();
    var _ = request.send();
    RoutingContext held = next();
    leave(request, held);

    assertThat(InFlight.of(held).handOver()).isFalse();
    var next = ask().send();
    next().response().end();
    assertThat(next.await().statusCode()).isEqualTo(200);
  }

  private void leave(HttpClientRequest request, RoutingContext held) throws InterruptedException {
    BlockingQueue<String> gone = new LinkedBlockingQueue<>();
    // End handlers run in the order last to first: tell when all have.
    held.addEndHandler(_ -> vertx.runOnContext(_ -> gone.add("gone")));
    request.connection().close().await();
    assertThat(gone.poll(10, TimeUnit.SECONDS)).isNotNull();
  }
}
