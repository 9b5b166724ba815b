package io.plenum.sfu.loop;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/**
 * The commands that wait for one loop, in order. Any thread may call; a lock is held for one queue
 * operation.
 *
 * <p>Drop rule: what asks for more work is refused first, and its sender told. What frees something
 * or keeps a secret (leaving, muting, the end of a handshake) has a much wider limit, that no owner
 * of rooms comes near: a microphone that stays open because the loop was busy would be a betrayal.
 */
final class Mailbox {
  /** Waiting commands at which more work is refused; 50 joining at once need some 1,000. */
  static final int BUSY_COMMANDS = 8_192;

  /** Waiting commands at which everything is refused: the loop has hung for many seconds. */
  static final int MAX_COMMANDS = 8 * BUSY_COMMANDS;

  private final Queue<LoopCommand> waiting = new ArrayDeque<>();
  private boolean closed;
  private long refused;

  /** Takes a command; false if it is refused: too many wait, or the loop has ended. */
  synchronized boolean offer(LoopCommand command) {
    int limit = command.refusable() ? BUSY_COMMANDS : MAX_COMMANDS;
    if (closed) {
      return false;
    }
    boolean taken = waiting.size() < limit && waiting.add(command);
    refused += taken ? 0 : 1;
    return taken;
  }

  /** Commands that wait. */
  synchronized int size() {
    return waiting.size();
  }

  /** Commands refused because too many waited. */
  synchronized long refused() {
    return refused;
  }

  /** The command that has waited longest, or null. */
  synchronized LoopCommand poll() {
    return waiting.poll();
  }

  /** Whether nothing waits. */
  synchronized boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** Refuses everything from now on; returns what nobody will obey any more. */
  synchronized List<LoopCommand> close() {
    closed = true;
    List<LoopCommand> left = List.copyOf(waiting);
    waiting.clear();
    return left;
  }
}
