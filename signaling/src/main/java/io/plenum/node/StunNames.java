package io.plenum.node;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Looks up the names of STUN servers, again and again: a server that starts before its resolver or
 * its network does finds them later, and one whose name gets another address is asked there. {@link
 * StunAddresses} says when. Nothing waits for it.
 */
final class StunNames implements AutoCloseable {
  /** Java remembers for so long that a name had no address. */
  private static final Duration EVERY = Duration.ofSeconds(10);

  private final StunAddresses addresses;
  private final Consumer<List<InetSocketAddress>> changed;
  private final Rounds rounds;

  private StunNames(
      List<InetSocketAddress> servers,
      StunAddresses.Resolver resolver,
      Duration every,
      Consumer<List<InetSocketAddress>> changed) {
    this.addresses = new StunAddresses(servers, resolver, System.nanoTime());
    this.changed = changed;
    this.rounds = Rounds.start("stun-names", every, this::lookUp);
  }

  /**
   * Begins.
   *
   * @param servers not looked up yet
   * @param changed is told all addresses that are known whenever one was found or is another, by
   *     another thread
   */
  static StunNames start(
      List<InetSocketAddress> servers, Consumer<List<InetSocketAddress>> changed) {
    return start(servers, InetAddress::getAllByName, EVERY, changed);
  }

  /** The same with a resolver and a pace of one's own. */
  static StunNames start(
      List<InetSocketAddress> servers,
      StunAddresses.Resolver resolver,
      Duration every,
      Consumer<List<InetSocketAddress>> changed) {
    return new StunNames(servers, resolver, every, changed);
  }

  private void lookUp(BooleanSupplier stopping) {
    if (addresses.lookUp(stopping, System.nanoTime())) {
      changed.accept(addresses.known());
    }
  }

  @Override
  public void close() {
    rounds.close();
  }
}
