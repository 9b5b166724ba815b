package io.plenum.signaling.identity.remote;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * HTTP to machines that an account's admin named. HTTPS only (plain HTTP to loopback where the
 * operator allowed loopback), to allowed addresses only, and to the very address that was checked:
 * a name that resolves differently the next moment gains nothing. Redirects are not followed.
 * Callers are virtual threads; calls block.
 */
public final class RemoteHttp implements AutoCloseable {
  /** Providers answer in well under a second; a person waits for this. */
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  /** Key sets and metadata of the large providers are below 50 kB. */
  static final int BODY_LIMIT_BYTES = 512 * 1024;

  private static final int HTTPS_PORT = 443;
  private static final int HTTP_PORT = 80;

  private final HttpClient client;
  private final RemoteAddresses addresses;

  public RemoteHttp(Vertx vertx, RemoteAddresses addresses) {
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setConnectTimeout((int) TIMEOUT.toMillis())
                .setKeepAlive(false)
                .setDecompressionSupported(false));
    this.addresses = addresses;
  }

  /** Whether a page of ours may send a browser there: a web address, nothing that runs. */
  public static boolean isWeb(URI uri) {
    return uri.getHost() != null
        && uri.getRawUserInfo() == null
        && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()));
  }

  /** GET. */
  public RemoteAnswer get(URI uri) throws RemoteRefused {
    return send(HttpMethod.GET, uri, Map.of("Accept", "application/json"), "");
  }

  /** POST of a form; `headers` besides its content type. */
  public RemoteAnswer post(URI uri, Map<String, String> headers, String form) throws RemoteRefused {
    return send(HttpMethod.POST, uri, headers, form);
  }

  private RemoteAnswer send(HttpMethod method, URI uri, Map<String, String> headers, String body)
      throws RemoteRefused {
    RequestOptions options = options(method, uri);
    headers.forEach(options::putHeader);
    if (method.equals(HttpMethod.POST)) {
      options.putHeader("Content-Type", "application/x-www-form-urlencoded");
      options.putHeader("Accept", "application/json");
    }
    // Read where it arrives: a response that nobody reads at once is over.
    Future<RemoteAnswer> answer =
        client
            .request(options)
            .compose(request -> request.send(Buffer.buffer(body)).compose(RemoteHttp::read));
    try {
      return answer.await(TIMEOUT.multipliedBy(2).toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new RemoteRefused(uri.getHost() + " does not answer.");
    } catch (Exception e) {
      // await() throws what the request failed with, checked or not.
      throw new RemoteRefused(uri.getHost() + " gives no usable answer: " + reason(e) + ".");
    }
  }

  private static String reason(Exception e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private RequestOptions options(HttpMethod method, URI uri) throws RemoteRefused {
    if (!isWeb(uri)) {
      throw new RemoteRefused("This is no web address: " + uri + ".");
    }
    boolean tls = "https".equals(uri.getScheme());
    InetAddress address = resolve(uri.getHost());
    if (!tls && !(address.isLoopbackAddress() && addresses.isNamed(address))) {
      throw new RemoteRefused("Only https is used: " + uri + ".");
    }
    int port = uri.getPort() >= 0 ? uri.getPort() : tls ? HTTPS_PORT : HTTP_PORT;
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    return new RequestOptions()
        .setMethod(method)
        .setServer(SocketAddress.inetSocketAddress(port, address.getHostAddress()))
        .setHost(uri.getHost())
        .setPort(port)
        .setSsl(tls)
        .setURI(uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery())
        .setFollowRedirects(false)
        .setTimeout(TIMEOUT.toMillis());
  }

  /** Every address of the name must be allowed, so that its owner cannot play with their order. */
  private InetAddress resolve(String host) throws RemoteRefused {
    try {
      InetAddress[] all = InetAddress.getAllByName(host);
      for (InetAddress address : all) {
        if (!addresses.allow(address)) {
          throw new RemoteRefused(
              host + " is not on the Internet, and the operator has not allowed its address.");
        }
      }
      return all[0];
    } catch (UnknownHostException e) {
      throw new RemoteRefused(host + " is not known to the name service.");
    }
  }

  private static Future<RemoteAnswer> read(HttpClientResponse response) {
    Promise<RemoteAnswer> done = Promise.promise();
    Buffer body = Buffer.buffer();
    String type = response.headers().get("Content-Type");
    response
        .exceptionHandler(done::tryFail)
        .endHandler(
            end ->
                done.tryComplete(
                    new RemoteAnswer(
                        response.statusCode(), type == null ? "" : type, body.toString())))
        .handler(
            chunk -> {
              if (body.length() + chunk.length() > BODY_LIMIT_BYTES) {
                done.tryFail(new IllegalStateException("the answer is too long"));
                response.request().reset();
              } else {
                body.appendBuffer(chunk);
              }
            });
    return done.future();
  }

  @Override
  public void close() {
    client.close();
  }
}
