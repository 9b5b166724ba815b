package io.plenum.signaling.socket;

import static io.plenum.signaling.socket.SocketMetrics.Reject;

import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.plenum.signaling.message.ClientMessage;
import io.plenum.signaling.message.ErrorCode;
import io.plenum.signaling.message.ServerMessage;
import io.plenum.signaling.session.Command;
import io.plenum.signaling.session.Connection;
import io.plenum.signaling.session.Frame;
import io.plenum.signaling.session.LiveSession;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.io.IOException;
import java.util.Optional;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client's WebSocket: reads its messages, guards its limits, and hands what it says to its live
 * session. Confined to the socket's event loop; only joining leaves it, for a virtual thread.
 */
final class LiveSocket {
  private static final Logger LOG = LoggerFactory.getLogger(LiveSocket.class);

  /** RFC 6455, 7.4.1. */
  private static final short UNACCEPTABLE_DATA = 1003;

  private static final short POLICY_VIOLATION = 1008;
  private static final short TOO_BIG = 1009;

  /** How soon a full session is told again that this socket is closed. */
  private static final long HANGUP_AGAIN_MS = 200;

  /** When a client that is too fast may go on. */
  private static final int RETRY_AFTER_S = 1;

  /**
   * The life of a socket.
   *
   * <pre>
   *   OPEN    → JOINING (said join) | CLOSED
   *   JOINING → JOINED (a session decides about the seat) | CLOSED
   *   JOINED  → CLOSED
   * </pre>
   */
  private enum State {
    OPEN,
    JOINING,
    JOINED,
    CLOSED
  }

  private final Vertx vertx;
  private final Context context;
  private final ServerWebSocket socket;
  private final SocketLimits limits;
  private final MessageWriter writer;
  private final SocketMetrics metrics;
  private final OutgoingQueue outgoing;
  private final MessageRate rate;

  private BiFunction<Connection, ClientMessage.Join, Optional<LiveSession>> desk;
  private State state = State.OPEN;
  private LiveSession session;
  private int malformed;
  private int excess;
  private long lastHeardNs = System.nanoTime();
  private long joinTimer;
  private long pingTimer;
  private long silenceTimer;

