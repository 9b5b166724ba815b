package io.plenum.signaling.session;

import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The commands that a live session has yet to handle. Anybody may post, which never waits; only the
 * session's thread takes. What clients cause is refused early, so that there is always room for
 * hang-ups, revocations and the media node's news.
 */
final class Mailbox {
  /** Waiting commands beyond which clients are refused: a second of a busy session. */
  static final int CLIENT_LIMIT = 1_000;

  /** Waiting commands beyond which everything but {@link Command.Certain} is refused. */
  static final int LIMIT = 10_000;

  /** What became of a posted command. */
  enum Posted {
    ACCEPTED,
    /** Too much is waiting. */
    FULL,
    /** The session is over. */
    CLOSED
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition filled = lock.newCondition();
  private final ArrayDeque<Command> waiting = new ArrayDeque<>();
  private boolean closed;

  Posted post(Command command) {
    lock.lock();
    try {
      if (closed) {
        return Posted.CLOSED;
      }
      if (waiting.size() >= limit(command)) {
        return Posted.FULL;
      }
      waiting.add(command);
      filled.signal();
      return Posted.ACCEPTED;
    } finally {
      lock.unlock();
    }
  }

  private static int limit(Command command) {
    return switch (command) {
      case Command.FromClient caused -> CLIENT_LIMIT;
      case Command.Certain certain -> Integer.MAX_VALUE;
      default -> LIMIT;
    };
  }

  /** The next command, or null when none came within {@code timeoutNs} or the mailbox is closed. */
  Command take(long timeoutNs) throws InterruptedException {
    lock.lock();
    try {
      long leftNs = timeoutNs;
      while (waiting.isEmpty() && !closed && leftNs > 0) {
        leftNs = filled.awaitNanos(leftNs);
      }
      return waiting.poll();
    } finally {
      lock.unlock();
    }
  }

  /** Takes no more; returns what was still waiting. */
  List<Command> close() {
    lock.lock();
    try {
      closed = true;
      List<Command> left = List.copyOf(waiting);
      waiting.clear();
      filled.signalAll();
      return left;
    } finally {
      lock.unlock();
    }
  }

  boolean closed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }
}
