package io.plenum.rtc.ice;

import java.util.ArrayList;
import java.util.List;

/**
 * The flows that the other side has proved, and which of them is answered on. Confined to its
 * agent.
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
 *   <li>If the selected flow falls silent, any valid check moves the selection: a NAT has given the
 *       client another port, and Firefox's consent checks nominate nothing.
 *   <li>If its media comes from elsewhere, and it answers from there, that is where it is.
 *   <li>The first check after a restart decides anew, like the very first.
 *   <li>If it is closed, as a TCP connection can be, the one nominated last of the others is next,
 *       without any nomination the one checked last.
 * </ul>
 */
final class RemoteFlows {
  /** More than the pairs that any client keeps checking: 4 networks × 2 families × 2 ports. */
  static final int MAX_FLOWS = 16;

  /** Nominations this close are one burst; longer than a bad round trip. */
  static final long BURST_NS = 500_000_000;

  /** Silence after which a path is taken for dead: the longest interval of RFC 7675, 6 s, + 1 s. */
  static final long SILENCE_NS = 7_000_000_000L;

  private final List<RemoteFlow> known = new ArrayList<>(MAX_FLOWS);
  private RemoteFlow selected;

  /** Takes note of a valid check; true if the selected flow has changed. */
  boolean checked(Flow from, long priority, boolean nominating, long nowNs) {
    RemoteFlow remote = findOrAdd(from);
    remote.checked(priority, nominating, nowNs);
    if (remote == selected || !displaces(remote, nominating, nowNs)) {
      return false;
    }
    selected = remote;
    return true;
  }

  /** What was chosen and nominated before a restart counts no more; what was proven is still so. */
  void restarted() {
    selected = null;
    known.forEach(RemoteFlow::unnominate);
  }

  private boolean displaces(RemoteFlow challenger, boolean nominating, long nowNs) {
    if (selected == null || nowNs - selected.checkedAtNs() > SILENCE_NS) {
      return true;
    }
    if (!nominating) {
      return false;
    }
    boolean sameBurst = selected.nominated() && nowNs - selected.nominatedAtNs() < BURST_NS;
    return !sameBurst || challenger.priority() >= selected.priority();
  }

  private RemoteFlow findOrAdd(Flow flow) {
    RemoteFlow found = find(flow);
    return found == null ? add(flow) : found;
  }

  private RemoteFlow add(Flow flow) {
    if (known.size() == MAX_FLOWS) {
      known.remove(longestSilent());
    }
    RemoteFlow remote = new RemoteFlow(flow);
    known.add(remote);
    return remote;
  }

  private RemoteFlow longestSilent() {
    RemoteFlow oldest = null;
    for (RemoteFlow remote : known) {
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

  /** The other side has answered from {@code to}, where its media comes from: it is selected. */
  void moved(Flow to, long nowNs) {
    RemoteFlow remote = findOrAdd(to);
    remote.checked(selected == null ? 0 : selected.priority(), true, nowNs);
    selected = remote;
  }

  /** Forgets a flow that is closed; if it was the selected one, another is. */
  void forget(Flow flow) {
    known.removeIf(remote -> remote.flow().equals(flow));
    if (selected == null || !selected.flow().equals(flow)) {
      return;
    }
    selected = null;
    for (RemoteFlow remote : known) {
      if (selected == null || remote.fresherThan(selected)) {
        selected = remote;
      }
    }
  }

  boolean contains(Flow flow) {
    return find(flow) != null;
  }

  Flow selected() {
    return selected == null ? null : selected.flow();
  }

  private RemoteFlow find(Flow flow) {
    for (RemoteFlow remote : known) {
      if (remote.flow().equals(flow)) {
        return remote;
      }
    }
    return null;
  }
}
