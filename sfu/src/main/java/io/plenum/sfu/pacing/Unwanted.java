package io.plenum.sfu.pacing;

import io.plenum.rtc.wire.Span;

/** Says of packets that wait which are not to be sent any more. */
@FunctionalInterface
public interface Unwanted {
  /**
   * Whether nobody needs {@code packet}.
   *
   * @param place in the queue of its kind, from 0
   * @param packet good during the call; not to be written to
   */
  boolean test(int place, Span packet);
}