  LiveSocket(
      Vertx vertx,
      ServerWebSocket socket,
      String address,
      SocketLimits limits,
      MessageWriter writer,
      SocketMetrics metrics) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.socket = socket;
    this.limits = limits;
    this.writer = writer;
    this.metrics = metrics;
    this.rate = new MessageRate(limits.messagesPerSecond(), limits.burst(), lastHeardNs);
    this.outgoing =
        new OutgoingQueue(
            address, limits.queuedFrames(), run -> context.runOnContext(v -> run.run()), line());
  }

  /**
   * Begins to listen.
   *
   * @param joinDesk finds the session of somebody who joins, or sends them away; may block
   */
  void open(BiFunction<Connection, ClientMessage.Join, Optional<LiveSession>> joinDesk) {
    desk = joinDesk;
    metrics.opened();
    socket.textMessageHandler(this::received);
    socket.binaryMessageHandler(
        binary -> refuse(Reject.BINARY, UNACCEPTABLE_DATA, "text messages only"));
    socket.pongHandler(pong -> lastHeardNs = System.nanoTime());
    socket.drainHandler(room -> outgoing.drain());
    socket.exceptionHandler(this::broken);
    socket.closeHandler(closed -> closed());
    joinTimer = vertx.setTimer(limits.joinWithin().toMillis(), timer -> joinOverdue());
    pingTimer = vertx.setPeriodic(limits.pingEvery().toMillis(), timer -> askWhetherThere());
  }

  private void received(String frame) {
    lastHeardNs = System.nanoTime();
    if (state == State.CLOSED) {
      return;
    }
    if (!rate.take(lastHeardNs)) {
      tooFast();
      return;
    }
    switch (MessageReader.read(frame)) {
      case MessageParse.Parsed parsed -> understood(parsed.message());
      case MessageParse.Rejected rejected -> misunderstood(rejected);
    }
  }

  private void understood(ClientMessage message) {
    metrics.received(message);
    if (state == State.JOINED) {
      session.say(new Command.Say(outgoing, message));
    } else if (message instanceof ClientMessage.Join join) {
      join(join);
    } else {
      metrics.rejected(Reject.NOT_JOINED);
      fail(message.id(), ErrorCode.NOT_JOINED, "join first");
    }
  }

  /** What the client says meanwhile waits in the socket, so that it cannot overtake the join. */
  private void join(ClientMessage.Join join) {
    state = State.JOINING;
    vertx.cancelTimer(joinTimer);
    socket.pause();
    LOG.debug("a client joins: {}", join.client());
    Thread.ofVirtual().name("join").start(() -> askDesk(join));
  }

  /** On a virtual thread. */
  private void askDesk(ClientMessage.Join join) {
    Optional<LiveSession> found = Optional.empty();
    try {
      found = desk.apply(outgoing, join);
    } catch (RuntimeException failure) {
      LOG.error("a join failed", failure);
      metrics.rejected(Reject.JOIN_FAILED);
      outgoing.finish(frame(new ServerMessage.Failed(join.id(), ErrorCode.INTERNAL, "try again")));
    }
    Optional<LiveSession> decided = found;
    context.runOnContext(v -> joined(decided));
  }

  private void joined(Optional<LiveSession> decided) {
    session = decided.orElse(null);
    if (state == State.CLOSED) {
      hangUp();
    } else if (session != null) {
      state = State.JOINED;
    }
    socket.resume();
  }

  private void misunderstood(MessageParse.Rejected rejected) {
    boolean unknown = rejected.code() == ErrorCode.UNKNOWN_TYPE;
    metrics.rejected(unknown ? Reject.UNKNOWN_TYPE : Reject.MALFORMED);
    fail(rejected.replyTo(), rejected.code(), rejected.reason());
    if (++malformed >= limits.malformed()) {
      close(POLICY_VIOLATION, "too many malformed messages");
    }
  }

  private void tooFast() {
    metrics.rejected(Reject.TOO_FAST);
    if (++excess > limits.excess()) {
      close(POLICY_VIOLATION, "too many messages");
      return;
    }
    outgoing.send(
        frame(
            new ServerMessage.Failed(
                null, ErrorCode.TOO_MANY_REQUESTS, "slower, please", RETRY_AFTER_S)));
  }

  private void fail(String replyTo, ErrorCode code, String why) {
    outgoing.send(frame(new ServerMessage.Failed(replyTo, code, why)));
  }

  private Frame frame(ServerMessage message) {
    return new Frame(message, writer::write);
  }

  private void joinOverdue() {
    if (state == State.OPEN) {
      refuse(Reject.NO_JOIN_IN_TIME, POLICY_VIOLATION, "no join in time");
    }
  }

  private void askWhetherThere() {
    socket.writePing(Buffer.buffer());
    long leftNs = limits.silentFor().toNanos() - (System.nanoTime() - lastHeardNs);
    if (leftNs < limits.pingEvery().toNanos()) {
      // Silence would run out before the next ping.
      vertx.cancelTimer(silenceTimer);
      silenceTimer = vertx.setTimer(Math.max(1, leftNs / 1_000_000 + 1), timer -> closeIfSilent());
    }
  }

  private void closeIfSilent() {
    if (System.nanoTime() - lastHeardNs >= limits.silentFor().toNanos()) {
      refuse(Reject.SILENT, POLICY_VIOLATION, "nobody there");
    }
  }

  /** What cannot even be decoded: too large, or no WebSocket frame (RFC 6455, 7.4.1). */
  private void broken(Throwable failure) {
    LOG.debug("a socket broke", failure);
    if (failure instanceof CorruptedWebSocketFrameException corrupted) {
      boolean tooBig = corrupted.closeStatus().code() == TOO_BIG;
      refuse(
          tooBig ? Reject.TOO_LARGE : Reject.MALFORMED,
          (short) corrupted.closeStatus().code(),
          corrupted.closeStatus().reasonText());
    } else if (failure instanceof IOException || failure instanceof VertxException) {
      // The line is gone; Vert.x closes the socket.
      return;
    } else {
      refuse(Reject.TOO_LARGE, TOO_BIG, "too large");
    }
  }

  private void refuse(Reject reason, short code, String why) {
    metrics.rejected(reason);
    close(code, why);
  }

  /** What was said to the client before, an error that says why above all, goes out first. */
  private void close(short code, String why) {
    outgoing.drain();
    if (!socket.isClosed()) {
      socket.close(code, why);
    }
  }

  private void closed() {
    state = State.CLOSED;
    metrics.closed();
    vertx.cancelTimer(joinTimer);
    vertx.cancelTimer(pingTimer);
    vertx.cancelTimer(silenceTimer);
    hangUp();
  }

  private void hangUp() {
    if (session != null && !session.hangup(outgoing)) {
      vertx.setTimer(HANGUP_AGAIN_MS, timer -> hangUp());
    }
  }

  private OutgoingQueue.Line line() {
    return new OutgoingQueue.Line() {
      @Override
      public boolean full() {
        return !socket.isClosed() && socket.writeQueueFull();
      }

      @Override
      public void write(String frame) {
        if (!socket.isClosed()) {
          socket.writeTextMessage(frame);
        }
      }

      @Override
      public void close(short code, String reason) {
        if (code == OutgoingQueue.TRY_AGAIN_LATER) {
          metrics.rejected(Reject.NOT_READING);
        }
        LiveSocket.this.close(code, reason);
      }
    };
  }
}
