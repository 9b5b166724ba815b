package io.plenum.sfu.net;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One socket of a {@link BatchedDatagramEdge}, and whom it has something for in this round, in the
 * order of their first datagram. Confined to the edge's thread.
 */
final class BatchedSocket {
  /**
   * Destinations remembered: some for each participant that a loop serves. Whoever makes us answer
   * to more makes us forget all, which costs a refused message for each that refuses offload.
   */
  static final int MAX_DESTINATIONS = 8_192;

  final int fd;

  /** Those that have datagrams in this round. */
  final List<Destination> active = new ArrayList<>();

  private final boolean six;
  private final boolean offloads;
  private final Map<InetSocketAddress, Destination> destinations = new HashMap<>();
  private InetSocketAddress lastAddress;
  private Destination last;

  /**
   * A socket of which {@code fd} is ours.
   *
   * @param six whether it is of IPv6
   * @param offloads whether messages of several datagrams may be tried
   */
  BatchedSocket(int fd, boolean six, boolean offloads) {
    this.fd = fd;
    this.six = six;
    this.offloads = offloads;
  }

  /** Whether nothing is known of {@code address} and there is no room to learn it. */
  boolean mustForgetFor(InetSocketAddress address) {
    return destinations.size() >= MAX_DESTINATIONS && !destinations.containsKey(address);
  }

  /** Forgets all destinations; none may have datagrams. */
  void forget() {
    destinations.clear();
    lastAddress = null;
    last = null;
  }

  /** What leads to {@code address}. */
  Destination destination(InetSocketAddress address) {
    if (!address.equals(lastAddress)) {
      last = destinations.get(address);
      if (last == null) {
        last = new Destination(SocketAddresses.sockaddr(address, six), offloads);
        destinations.put(address, last);
      }
      lastAddress = address;
    }
    return last;
  }

  /** Destinations remembered. */
  int destinations() {
    return destinations.size();
  }
}
