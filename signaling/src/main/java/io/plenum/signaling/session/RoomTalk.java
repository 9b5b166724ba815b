package io.plenum.signaling.session;

import io.plenum.signaling.chat.Participant;
import io.plenum.signaling.message.ChatAuthor;
import io.plenum.signaling.message.ClientMessage;
import io.plenum.signaling.message.ServerMessage;
import io.plenum.signaling.message.SourceStates;
import java.time.Instant;

/** Rules of what an admitted seat says about itself and to all. */
final class RoomTalk {
  private RoomTalk() {}

  static void chat(Turn turn, Seat by, ClientMessage.Chat chat) {
    write(turn, by, new ChatWish.Post(chat.id(), chat.draft()));
  }

  static void edit(Turn turn, Seat by, ClientMessage.ChatEdit edit) {
    write(turn, by, new ChatWish.Edit(edit.id(), edit.message(), edit.text()));
  }

  static void delete(Turn turn, Seat by, ClientMessage.ChatDelete delete) {
    write(turn, by, new ChatWish.Delete(delete.id(), delete.message()));
  }

  private static void write(Turn turn, Seat by, ChatWish wish) {
    Occupant who = by.occupant();
    SessionMeeting meeting = turn.meeting();
    Participant author =
        new Participant(
            meeting.accountId(),
            meeting.id(),
            new ChatAuthor(by.id(), who.userId(), who.name(), who.kind()),
            seesChatFrom(by, meeting.settings()),
            SessionEvents.actor(by));
    turn.effect(new Effect.WriteChat(by.connection(), author, wish));
  }

  /** From when on a seat sees the chat (C-3). */
  static Instant seesChatFrom(Seat seat, SessionSettings settings) {
    return settings.chatSeenFrom(seat.occupant().registered(), seat.row().joinedAt());
  }

  static void answered(Turn turn, Command.ChatAnswered answered) {
    turn.first(seat -> seat.connection() == answered.to())
        .ifPresent(
            seat -> {
              if (answered.why() == null) {
                turn.ok(seat, answered.replyTo());
              } else {
                turn.tell(seat, answered.why());
              }
            });
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
