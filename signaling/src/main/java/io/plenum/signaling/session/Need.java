package io.plenum.signaling.session;

import io.plenum.signaling.access.Right;
import io.plenum.signaling.access.Row;
import io.plenum.signaling.message.ClientMessage;

/**
 * The row of the access matrix (REQUIREMENTS X) that a message asks for. A new kind of message does
 * not compile without one.
 */
record Need(Row row, Right right) {

  static Need of(ClientMessage message) {
    return switch (message) {
      case ClientMessage.Join join -> new Need(Row.JOIN, Right.USE);
      case ClientMessage.Leave leave -> new Need(Row.JOIN, Right.USE);
      case ClientMessage.Offer offer -> new Need(Row.CONFERENCE, Right.USE);
      case ClientMessage.View view -> new Need(Row.CONTROLS, Right.USE);
      // Of another's connection it asks for more: see QualityRules.
      case ClientMessage.Quality quality -> new Need(Row.CONTROLS, Right.USE);
      case ClientMessage.Sources sources when Boolean.TRUE.equals(sources.screen()) ->
          new Need(Row.SCREEN_SHARE, Right.USE);
      case ClientMessage.Sources sources -> new Need(Row.CONTROLS, Right.MODIFY);
      case ClientMessage.Chat chat -> new Need(Row.CHAT, Right.CREATE);
      case ClientMessage.ChatEdit edit -> new Need(Row.CHAT, Right.MODIFY);
      case ClientMessage.ChatDelete delete -> new Need(Row.CHAT, Right.DELETE);
      case ClientMessage.Admit admit -> new Need(Row.WAITING_ROOM, Right.USE);
      case ClientMessage.AdmitAll admit -> new Need(Row.WAITING_ROOM, Right.USE);
      case ClientMessage.Refuse refuse -> new Need(Row.WAITING_ROOM, Right.USE);
      // Of a registered user it asks for more: see Moderation.
      case ClientMessage.Remove remove -> new Need(Row.REMOVE_GUEST, Right.USE);
      case ClientMessage.Mute mute -> new Need(Row.MUTE_OTHER, Right.USE);
      case ClientMessage.Lock lock -> new Need(Row.LOCK_AND_END, Right.USE);
      case ClientMessage.End end -> new Need(Row.LOCK_AND_END, Right.USE);
    };
  }

  boolean grantedTo(Occupant occupant) {
    return occupant.may(row, right);
  }
}
