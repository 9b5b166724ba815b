package io.plenum.signaling.delivery;

import io.plenum.signaling.post.Addressee;
import io.plenum.signaling.post.Endpoints;
import io.plenum.signaling.post.Outcome;
import io.plenum.signaling.post.Signature;
import io.plenum.signaling.post.WebhookLetter;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.TrustOptions;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Posts events to webhook endpoints, each over a connection of its own, to the address that was
 * checked, following nothing and reading no more than the head of the answer. Any thread may use
 * it, but an event loop.
 */
public final class WebhookCourier implements Courier<WebhookLetter> {
  /**
   * How long an endpoint is waited for.
   *
   * @param connect until the connection stands, and again until TLS does
   * @param answer until it answers then
   * @param whole everything together
   */
  public record Limits(Duration connect, Duration answer, Duration whole) {
    /** Standard Webhooks 1.0 advises 15 to 30 s for the answer. */
    public static final Limits STANDARD =
        new Limits(Duration.ofSeconds(5), Duration.ofSeconds(15), Duration.ofSeconds(30));
  }

  /** All that is read of an answer. */
  private static final int HEAD_LIMIT_BYTES = 16 * 1024;

  /** An endpoint may ask for a pause, but not for the letter's life. */
  private static final Duration LONGEST_WAIT = Duration.ofHours(8);

  private static final int GONE = 410;
  private static final int TOO_MANY_REQUESTS = 429;

  private final HttpClient client;
  private final Endpoints endpoints;
  private final Destinations destinations;
  private final InstantSource clock;
  private final Limits limits;
  private final String agent;

  /**
   * A courier on these event loops.
   *
   * @param trust whose certificates are believed; empty: the system's authorities
   * @param version of this server, which it tells
   */
  public WebhookCourier(
      Vertx vertx,
      Endpoints endpoints,
      Destinations destinations,
      InstantSource clock,
      Optional<TrustOptions> trust,
      Limits limits,
      String version) {
    HttpClientOptions options =
        new HttpClientOptions()
            .setKeepAlive(false)
            .setConnectTimeout(Math.toIntExact(limits.connect().toMillis()))
            .setSslHandshakeTimeout(limits.connect().toMillis())
            .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
            .setMaxHeaderSize(HEAD_LIMIT_BYTES)
            .setEnabledSecureTransportProtocols(Set.of("TLSv1.2", "TLSv1.3"));
    trust.ifPresent(options::setTrustOptions);
    this.client = vertx.createHttpClient(options);
    this.endpoints = endpoints;
    this.destinations = destinations;
    this.clock = clock;
    this.limits = limits;
    this.agent = "Plenum/" + version;
  }

  @Override
  public Outcome deliver(String id, WebhookLetter webhook) {
    Optional<Addressee> addressee = endpoints.addressee(webhook);
    if (addressee.isEmpty()) {
      return new Outcome.Never("the endpoint is switched off", OptionalInt.empty());
    }
    Optional<String> fault = destinations.faultOf(addressee.get().url());
    if (fault.isPresent()) {
      return new Outcome.Never("the URL " + fault.get(), OptionalInt.empty());
    }
    return post(webhook, addressee.get());
  }

  private Outcome post(WebhookLetter webhook, Addressee addressee) {
    URI url = URI.create(addressee.url());
    try {
      InetAddress address = destinations.resolve(url.getHost());
      Reply reply =
          client
              .request(options(url, address))
              .compose(request -> send(request, webhook, addressee))
              .await(limits.whole().toMillis(), TimeUnit.MILLISECONDS);
      return outcome(reply);
    } catch (Destinations.RefusedException e) {
      return new Outcome.Never(e.getMessage(), OptionalInt.empty());
    } catch (UnknownHostException e) {
      return trouble("the host name leads nowhere");
    } catch (TimeoutException e) {
      return trouble("no answer in time");
    } catch (Exception e) {
      // Whatever connecting can come to: refused, reset, no TLS, no HTTP.
      return trouble(e.getClass().getSimpleName() + " when calling it");
    }
  }

  private static Outcome trouble(String reason) {
    return new Outcome.Later(reason, OptionalInt.empty(), true, Optional.empty());
  }

  private RequestOptions options(URI url, InetAddress address) {
    boolean secure = url.getScheme().equals("https");
    int port = url.getPort() >= 0 ? url.getPort() : secure ? 443 : 80;
    String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    return new RequestOptions()
        .setMethod(HttpMethod.POST)
        .setHost(url.getHost())
        .setPort(port)
        .setSsl(secure)
        .setServer(SocketAddress.inetSocketAddress(new InetSocketAddress(address, port)))
        .setURI(url.getRawQuery() == null ? path : path + "?" + url.getRawQuery())
        .setFollowRedirects(false)
        .setTimeout(limits.answer().toMillis());
  }

  /** What an endpoint said. */
  private record Reply(int status, Optional<Duration> retryAfter) {}

  private Future<Reply> send(
      HttpClientRequest request, WebhookLetter webhook, Addressee addressee) {
    String body = webhook.body().encode();
    long seconds = clock.instant().getEpochSecond();
    List<String> secrets = addressee.secrets(clock.millis());
    return request
        .putHeader("Content-Type", "application/json")
        .putHeader("User-Agent", agent)
        .putHeader(Signature.ID, webhook.eventId())
        .putHeader(Signature.TIMESTAMP, Long.toString(seconds))
        .putHeader(Signature.SIGNATURE, Signature.of(secrets, webhook.eventId(), seconds, body))
        .send(Buffer.buffer(body))
        .map(
            response -> {
              Reply reply =
                  new Reply(response.statusCode(), retryAfter(response.getHeader("Retry-After")));
              // The head has said it all; a body could be endless.
              request.connection().close();
              return reply;
            });
  }

  /** Seconds only: nobody sends the other form with these answers. */
  private static Optional<Duration> retryAfter(String header) {
    return Optional.ofNullable(header)
        .filter(text -> text.matches("[0-9]{1,9}"))
        .map(text -> Duration.ofSeconds(Long.parseLong(text)))
        .map(wait -> wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT);
  }

  private static Outcome outcome(Reply reply) {
    int code = reply.status();
    OptionalInt status = OptionalInt.of(code);
    String answered = "the endpoint answered " + code;
    if (code >= 200 && code < 300) {
      return new Outcome.Delivered(status);
    }
    if (code == GONE) {
      return new Outcome.Gone(answered, status);
    }
    boolean busy = code == TOO_MANY_REQUESTS || code >= 500;
    return new Outcome.Later(answered, status, busy, reply.retryAfter());
  }
}
