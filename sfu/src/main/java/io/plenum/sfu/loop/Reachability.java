package io.plenum.sfu.loop;

import io.plenum.rtc.sdp.Candidate;
import io.plenum.sfu.net.LocalSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where clients are told that a loop's media is received (RFC 8445, section 5.1.1), most wanted
 * first.
 *
 * <pre>
 *  UDP   the public addresses with the loop's port → its local addresses
 *  TCP   the same with its TCP port → the public addresses with the port elsewhere → elsewhere
 * </pre>
 *
 * <p>Any thread may call.
 */
final class Reachability {
  private final Optional<InetAddress> configured;
  private volatile Elsewhere elsewhere = new Elsewhere(List.of(), OptionalInt.empty());

  /** Where others accept TCP connections for us. */
  private record Elsewhere(List<InetSocketAddress> addresses, OptionalInt publicPort) {}

  /** What is told when the public address is {@code configured}, or found out. */
  Reachability(Optional<InetAddress> configured) {
    this.configured = configured;
  }

  /** See {@link MediaServer#acceptedElsewhere}. */
  void acceptedElsewhere(List<InetSocketAddress> addresses, OptionalInt publicPort) {
    elsewhere = new Elsewhere(List.copyOf(addresses), publicPort);
  }

  /** The configured address, and what STUN servers say where none of its family is configured. */
  List<InetAddress> publicAddresses(MediaLoop loop) {
    Stream<InetAddress> found =
        loop.translated().stream()
            .filter(
                address ->
                    configured.isEmpty() || configured.get().getClass() != address.getClass());
    return Stream.concat(configured.stream(), found).toList();
  }

  /** The candidates of an answer by which somebody enters a room of {@code loop}. */
  List<Candidate> candidates(MediaLoop loop) {
    List<InetAddress> outside = publicAddresses(loop);
    List<InetSocketAddress> udp = loop.sockets().stream().map(LocalSocket::address).toList();
    List<Candidate> candidates = new ArrayList<>();
    for (InetSocketAddress address : reachable(outside, udp)) {
      candidates.add(Candidate.udp(address, candidates.size()));
    }
    int rank = 0;
    for (InetSocketAddress address : overTcp(loop, outside)) {
      candidates.add(Candidate.tcpPassive(address, rank++));
    }
    return candidates;
  }

  private Set<InetSocketAddress> overTcp(MediaLoop loop, List<InetAddress> outside) {
    Elsewhere now = elsewhere;
    Set<InetSocketAddress> all = reachable(outside, loop.tcpAddresses());
    now.publicPort()
        .ifPresent(
            port -> outside.forEach(address -> all.add(new InetSocketAddress(address, port))));
    all.addAll(now.addresses());
    return all;
  }

  /** The public addresses first, with the port of the local ones; each once. */
  private static Set<InetSocketAddress> reachable(
      List<InetAddress> outside, List<InetSocketAddress> local) {
    Set<InetSocketAddress> all = new LinkedHashSet<>();
    if (!local.isEmpty()) {
      int port = local.getFirst().getPort();
      outside.forEach(address -> all.add(new InetSocketAddress(address, port)));
    }
    all.addAll(local);
    return all;
  }
}
