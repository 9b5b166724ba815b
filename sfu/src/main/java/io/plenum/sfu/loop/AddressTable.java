package io.plenum.sfu.loop;

import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;

/**
 * Whose datagram is it? By the local user name fragment of a STUN check (RFC 8445, section 7.3), or
 * by an address that passed one.
 *
 * <p>Grows only with joined participants: strangers never enter. Confined to the loop.
 */
final class AddressTable {
  private final Map<String, Connection> byUfrag = new HashMap<>();
  private final Map<InetSocketAddress, Connection> byAddress = new HashMap<>();

  /** A participant joined: checks for its fragment are its own. */
  void add(Connection connection) {
    byUfrag.put(connection.join.localIce().ufrag(), connection);
  }

  /** Whom a STUN check is for; null if nobody here. */
  Connection byUfrag(String ufrag) {
    return byUfrag.get(ufrag);
  }

  /** Whose proven address this is; null if nobody's. */
  Connection byAddress(InetSocketAddress address) {
    return byAddress.get(address);
  }

  /** A valid check came: the address is this connection's from now on, whoever's it was. */
  void prove(Connection connection, InetSocketAddress from) {
    byAddress.put(from, connection);
    InetSocketAddress forgotten = connection.paths.keep();
    if (forgotten != null) {
      byAddress.remove(forgotten, connection);
    }
  }

  /** The connection ended. */
  void remove(Connection connection) {
    byUfrag.remove(connection.join.localIce().ufrag(), connection);
    for (InetSocketAddress address : connection.paths.addresses()) {
      byAddress.remove(address, connection);
    }
  }

  /** Proven addresses. */
  int addresses() {
    return byAddress.size();
  }
}
