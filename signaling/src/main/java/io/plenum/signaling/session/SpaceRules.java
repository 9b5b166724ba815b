package io.plenum.signaling.session;

import io.plenum.signaling.message.ChatLine;
import io.plenum.signaling.message.ChatMessage;
import io.plenum.signaling.message.ServerMessage;
import io.plenum.signaling.space.SpaceChange;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Rules of what reaches a live session from outside: the chat (its own messages come this way too),
 * files, the meeting's settings, invitations, and the end of users and of the meeting.
 */
final class SpaceRules {
  private SpaceRules() {}

  static void changed(Turn turn, SpaceChange change) {
    switch (change) {
      case SpaceChange.Message said -> said(turn, said.message());
      case SpaceChange.Swept swept -> swept(turn, swept.through());
      case SpaceChange.File file ->
          turn.tell(Seat::admitted, new ServerMessage.FileChanged(file.fileId()));
      case SpaceChange.Live live -> {}
      case SpaceChange.Meeting meeting -> {}
      case SpaceChange.Reset reset -> {}
      case SpaceChange.Gone gone -> {}
    }
    turn.heard(change.number());
  }

  /** A new message is the newest; any other is one that changed. */
  private static void said(Turn turn, ChatMessage message) {
    if (message.id() > turn.lastChatId()) {
      turn.append(message);
      tell(turn, message, ServerMessage.ChatPosted::new);
    } else {
      turn.chat(
          turn.chat().stream().map(known -> known.id() == message.id() ? message : known).toList());
      tell(turn, message, ServerMessage.ChatChanged::new);
    }
  }

  /** Its author's seats hear that it is theirs. */
  private static void tell(
      Turn turn, ChatMessage message, Function<ChatLine, ServerMessage> telling) {
    SessionSettings settings = turn.meeting().settings();
    for (boolean mine : new boolean[] {true, false}) {
      turn.tell(
          seat ->
              seat.admitted()
                  && isAuthor(seat, message) == mine
                  && !message.sentAt().isBefore(RoomTalk.seesChatFrom(seat, settings)),
          telling.apply(new ChatLine(message, mine)));
    }
  }

  private static boolean isAuthor(Seat seat, ChatMessage message) {
    return message.author().is(seat.id(), seat.occupant().userId());
  }

  /** The chat as a seat sees it when it comes in. */
  static List<ChatLine> chatFor(Turn turn, Seat seat) {
    var from = RoomTalk.seesChatFrom(seat, turn.meeting().settings());
    return turn.chat().stream()
        .filter(message -> !message.sentAt().isBefore(from))
        .map(message -> new ChatLine(message, isAuthor(seat, message)))
        .toList();
  }

  private static void swept(Turn turn, long through) {
    turn.chat(turn.chat().stream().filter(message -> message.id() > through).toList());
    turn.tell(Seat::admitted, new ServerMessage.ChatSwept(through));
  }

  /** A deleted user's seats close, and the chat no longer says their name (I-7). */
  static void userGone(Turn turn, String userId) {
    for (Seat seat : turn.seats()) {
      if (userId.equals(seat.occupant().userId())) {
        turn.free(seat, SeatState.SIGNED_OUT, new ServerMessage.SignedOut());
      }
    }
    List<ChatMessage> renamed = new ArrayList<>();
    for (ChatMessage before : turn.chat()) {
      ChatMessage after = before.without(userId);
      renamed.add(after);
      if (!after.equals(before)) {
        tell(turn, after, ServerMessage.ChatChanged::new);
      }
    }
    turn.chat(renamed);
  }

  static void meetingChanged(Turn turn, SessionMeeting meeting) {
    if (meeting.equals(turn.meeting())) {
      return;
    }
    turn.meeting(meeting);
    tellMeeting(turn);
  }

  static void tellMeeting(Turn turn) {
    turn.tell(Seat::admitted, new ServerMessage.MeetingChanged(turn.card()));
  }

  /** Names of people outside are for those of the account. */
  static void invited(Turn turn, Command.Invited invited) {
    turn.tell(Seat::host, new ServerMessage.Invited(invited.by(), invited.names()));
  }
}
