package io.plenum.signaling.api;

/** One operation of the contract, as a function. Runs on a virtual thread and may block. */
@FunctionalInterface
interface Operation {
  /**
   * Does it.
   *
   * @throws Refusal when the answer is an error
   */
  Answer answer(Request request);
}
