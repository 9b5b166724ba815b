package io.plenum.node;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks up the names of STUN servers, again and again until each has an address: a server that
 * starts before its resolver or its network does finds them later. Nothing waits for it.
 */
final class StunNames implements AutoCloseable {
  /** Java remembers for so long that a name had no address. */
  private static final Duration EVERY = Duration.ofSeconds(10);

  private static final Logger log = LoggerFactory.getLogger(StunNames.class);

  private final List<InetSocketAddress> waiting;
  private final Resolver resolver;
  private final Consumer<InetSocketAddress> found;
  private final Rounds rounds;
  private boolean warned;

  /** What finds the address of a name. */
  @FunctionalInterface
  interface Resolver {
    /** The address that is to be used. */
    InetAddress resolve(String name) throws UnknownHostException;
  }

  private StunNames(
      List<InetSocketAddress> servers,
      Resolver resolver,
      Duration every,
      Consumer<InetSocketAddress> found) {
    this.waiting = new ArrayList<>(servers);
    this.resolver = resolver;
    this.found = found;
    this.rounds = Rounds.start("stun-names", every, this::lookUp);
  }

  /**
   * Begins.
   *
   * @param servers not looked up yet
   * @param found is told each of them once, with its address, by another thread
   */
  static StunNames start(List<InetSocketAddress> servers, Consumer<InetSocketAddress> found) {
    return start(servers, InetAddress::getByName, EVERY, found);
  }

  /** The same with a resolver and a pace of one's own. */
  static StunNames start(
      List<InetSocketAddress> servers,
      Resolver resolver,
      Duration every,
      Consumer<InetSocketAddress> found) {
    return new StunNames(servers, resolver, every, found);
  }

  private void lookUp(BooleanSupplier stopping) {
    for (Iterator<InetSocketAddress> each = waiting.iterator(); each.hasNext(); ) {
      InetSocketAddress server = each.next();
      if (!stopping.getAsBoolean() && lookUp(server)) {
        each.remove();
      }
    }
    warned = true;
  }

  private boolean lookUp(InetSocketAddress server) {
    String name = server.getHostString();
    try {
      found.accept(new InetSocketAddress(resolver.resolve(name), server.getPort()));
      if (warned) {
        log.info("the STUN server {} has an address now", name);
      }
      return true;
    } catch (UnknownHostException none) {
      if (!warned) {
        log.warn(
            "the STUN server {} has no address: it is looked up every {} s until it has one",
            name,
            EVERY.toSeconds());
      }
      return false;
    }
  }

  @Override
  public void close() {
    rounds.close();
  }
}
