package io.plenum.signaling.socket;

import io.plenum.signaling.session.Connection;
import io.plenum.signaling.session.Frame;
import java.util.ArrayDeque;
import java.util.concurrent.Executor;

/**
 * The frames that wait to be written to one socket. Any thread may add; the socket's event loop
 * writes. When too many wait because the client does not read, they are dropped and the socket is
 * closed.
 */
final class OutgoingQueue implements Connection {
  /** RFC 6455, 7.4.1. */
  static final short NORMAL = 1000;

  /** "Try again later", of the IANA registry of WebSocket close codes. */
  static final short TRY_AGAIN_LATER = 1013;

  /** The socket below, on its event loop. */
  interface Line {
    /** Whether what was written has not left yet. */
    boolean full();

    void write(String frame);

    void close(short code, String reason);
  }

  private final String source;
  private final int limit;
  private final Executor eventLoop;
  private final Line line;

  /** Guards the fields below; held for moments only. */
  private final Object lock = new Object();

  private final ArrayDeque<String> frames = new ArrayDeque<>();
  private boolean scheduled;
  private boolean closing;
  private short closeCode = NORMAL;

  /** Confined to the event loop. */
  private boolean closed;

  /** {@code source}: address and port of the client. */
  OutgoingQueue(String source, int limit, Executor eventLoop, Line line) {
    this.source = source;
    this.limit = limit;
    this.eventLoop = eventLoop;
    this.line = line;
  }

  @Override
  public String source() {
    return source;
  }

  @Override
  public void send(Frame frame) {
    add(frame.text(), false);
  }

  @Override
  public void finish(Frame lastFrame) {
    add(lastFrame == null ? null : lastFrame.text(), true);
  }

  private void add(String frame, boolean last) {
    synchronized (lock) {
      if (closing) {
        return;
      }
      if (frame != null && frames.size() >= limit) {
        frames.clear();
        closing = true;
        closeCode = TRY_AGAIN_LATER;
      } else {
        if (frame != null) {
          frames.add(frame);
        }
        closing = last;
      }
      if (scheduled) {
        return;
      }
      scheduled = true;
    }
    eventLoop.execute(this::drain);
  }

  /** Writes what the socket takes. On the event loop: when frames came, and when it has room. */
  void drain() {
    while (!closed) {
      String frame;
      synchronized (lock) {
        scheduled = false;
        boolean overflown = closeCode == TRY_AGAIN_LATER;
        if (!overflown && line.full()) {
          return;
        }
        frame = frames.poll();
        closed = frame == null && closing;
      }
      if (closed) {
        line.close(closeCode, closeCode == TRY_AGAIN_LATER ? "not reading" : "");
      } else if (frame == null) {
        return;
      } else {
        line.write(frame);
      }
    }
  }
}
