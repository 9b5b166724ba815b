package io.plenum.sfu.loop;

import io.plenum.rtc.ice.Flow;
import io.plenum.rtc.stun.BindingClient;
import io.plenum.rtc.stun.StunView;
import io.plenum.rtc.wire.Span;
import io.plenum.sfu.net.Carrier;
import io.plenum.sfu.net.LocalSocket;
import io.plenum.sfu.net.MediaEdge;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Under which addresses the world sees the UDP sockets of one loop, by the word of STUN servers,
 * which are asked from these very sockets. Says in the log what it learns, and what is wrong with
 * it. Confined to the loop, but for {@link #known}.
 */
final class PublicAddresses {
  /** A request: header and FINGERPRINT. */
  private static final int REQUEST_BYTES = 28;

  private static final Logger LOG = LoggerFactory.getLogger(PublicAddresses.class);

  private final List<LocalSocket> sockets;
  private final Optional<InetAddress> configured;
  private final RandomGenerator random;
  private final List<Asked> asked = new ArrayList<>();
  private final StunView view = new StunView();
  private volatile List<InetAddress> known = List.of();

  /** One socket and one server. */
  private record Asked(LocalSocket socket, BindingClient client) {
    Optional<InetAddress> translated() {
      return client
          .mapped()
          .map(InetSocketAddress::getAddress)
          .filter(address -> !address.equals(socket.address().getAddress()));
    }
  }

  /**
   * Asks each server from each socket of its family; nobody if there are no servers. One that is
   * not looked up yet is asked once it is: {@link #ask(List, long)}.
   *
   * @param configured what the operator says the public address is
   */
  PublicAddresses(
      List<LocalSocket> sockets,
      List<InetSocketAddress> servers,
      Optional<InetAddress> configured,
      RandomGenerator random,
      long nowNs) {
    this.sockets = sockets;
    this.configured = configured;
    this.random = random;
    ask(servers.stream().filter(server -> !server.isUnresolved()).distinct().toList(), nowNs);
  }

  /**
   * Asks these servers from now on, and no others, {@value MediaConfig#MAX_STUN_SERVERS} at most.
   * Who is asked already stays so. What is known of the others stands until an answer says more: it
   * is a server's address that has changed, not ours.
   */
  void ask(List<InetSocketAddress> servers, long nowNs) {
    List<InetSocketAddress> first = servers.stream().limit(MediaConfig.MAX_STUN_SERVERS).toList();
    asked.removeIf(one -> !first.contains(one.client.server()));
    first.stream().filter(server -> !asks(server)).forEach(server -> ask(server, nowNs));
  }

  private boolean asks(InetSocketAddress server) {
    return asked.stream().anyMatch(one -> one.client.server().equals(server));
  }

  private void ask(InetSocketAddress server, long nowNs) {
    for (LocalSocket socket : sockets) {
      if (reaches(socket, server)) {
        asked.add(new Asked(socket, new BindingClient(server, random, nowNs)));
      }
    }
  }

  /** From loopback only what is there is reached. */
  private static boolean reaches(LocalSocket socket, InetSocketAddress server) {
    InetAddress local = socket.address().getAddress();
    return local.getClass() == server.getAddress().getClass()
        && (!local.isLoopbackAddress() || server.getAddress().isLoopbackAddress());
  }

  /** Addresses of ours that no socket has: those of translators, each once. Any thread. */
  List<InetAddress> known() {
    return known;
  }

  /**
   * Asks whom it is time to ask.
   *
   * @return when to call again; {@link Long#MAX_VALUE}: never
   */
  long runDue(MediaEdge edge, long nowNs) {
    long next = Long.MAX_VALUE;
    for (Asked one : asked) {
      if (one.client.nextDeadlineNs() <= nowNs) {
        ask(one, edge, nowNs);
      }
      next = Math.min(next, one.client.nextDeadlineNs());
    }
    return next;
  }

  private static void ask(Asked one, MediaEdge edge, long nowNs) {
    BindingClient client = one.client;
    BindingClient.State before = client.state();
    Span request = edge.reserve(REQUEST_BYTES);
    client.onDeadline(request, nowNs);
    if (request.length() > 0) {
      edge.send(request, one.socket, Flow.udp(client.server()));
    }
    if (client.state() != before) {
      LOG.warn(
          "the STUN server {} does not answer {}: is there a way out for UDP, and is it there?",
          AddressDoubts.text(client.server()),
          AddressDoubts.text(one.socket.address()));
    }
  }

  /** Takes a STUN message that is for no participant; whether it was an answer of a server. */
  boolean receive(Span stun, InetSocketAddress from, Carrier on, long nowNs) {
    for (Asked one : asked) {
      if (one.socket.equals(on) && one.client.server().equals(from) && view.wrap(stun)) {
        Optional<InetSocketAddress> before = one.client.mapped();
        if (one.client.receive(view, nowNs)) {
          if (!one.client.mapped().equals(before)) {
            learned(one);
          }
          return true;
        }
      }
    }
    return false;
  }

  private void learned(Asked one) {
    known = asked.stream().map(Asked::translated).flatMap(Optional::stream).distinct().toList();
    InetSocketAddress local = one.socket.address();
    InetSocketAddress mapped = one.client.mapped().orElseThrow();
    LOG.info(
        "the STUN server {} sees media of {} come from {}",
        AddressDoubts.text(one.client.server()),
        AddressDoubts.text(local),
        AddressDoubts.text(mapped));
    AddressDoubts.of(local, mapped, others(one), configured).forEach(LOG::warn);
  }

  /** As what other servers see the same socket. */
  private List<InetSocketAddress> others(Asked one) {
    return asked.stream()
        .filter(other -> !other.equals(one) && other.socket.equals(one.socket))
        .map(other -> other.client.mapped())
        .flatMap(Optional::stream)
        .toList();
  }
}
