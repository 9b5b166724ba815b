package io.plenum.signaling.session;

/** How many seats are taken, for metrics. */
public record SeatCounts(int waiting, int admitted, int away) {
  static final SeatCounts NONE = new SeatCounts(0, 0, 0);

  static SeatCounts of(SessionState state) {
    int waiting = 0;
    int away = 0;
    for (Seat seat : state.seats().values()) {
      waiting += seat.waiting() ? 1 : 0;
      away += seat.connected() ? 0 : 1;
    }
    return new SeatCounts(waiting, state.seats().size() - waiting, away);
  }

  SeatCounts plus(SeatCounts other) {
    return new SeatCounts(waiting + other.waiting, admitted + other.admitted, away + other.away);
  }
}
