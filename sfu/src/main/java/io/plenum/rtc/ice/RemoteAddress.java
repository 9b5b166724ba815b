package io.plenum.rtc.ice;

import java.net.InetSocketAddress;

/** One address the other side has proved by a valid check. Confined to its agent. */
final class RemoteAddress {
  private static final long NEVER = Long.MIN_VALUE;

  private final InetSocketAddress address;
  private long checkedAtNs;
  private long nominatedAtNs = NEVER;
  private long priority;

  RemoteAddress(InetSocketAddress address) {
    this.address = address;
  }

  void checked(long priority, boolean nominating, long nowNs) {
    checkedAtNs = nowNs;
    if (nominating || !nominated()) { // consent checks may carry another candidate type's priority
      this.priority = priority;
    }
    if (nominating) {
      nominatedAtNs = nowNs;
    }
  }

  InetSocketAddress address() {
    return address;
  }

  long checkedAtNs() {
    return checkedAtNs;
  }

  boolean nominated() {
    return nominatedAtNs != NEVER;
  }

  long nominatedAtNs() {
    return nominatedAtNs;
  }

  /**
   * PRIORITY of the latest nomination, before any of the latest check: how much the other side
   * likes this path.
   */
  long priority() {
    return priority;
  }
}
