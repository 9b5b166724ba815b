package io.plenum.signaling.session;

import io.plenum.signaling.message.ClientMessage;
import io.plenum.signaling.message.ErrorCode;
import io.plenum.signaling.message.ServerMessage;
import java.util.Optional;

/**
 * Rules of what is said about connections: everybody hears of their own, the organizer may ask for
 * anybody's.
 */
final class QualityRules {
  private QualityRules() {}

  static void asked(Turn turn, Seat by, ClientMessage.Quality quality) {
    String wanted = quality.seat() == null ? by.id() : quality.seat();
    if (!wanted.equals(by.id()) && !by.occupant().organizer()) {
      turn.fail(by, quality.id(), ErrorCode.FORBIDDEN, "of others only the organizer may see this");
      return;
    }
    Optional<Seat> found = turn.seat(wanted).filter(Seat::admitted);
    if (found.isEmpty()) {
      turn.fail(by, quality.id(), ErrorCode.NOT_FOUND, "nobody sits there");
      return;
    }
    turn.tell(by, told(quality.id(), found.get()));
  }

  static void changed(Turn turn, Command.QualityChanged changed) {
    MediaRules.current(turn, changed.seat(), changed.peer())
        .ifPresent(
            seat -> {
              QualityLog log =
                  seat.media()
                      .quality()
                      .with(changed.peer(), changed.news(), turn.now().wallClock());
              Seat with = seat.with(seat.media().with(log));
              turn.put(with);
              turn.tell(with, told(null, with));
            });
  }

  private static ServerMessage.Quality told(String replyTo, Seat seat) {
    return new ServerMessage.Quality(replyTo, seat.id(), seat.media().quality().spells());
  }
}
