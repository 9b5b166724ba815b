package io.plenum.rtc.ice;

/** One flow that the other side has proved by a valid check. Confined to its agent. */
final class RemoteFlow {
  private static final long NEVER = Long.MIN_VALUE;

  private final Flow flow;
  private long checkedAtNs;
  private long nominatedAtNs = NEVER;
  private long priority;

  RemoteFlow(Flow flow) {
    this.flow = flow;
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

  /** Nominations end with the credentials under which they were made. */
  void unnominate() {
    nominatedAtNs = NEVER;
  }

  Flow flow() {
    return flow;
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

  /** Whether this one was nominated later, or, where neither was, checked later. */
  boolean fresherThan(RemoteFlow other) {
    if (nominated() != other.nominated()) {
      return nominated();
    }
    return nominated()
        ? nominatedAtNs - other.nominatedAtNs > 0
        : checkedAtNs - other.checkedAtNs > 0;
  }

  /**
   * PRIORITY of the latest nomination, before any of the latest check: how much the other side
   * likes this path.
   */
  long priority() {
    return priority;
  }
}
