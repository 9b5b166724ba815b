package io.plenum.signaling.api;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A request's body as a stream that blocks its reader, a virtual thread. The event loop gives as
 * many pieces as were asked for and no more, so what the reader does not take stays with the client
 * (TCP's own back-pressure). A client that says nothing for too long, or goes too slowly on the
 * whole, is given up.
 */
final class UploadStream extends InputStream {
  /** Pieces under way between the loop and the reader; each has 64 KiB at most. */
  private static final int WINDOW = 4;

  /**
   * How slow a client may be.
   *
   * @param silence between two pieces
   * @param slowest bytes per second on the whole
   * @param grace after which the whole is looked at
   */
  record Pace(Duration silence, long slowest, Duration grace) {
    /**
     * The silence is shorter than the connection's own limit of 30 s, so that the client hears why;
     * 4 KiB/s is less than any line that can hold a meeting.
     */
    static final Pace STANDARD = new Pace(Duration.ofSeconds(20), 4 * 1024, Duration.ofMinutes(1));
  }

  private sealed interface Piece {
    record Bytes(Buffer buffer) implements Piece {}

    record End() implements Piece {}

    record Broken(Throwable cause) implements Piece {}
  }

  private final HttpServerRequest request;
  private final Context loop;
  private final LinkedBlockingQueue<Piece> pieces = new LinkedBlockingQueue<>();
  private final Pace pace;
  private final Runnable first;
  private final long beganNs;
  private Buffer current = Buffer.buffer();
  private int position;
  private long total;
  private boolean ended;
  private boolean asked;

  /**
   * To be made on the event loop, before the request's body is read.
   *
   * @param first done on the event loop when somebody begins to read
   */
  UploadStream(HttpServerRequest request, Context loop, Pace pace, Runnable first) {
    this.pace = pace;
    this.first = first;
    this.request = request;
    this.loop = loop;
    this.beganNs = System.nanoTime();
    request.pause();
    request.handler(buffer -> pieces.add(new Piece.Bytes(buffer)));
    request.endHandler(end -> pieces.add(new Piece.End()));
    request.exceptionHandler(cause -> pieces.add(new Piece.Broken(cause)));
  }

  /** The client ended or left the connection before its body was there. */
  static final class Broken extends IOException {
    private static final long serialVersionUID = 1;

    Broken(Throwable cause) {
      super("the client broke off", cause);
    }
  }

  /** The client was silent, or too slow. */
  static final class TooSlow extends IOException {
    private static final long serialVersionUID = 1;

    TooSlow() {
      super("the client is too slow");
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (position == current.length()) {
      if (ended) {
        return -1;
      }
      next();
    }
    int count = Math.min(length, current.length() - position);
    current.getBytes(position, position + count, into, offset);
    position += count;
    return count;
  }

  private void next() throws IOException {
    ask();
    switch (await()) {
      case Piece.Bytes bytes -> {
        current = bytes.buffer();
        position = 0;
        total += current.length();
        checkPace();
      }
      case Piece.End end -> ended = true;
      case Piece.Broken broken -> throw new Broken(broken.cause());
    }
  }

  /** A window at first, then one piece for each that was taken. */
  private void ask() {
    if (asked) {
      loop.runOnContext(on -> request.fetch(1));
      return;
    }
    asked = true;
    loop.runOnContext(
        on -> {
          first.run();
          request.fetch(WINDOW);
        });
  }

  private Piece await() throws IOException {
    try {
      Piece piece = pieces.poll(pace.silence().toMillis(), TimeUnit.MILLISECONDS);
      if (piece == null) {
        throw new TooSlow();
      }
      return piece;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Broken(e);
    }
  }

  private void checkPace() throws TooSlow {
    long elapsedNs = System.nanoTime() - beganNs;
    boolean settled = elapsedNs > pace.grace().toNanos();
    if (settled
        && total / Math.max(1, TimeUnit.NANOSECONDS.toSeconds(elapsedNs)) < pace.slowest()) {
      throw new TooSlow();
    }
  }
}
