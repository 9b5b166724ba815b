package io.plenum.signaling.delivery;

import io.plenum.signaling.post.Letter;
import io.plenum.signaling.post.Outcome;

/** Takes letters of one kind where they belong. */
interface Courier<L extends Letter> {
  /**
   * Tries once; blocks for less than {@link io.plenum.signaling.post.OutboxRows#CLAIMED_FOR}. What
   * the world does wrong is an outcome, never an exception.
   *
   * @param id of the letter, the same at each try
   */
  Outcome deliver(String id, L letter);
}
