package io.plenum.signaling.delivery;

import io.plenum.signaling.post.DueLetter;
import io.plenum.signaling.post.Outcome;

/** Takes letters of one kind where they belong. */
@FunctionalInterface
interface Courier {
  /**
   * Tries once; blocks for less than {@link io.plenum.signaling.post.OutboxRows#CLAIMED_FOR}. What
   * the world does wrong is an outcome, never an exception.
   */
  Outcome deliver(DueLetter letter);
}
