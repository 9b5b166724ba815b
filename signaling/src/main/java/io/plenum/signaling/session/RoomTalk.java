package io.plenum.signaling.session;

import io.plenum.signaling.message.ClientMessage;
import io.plenum.signaling.message.ServerMessage;
import io.plenum.signaling.message.SourceStates;

/** Rules of what an admitted seat says about itself and to all. */
final class RoomTalk {
  private RoomTalk() {}

  static void chat(Turn turn, Seat by, ClientMessage.Chat chat) {
    turn.append(by, chat.text());
    turn.ok(by, chat.id());
  }

  static void sources(Turn turn, Seat by, ClientMessage.Sources sources) {
    changeSources(turn, by, sources.appliedTo(by.row().sources()));
    turn.ok(by, sources.id());
  }

  /** The seat's sources are now {@code changed}: enforced by the media node, told to all. */
  static void changeSources(Turn turn, Seat seat, SourceStates changed) {
    if (changed.equals(seat.row().sources())) {
      return;
    }
    Seat with = seat.with(seat.row().with(changed));
    turn.put(with);
    if (with.media().live()) {
      turn.effect(new Effect.AllowSources(with.id(), changed.allowed()));
    }
    turn.tell(Seat::admitted, new ServerMessage.PersonChanged(with.person()));
  }
}
