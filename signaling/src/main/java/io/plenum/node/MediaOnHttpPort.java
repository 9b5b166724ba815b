package io.plenum.node;

import io.plenum.sfu.loop.MediaServer;
import io.plenum.sfu.net.LocalAddresses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Lets media in on the port of HTTPS, and tells clients the addresses that it is reached at. */
final class MediaOnHttpPort {
  private static final int HTTPS_PORT = 443;
  private static final int HTTP_PORT = 80;

  private MediaOnHttpPort() {}

  /** Opens the port, if it is wanted and no proxy stands before it. */
  static void open(Foundation base, MediaServer media, int httpPort) {
    Configuration configuration = base.configuration();
    boolean behindProxy = !configuration.http().trustedProxies().isEmpty();
    if (!configuration.media().onHttpPort() || behindProxy) {
      return;
    }
    base.port().open(media::adopt);
    media.acceptedElsewhere(
        addresses(configuration, httpPort), OptionalInt.of(publicPort(configuration, httpPort)));
  }

  /** The public address first, at the port of the public URL if there is one. */
  static List<InetSocketAddress> addresses(Configuration configuration, int httpPort) {
    List<InetSocketAddress> addresses = new ArrayList<>();
    int publicPort = publicPort(configuration, httpPort);
    configuration
        .publicAddress()
        .ifPresent(address -> addresses.add(new InetSocketAddress(address, publicPort)));
    for (InetAddress local : local(configuration)) {
      InetSocketAddress address = new InetSocketAddress(local, httpPort);
      if (!addresses.contains(address)) {
        addresses.add(address);
      }
    }
    return addresses;
  }

  private static int publicPort(Configuration configuration, int httpPort) {
    return configuration.http().publicUrl().map(MediaOnHttpPort::port).orElse(httpPort);
  }

  private static int port(URI publicUrl) {
    if (publicUrl.getPort() >= 0) {
      return publicUrl.getPort();
    }
    return "https".equals(publicUrl.getScheme()) ? HTTPS_PORT : HTTP_PORT;
  }

  private static List<InetAddress> local(Configuration configuration) {
    InetAddress host = configuration.http().host();
    if (!host.isAnyLocalAddress()) {
      return List.of(host);
    }
    List<InetAddress> named = configuration.media().addresses();
    try {
      return named.isEmpty() ? LocalAddresses.usable() : named;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
