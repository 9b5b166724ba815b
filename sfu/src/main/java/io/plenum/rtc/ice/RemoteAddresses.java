package io.plenum.rtc.ice;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * The addresses the other side has proved, and which of them is answered to. Confined to its agent.
 *
 * <p>The choice of a controlled lite agent (RFC 8445, section 8.1.1) in the face of two kinds of
 * controllers:
 *
 * <ul>
 *   <li>Before any nomination the first valid check decides, so that DTLS begins at once.
 *   <li>A nomination wins over none, and over an older one: Chromium nominates again whenever it
 *       moves to another path.
 *   <li>Except that within one burst the better priority stays: Firefox nominates every pair it
 *       tries and itself takes the best of them (aggressive nomination, RFC 5245, section 8.1.1.2).
 *   <li>If the selected address falls silent, any valid check moves the selection: a NAT has given
 *       the client another port, and Firefox's consent checks nominate nothing.
 * </ul>
 */
final class RemoteAddresses {

  /** More than the pairs that any client keeps checking: 4 networks × 2 families × 2 ports. */
  static final int MAX_ADDRESSES = 16;

  /** Nominations this close are one burst; longer than a bad round trip. */
  static final long BURST_NS = 500_000_000;

  /** Silence after which a path is taken for dead: the longest interval of RFC 7675, 6 s, + 1 s. */
  static final long SILENCE_NS = 7_000_000_000L;

  private final List<RemoteAddress> known = new ArrayList<>(MAX_ADDRESSES);
  private RemoteAddress selected;

  /** Takes note of a valid check; true if the selected address has changed. */
  boolean checked(InetSocketAddress from, long priority, boolean nominating, long nowNs) {
    RemoteAddress remote = find(from);
    if (remote == null) {
      remote = add(from);
    }
    remote.checked(priority, nominating, nowNs);
    if (remote == selected || !displaces(remote, nominating, nowNs)) {
      return false;
    }
    selected = remote;
    return true;
  }

  private boolean displaces(RemoteAddress challenger, boolean nominating, long nowNs) {
    if (selected == null || nowNs - selected.checkedAtNs() > SILENCE_NS) {
      return true;
    }
    if (!nominating) {
      return false;
    }
    boolean sameBurst = selected.nominated() && nowNs - selected.nominatedAtNs() < BURST_NS;
    return !sameBurst || challenger.priority() >= selected.priority();
  }

  private RemoteAddress add(InetSocketAddress address) {
    if (known.size() == MAX_ADDRESSES) {
      known.remove(longestSilent());
    }
    RemoteAddress remote = new RemoteAddress(address);
    known.add(remote);
    return remote;
  }

  private RemoteAddress longestSilent() {
    RemoteAddress oldest = null;
    for (RemoteAddress remote : known) {
      if (remote != selected && (oldest == null || remote.checkedAtNs() < oldest.checkedAtNs())) {
        oldest = remote;
      }
    }
    return oldest;
  }

  /** Forgets what was not checked since {@code sinceNs}. */
  void forgetBefore(long sinceNs) {
    known.removeIf(remote -> remote.checkedAtNs() - sinceNs < 0);
    if (selected != null && selected.checkedAtNs() - sinceNs < 0) {
      selected = null;
    }
  }

  boolean contains(InetSocketAddress address) {
    return find(address) != null;
  }

  InetSocketAddress selected() {
    return selected == null ? null : selected.address();
  }

  private RemoteAddress find(InetSocketAddress address) {
    for (RemoteAddress remote : known) {
      if (remote.address().equals(address)) {
        return remote;
      }
    }
    return null;
  }
}
