package io.plenum.signaling.delivery;

import io.plenum.signaling.access.Network;
import io.plenum.signaling.access.PublicInternet;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;

/**
 * Where webhooks may go: to the public Internet by HTTPS, and to what the operator allows. An admin
 * of an account must not reach into the operator's own network through this server. Immutable; any
 * thread may use it.
 */
public final class Destinations {
  /** As openapi.yaml says. */
  public static final int URL_LIMIT = 500;

  private final List<Network> allowed;

  /** `allowed`: networks that may be called besides; with a loopback one, by plain HTTP too. */
  public Destinations(List<Network> allowed) {
    this.allowed = List.copyOf(allowed);
  }

  /**
   * What is wrong with a URL as far as can be told without looking its name up; empty: nothing.
   * Total.
   */
  public Optional<String> faultOf(String text) {
    Optional<URI> parsed = parse(text);
    if (parsed.isEmpty()) {
      return Optional.of("is no URL of a web server");
    }
    URI url = parsed.get();
    if (url.getRawUserInfo() != null || url.getRawFragment() != null) {
      return Optional.of("holds a user name or a fragment");
    }
    boolean secure = url.getScheme().equals("https");
    Optional<InetAddress> literal = literal(url.getHost());
    if (!secure && literal.filter(InetAddress::isLoopbackAddress).isEmpty()) {
      return Optional.of("must begin with https://");
    }
    return literal.filter(address -> !mayCall(address)).map(address -> notAllowed());
  }

  private static Optional<URI> parse(String text) {
    try {
      URI url = new URI(text);
      boolean web = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
      boolean complete = web && url.getHost() != null && url.getPort() <= 65_535;
      return complete && text.length() <= URL_LIMIT ? Optional.of(url) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /** What is never asked of a name server: addresses, and localhost (RFC 6761 section 6.3). */
  private static Optional<InetAddress> literal(String host) {
    try {
      String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
      return Optional.of(
          InetAddress.ofLiteral(bare.equalsIgnoreCase("localhost") ? "127.0.0.1" : bare));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String notAllowed() {
    return "leads to an address that may not be called";
  }

  /**
   * The address to connect to. Looked up once and used as it is, so that a name that changes its
   * mind between the look and the call gains nothing. Blocks on the name server.
   *
   * @throws UnknownHostException when the name leads nowhere
   * @throws RefusedException when one of its addresses may not be called
   */
  InetAddress resolve(String host) throws UnknownHostException, RefusedException {
    Optional<InetAddress> literal = literal(host);
    InetAddress[] addresses =
        literal.isPresent() ? new InetAddress[] {literal.get()} : InetAddress.getAllByName(host);
    for (InetAddress address : addresses) {
      if (!mayCall(address)) {
        throw new RefusedException();
      }
    }
    return addresses[0];
  }

  boolean mayCall(InetAddress address) {
    return allowed.stream().anyMatch(network -> network.contains(address))
        || PublicInternet.contains(address);
  }

  /** The address may not be called. */
  static final class RefusedException extends Exception {
    private static final long serialVersionUID = 1;

    RefusedException() {
      super("the name " + notAllowed(), null, false, false);
    }
  }
}
