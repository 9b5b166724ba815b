package io.plenum.signaling.session;

import io.plenum.signaling.message.ClientMessage;
import io.plenum.signaling.message.ErrorCode;
import io.plenum.signaling.message.ServerMessage;
import io.plenum.signaling.message.Viewing;
import java.util.Objects;
import java.util.Optional;

/**
 * Rules of media: offers go to the media node, its news to the clients. News that name a peer which
 * was replaced since are dropped.
 */
final class MediaRules {
  private MediaRules() {}

  static void offer(Turn turn, Seat by, ClientMessage.Offer offer) {
    Seat seat = by.with(by.media().offering());
    turn.put(seat);
    turn.effect(
        new Effect.JoinMedia(
            seat.id(),
            seat.media().offered(),
            offer.id(),
            offer.sdp(),
            offer.tracks(),
            seat.row().sources().allowed()));
  }

  static void view(Turn turn, Seat by, ClientMessage.View view) {
    turn.put(by.with(by.media().viewing(view.what())));
    if (by.media().live()) {
      turn.effect(new Effect.ShowMedia(by.id(), view.what()));
    }
    turn.ok(by, view.id());
  }

  /** What was turned off since the offer is forbidden before the client has the answer. */
  static void answered(Turn turn, Command.MediaAnswered answered) {
    Optional<Seat> found = current(turn, answered.seat(), answered.peer());
    if (found.isEmpty()) {
      return;
    }
    Seat seat = found.get().with(found.get().media().answered());
    turn.put(seat);
    turn.effect(new Effect.AllowSources(seat.id(), seat.row().sources().allowed()));
    if (!seat.media().view().equals(Viewing.ANY)) {
      turn.effect(new Effect.ShowMedia(seat.id(), seat.media().view()));
    }
    turn.tell(seat, new ServerMessage.Answer(answered.replyTo(), answered.sdp()));
  }

  /** What was before the offer goes on. */
  static void refused(Turn turn, Command.MediaRefused refused) {
    turn.seat(refused.seat())
        .filter(seat -> seat.media().offered() == refused.peer())
        .ifPresent(seat -> turn.tell(seat, answer(refused)));
  }

  private static ServerMessage.Failed answer(Command.MediaRefused refused) {
    Integer after = refused.code() == ErrorCode.SERVER_BUSY ? NodeBusy.RETRY_SECONDS : null;
    return new ServerMessage.Failed(refused.replyTo(), refused.code(), refused.reason(), after);
  }

  static void lost(Turn turn, Command.MediaLost lost) {
    current(turn, lost.seat(), lost.peer())
        .ifPresent(
            seat -> {
              turn.put(seat.with(seat.media().lost(turn.now().wallClock())));
              turn.tell(seat, new ServerMessage.MediaLost());
            });
  }

  static void slots(Turn turn, Command.SlotsChanged changed) {
    current(turn, changed.seat(), changed.peer())
        .ifPresent(
            seat -> {
              turn.put(seat.with(seat.media().showing(changed.slots())));
              turn.tell(seat, new ServerMessage.Slots(changed.slots()));
            });
  }

  static void watched(Turn turn, Command.WatchedChanged changed) {
    current(turn, changed.seat(), changed.peer())
        .ifPresent(
            seat -> {
              turn.put(seat.with(seat.media().watched(changed.watched())));
              turn.tell(seat, new ServerMessage.WatchedSizes(changed.watched()));
            });
  }

  /** Every peer of the room reports the same speaker; the first report is told. */
  static void speaker(Turn turn, String seatId) {
    boolean known = seatId == null || turn.seat(seatId).filter(Seat::admitted).isPresent();
    if (known && !Objects.equals(seatId, turn.speaker())) {
      turn.speaker(seatId);
    }
  }

  /** The seat, if news of this peer are news of it. */
  static Optional<Seat> current(Turn turn, String seatId, int peer) {
    return turn.seat(seatId)
        .filter(seat -> seat.media().concerns(peer))
        .map(seat -> seat.with(seat.media().inForce(peer, turn.now().wallClock())));
  }
}
