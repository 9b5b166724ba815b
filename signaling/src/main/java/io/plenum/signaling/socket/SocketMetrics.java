package io.plenum.signaling.socket;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.plenum.signaling.message.ClientMessage;
import io.plenum.signaling.session.LiveSessions;
import io.plenum.signaling.session.SeatCounts;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToIntFunction;

/** Counts what sockets do. Any thread may call. Tags have few values: none comes from a client. */
final class SocketMetrics {
  private final MeterRegistry registry;
  private final AtomicInteger open = new AtomicInteger();

  SocketMetrics(MeterRegistry registry, LiveSessions sessions) {
    this.registry = registry;
    Gauge.builder("plenum.sockets", open, AtomicInteger::get)
        .description("open WebSockets")
        .register(registry);
    Gauge.builder("plenum.sessions", sessions, LiveSessions::size)
        .description("live sessions")
        .register(registry);
    seats(sessions, "waiting", SeatCounts::waiting);
    seats(sessions, "admitted", SeatCounts::admitted);
    seats(sessions, "away", SeatCounts::away);
  }

  private void seats(LiveSessions sessions, String state, ToIntFunction<SeatCounts> count) {
    Gauge.builder("plenum.seats", sessions, all -> count.applyAsInt(all.counts()))
        .description("taken seats; those away are waiting or admitted too")
        .tag("state", state)
        .register(registry);
  }

  void opened() {
    open.incrementAndGet();
  }

  void closed() {
    open.decrementAndGet();
  }

  void received(ClientMessage message) {
    String type = message.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    counter("plenum.socket.messages", "messages understood, by type", "type", type);
  }

  void rejected(Reject reason) {
    String text = reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
    counter("plenum.socket.rejects", "what sockets were refused, by reason", "reason", text);
  }

  private void counter(String name, String description, String tag, String value) {
    Counter.builder(name).description(description).tag(tag, value).register(registry).increment();
  }

  /** Why something was refused at the socket. */
  enum Reject {
    FOREIGN_ORIGIN,
    NO_SUBPROTOCOL,
    MALFORMED,
    UNKNOWN_TYPE,
    TOO_LARGE,
    BINARY,
    NOT_JOINED,
    NO_JOIN_IN_TIME,
    TOO_FAST,
    SILENT,
    NOT_READING,
    WRONG_TOKEN,
    NO_SUCH_MEETING,
    JOIN_LIMITED,
    JOIN_FAILED
  }
}
