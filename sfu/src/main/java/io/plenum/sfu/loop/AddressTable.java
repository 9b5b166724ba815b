package io.plenum.sfu.loop;

import io.plenum.rtc.ice.Flow;
import io.plenum.sfu.net.Carrier;
import io.plenum.sfu.net.LocalSocket;
import io.plenum.sfu.net.TcpConnection;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Whose packet is it? By the local user name fragment of a STUN check (RFC 8445, section 7.3), or
 * by the address or connection that one passed on.
 *
 * <p>Grows only with joined participants: strangers never enter. Confined to the loop.
 */
final class AddressTable {
  /** One for each connection, two while it restarts. */
  private final Map<String, Connection> byUfrag = new HashMap<>();

  private final Map<InetSocketAddress, Proven> byAddress = new HashMap<>();
  private final Map<Flow, Proven> byTcp = new HashMap<>();

  /** One for each connection at most. */
  private final Map<InetSocketAddress, Connection> asked = new HashMap<>();

  /** Checks for the peer's fragments of now are this connection's, and no others. */
  void expect(Connection connection) {
    forgetUfrags(connection);
    List<String> ufrags = connection.peer().localUfrags();
    ufrags.forEach(ufrag -> byUfrag.put(ufrag, connection));
    connection.expected = ufrags;
  }

  private void forgetUfrags(Connection connection) {
    connection.expected.forEach(ufrag -> byUfrag.remove(ufrag, connection));
  }

  /** Whom a STUN check is for; null if nobody here. */
  Connection byUfrag(String ufrag) {
    return byUfrag.get(ufrag);
  }

  /** A question goes to {@code flow}: an answer from there is this connection's. */
  void asking(Connection connection, Flow flow) {
    forgetAsked(connection);
    asked.put(flow.remote(), connection);
    connection.asked = flow.remote();
  }

  private void forgetAsked(Connection connection) {
    if (connection.asked != null) {
      asked.remove(connection.asked, connection);
    }
  }

  /** Whose question it is that {@code from} may answer; null: nobody's. */
  Connection asked(InetSocketAddress from) {
    return asked.get(from);
  }

  /** Whose proven flow this is; null if nobody's. */
  Proven proven(InetSocketAddress from, Carrier on) {
    return switch (on) {
      case LocalSocket _ -> byAddress.get(from);
      case TcpConnection connection -> byTcp.get(connection.flow());
    };
  }

  /** A valid check came: the flow is this connection's from now on, whoever's it was. */
  void prove(Connection connection, Flow flow) {
    Proven proven = proven(flow);
    if (proven == null || proven.connection() != connection) {
      proven = new Proven(flow, connection);
      if (flow.tcp()) {
        byTcp.put(flow, proven);
      } else {
        byAddress.put(flow.remote(), proven);
      }
    }
    Flow forgotten = connection.paths.keep(proven.flow());
    if (forgotten != null) {
      remove(connection, forgotten);
    }
  }

  private Proven proven(Flow flow) {
    return flow.tcp() ? byTcp.get(flow) : byAddress.get(flow.remote());
  }

  private void remove(Connection connection, Flow flow) {
    Proven proven = proven(flow);
    if (proven != null && proven.connection() == connection) {
      if (flow.tcp()) {
        byTcp.remove(flow);
      } else {
        byAddress.remove(flow.remote());
      }
    }
  }

  /** A TCP connection is closed; returns whose it was, or null. */
  Connection closed(Flow flow) {
    Proven proven = byTcp.remove(flow);
    return proven == null ? null : proven.connection();
  }

  /** The connection ended. */
  void remove(Connection connection) {
    forgetAsked(connection);
    forgetUfrags(connection);
    for (Flow flow : connection.paths.flows()) {
      remove(connection, flow);
    }
  }

  /** Proven flows. */
  int flows() {
    return byAddress.size() + byTcp.size();
  }
}
