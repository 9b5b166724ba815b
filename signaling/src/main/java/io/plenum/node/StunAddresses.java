package io.plenum.node;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The addresses of STUN servers that are given by name, as they are found, and change.
 *
 * <pre>
 *  nameless → found   the name has an address; looked up in each round until then
 *  found → found      {@link #AGAIN} later, and so on: the address stays while it is one of the
 *                     name's, in whatever order they come, and while the name has none or nobody
 *                     answers; else it is the first of the new ones
 * </pre>
 *
 * <p>Blocks while a name is looked up. For one thread.
 */
final class StunAddresses {
  /** As often as the servers are asked themselves. */
  static final Duration AGAIN = Duration.ofMinutes(1);

  private static final Logger log = LoggerFactory.getLogger(StunAddresses.class);

  private final List<Named> servers;
  private final Resolver resolver;

  /** What finds the addresses of a name. */
  @FunctionalInterface
  interface Resolver {
    /** All of them, at least one. */
    InetAddress[] resolve(String name) throws UnknownHostException;
  }

  private static final class Named {
    private final InetSocketAddress server;
    private InetAddress addressOrNull;
    private boolean warned;
    private long dueNs;

    Named(InetSocketAddress server, long nowNs) {
      this.server = server;
      this.dueNs = nowNs;
    }
  }

  /** The addresses of {@code servers}, none of which is looked up yet. */
  StunAddresses(List<InetSocketAddress> servers, Resolver resolver, long nowNs) {
    this.servers = servers.stream().map(server -> new Named(server, nowNs)).toList();
    this.resolver = resolver;
  }

  /**
   * Looks up the names that it is time for.
   *
   * @return whether any has another address than before
   */
  boolean lookUp(BooleanSupplier stopping, long nowNs) {
    boolean changed = false;
    for (Named each : servers) {
      if (!stopping.getAsBoolean() && nowNs - each.dueNs >= 0) {
        changed |= lookUp(each, nowNs);
      }
    }
    return changed;
  }

  private boolean lookUp(Named each, long nowNs) {
    String name = each.server.getHostString();
    InetAddress[] all;
    try {
      all = resolver.resolve(name);
    } catch (UnknownHostException none) {
      warn(each, name);
      return false;
    }
    each.dueNs = nowNs + AGAIN.toNanos();
    if (Arrays.asList(all).contains(each.addressOrNull)) {
      return false;
    }
    if (each.warned || each.addressOrNull != null) {
      log.info("the STUN server {} has the address {} now", name, all[0].getHostAddress());
    }
    each.addressOrNull = all[0];
    return true;
  }

  private static void warn(Named each, String name) {
    if (!each.warned && each.addressOrNull == null) {
      each.warned = true;
      log.warn("the STUN server {} has no address: it is looked up until it has one", name);
    }
  }

  /** Those that are known, in the order of the names. */
  List<InetSocketAddress> known() {
    return servers.stream()
        .filter(each -> each.addressOrNull != null)
        .map(each -> new InetSocketAddress(each.addressOrNull, each.server.getPort()))
        .distinct()
        .toList();
  }
}
