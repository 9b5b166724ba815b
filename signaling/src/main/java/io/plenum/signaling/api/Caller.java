package io.plenum.signaling.api;

import io.vertx.core.http.HttpServerRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a request comes from and which address of this server it came to. A proxy's word counts
 * only if the proxy is trusted (REQUIREMENTS I-8). Immutable; any thread may use it.
 */
public final class Caller {
  /**
   * Hops that are looked at in X-Forwarded-For; a longer chain is no proxy set-up but an attack.
   */
  private static final int MAX_HOPS = 16;

  private final Optional<URI> publicUrl;
  private final List<Network> trustedProxies;

  public Caller(Optional<URI> publicUrl, List<Network> trustedProxies) {
    this.publicUrl = publicUrl;
    this.trustedProxies = trustedProxies;
  }

  /** The client's own address: the last hop that no trusted proxy vouches for. */
  public InetAddress address(HttpServerRequest request) {
    InetAddress hop = InetAddress.ofLiteral(request.remoteAddress().hostAddress());
    List<String> chain =
        request.headers().getAll("X-Forwarded-For").stream()
            .flatMap(line -> Arrays.stream(line.split(",", -1)))
            .map(String::strip)
            .toList();
    for (int i = chain.size() - 1; i >= 0 && i >= chain.size() - MAX_HOPS && isTrusted(hop); i--) {
      Optional<InetAddress> next = literal(chain.get(i));
      if (next.isEmpty()) {
        break;
      }
      hop = next.get();
    }
    return hop;
  }

  /**
   * The same as text with the port, which is only known of a client that came without a proxy:
   * `192.0.2.1:50000`, `[2001:db8::1]:50000`.
   */
  public String addressAndPort(HttpServerRequest request) {
    InetAddress address = address(request);
    InetAddress peer = InetAddress.ofLiteral(request.remoteAddress().hostAddress());
    String text = address.getHostAddress();
    if (!address.equals(peer)) {
      return text;
    }
    String host = address instanceof Inet6Address ? "[" + text + "]" : text;
    return host + ":" + request.remoteAddress().port();
  }

  private static Optional<InetAddress> literal(String text) {
    try {
      return Optional.of(InetAddress.ofLiteral(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private boolean isTrusted(InetAddress address) {
    return trustedProxies.stream().anyMatch(network -> network.contains(address));
  }

  /**
   * Where the client found this server, without a trailing slash: the public URL, else what the
   * request says.
   */
  public String baseUrl(HttpServerRequest request) {
    return publicUrl
        .map(URI::toString)
        .orElseGet(() -> (isSecure(request) ? "https://" : "http://") + host(request));
  }

  private static String host(HttpServerRequest request) {
    return request.authority() == null
        ? "localhost"
        : request.authority().toString().toLowerCase(Locale.ROOT);
  }

  /** Where browsers find this server, if the operator said so. */
  Optional<URI> configuredUrl() {
    return publicUrl;
  }

  /** Whether the client's connection is TLS. */
  public boolean isSecure(HttpServerRequest request) {
    if (request.isSSL()) {
      return true;
    }
    if (publicUrl.isPresent()) {
      return "https".equals(publicUrl.get().getScheme());
    }
    InetAddress peer = InetAddress.ofLiteral(request.remoteAddress().hostAddress());
    return isTrusted(peer) && "https".equalsIgnoreCase(request.getHeader("X-Forwarded-Proto"));
  }

  /**
   * Whether a page of this server (or no page at all) made the request. A browser says so in
   * Origin, or in Sec-Fetch-Site where it sends no Origin; another program sends neither and
   * carries no cookies that it was not given.
   */
  public boolean isSameOrigin(HttpServerRequest request) {
    String origin = request.getHeader("Origin");
    if (origin != null) {
      return origin.toLowerCase(Locale.ROOT).equals(baseUrl(request));
    }
    String site = request.getHeader("Sec-Fetch-Site");
    return site == null || site.equals("same-origin") || site.equals("none");
  }
}
