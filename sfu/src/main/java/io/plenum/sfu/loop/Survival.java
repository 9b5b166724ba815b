package io.plenum.sfu.loop;

import io.plenum.sfu.relay.RelayFaultException;
import io.plenum.sfu.room.ParticipantFaultException;

/**
 * Says which faults, that is what no code expects, a loop outlives.
 *
 * <pre>
 *  an exception         outlived: a bug that somebody's input or timer met
 *  StackOverflowError   outlived likewise: the stack is whole again when it is unwound
 *  OutOfMemoryError     outlived, unless another was met in the {@link #MEMORY_NS} before: mostly it
 *                       is one allocation, on the heap or off it, that was too large, and whom it
 *                       was for is given up; when nothing is left, the next one follows at once
 *  any other Error      not outlived: a class that cannot be loaded, or the machine, is broken for
 *                       everybody, and would be for the next one
 * </pre>
 *
 * <p>What is outlived costs whom {@link LoopRooms} says. What is not, and any Error in the loop's
 * own work, which is nobody's, ends the loop: all in its rooms are told that they lost their media,
 * it takes no more rooms, and the process says that it is not ready ({@link MediaServer#running}),
 * for its supervisor to start it anew.
 *
 * <p>Allocates nothing. Confined to the loop.
 */
final class Survival {
  /** Ours: long enough for those who were given up to have come back, and asked for the same. */
  static final long MEMORY_NS = 60_000_000_000L;

  private boolean wasOut;
  private long outNs;

  /** Nothing has happened yet. */
  Survival() {}

  /**
   * Goes on if {@code fault} is outlived, else throws it.
   *
   * @param fault an Error or an unchecked exception; of one that only says whose it is, its cause
   */
  void outlive(Throwable fault, long nowNs) {
    if (met(fault) instanceof Error error && !outlives(error, nowNs)) {
      throw error;
    }
  }

  private static Throwable met(Throwable fault) {
    boolean wraps =
        fault instanceof ParticipantFaultException || fault instanceof RelayFaultException;
    return wraps ? fault.getCause() : fault;
  }

  private boolean outlives(Error error, long nowNs) {
    if (!(error instanceof OutOfMemoryError)) {
      return error instanceof StackOverflowError;
    }
    boolean again = wasOut && nowNs - outNs < MEMORY_NS;
    wasOut = true;
    outNs = nowNs;
    return !again;
  }
}
