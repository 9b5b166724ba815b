package io.plenum.signaling.session;

import io.plenum.signaling.message.ClientMessage;
import io.plenum.signaling.message.ErrorCode;
import io.plenum.signaling.message.ServerMessage;
import java.util.Optional;

/**
 * The rules of a live session as one pure function: no thread, clock, socket or random source.
 *
 * <p>REQUIREMENTS W-1 to W-6 and docs/protocol.md 2 say what holds; {@link Entrance}, {@link
 * Moderation}, {@link RoomTalk}, {@link SpaceRules}, {@link MediaRules} and {@link Deadlines} each
 * hold a part.
 */
final class SessionRules {
  private SessionRules() {}

  /** What follows from {@code command}, given at {@code now}, for a session in {@code state}. */
  static Decision decide(SessionState state, Command command, Moment now) {
    Turn turn = new Turn(state, now);
    switch (command) {
      case Command.Enter enter -> Entrance.enter(turn, enter);
      case Command.Resume resume -> Entrance.resume(turn, resume);
      case Command.Say say -> say(turn, say);
      case Command.Hangup hangup -> Entrance.hangup(turn, hangup.from());
      case Command.StreamEnded ended -> Entrance.ended(turn, ended.from());
      case Command.Revoke revoke -> Entrance.revoke(turn, revoke.signInId());
      case Command.UserGone gone -> SpaceRules.userGone(turn, gone.userId());
      case Command.MeetingChanged changed -> SpaceRules.meetingChanged(turn, changed.meeting());
      case Command.MeetingDeleted deleted -> turn.end(ServerMessage.EndReason.DELETED);
      case Command.Invited invited -> SpaceRules.invited(turn, invited);
      case Command.SpaceChanged changed -> SpaceRules.changed(turn, changed.change());
      case Command.ChatAnswered answered -> RoomTalk.answered(turn, answered);
      case Command.MediaAnswered answered -> MediaRules.answered(turn, answered);
      case Command.MediaRefused refused -> MediaRules.refused(turn, refused);
      case Command.MediaConnected connected -> {}
      case Command.MediaLost lost -> MediaRules.lost(turn, lost);
      case Command.SlotsChanged changed -> MediaRules.slots(turn, changed);
      case Command.QualityChanged changed -> QualityRules.changed(turn, changed);
      case Command.WatchedChanged changed -> MediaRules.watched(turn, changed);
      case Command.SpeakerChanged changed -> MediaRules.speaker(turn, changed.seat());
      case Command.Tick tick -> Deadlines.pass(turn);
    }
    return turn.decided();
  }

  /** A connection without a seat has been finished already; what it still says is dropped. */
  private static void say(Turn turn, Command.Say say) {
    Optional<Seat> speaker = turn.first(seat -> seat.connection() == say.from());
    speaker.ifPresent(seat -> say(turn, seat, say.message()));
  }

  private static void say(Turn turn, Seat seat, ClientMessage message) {
    switch (message) {
      case ClientMessage.Join join ->
          turn.fail(seat, join.id(), ErrorCode.ALREADY_JOINED, "this socket has a seat");
      case ClientMessage.Leave leave -> Entrance.leave(turn, seat, leave);
      case ClientMessage other when !seat.admitted() ->
          turn.fail(seat, other.id(), ErrorCode.NOT_ADMITTED, "still in the waiting room");
      case ClientMessage other when !Need.of(other).grantedTo(seat.occupant()) ->
          turn.fail(seat, other.id(), ErrorCode.FORBIDDEN, "not for a " + name(seat));
      case ClientMessage.Offer offer -> MediaRules.offer(turn, seat, offer);
      case ClientMessage.View view -> MediaRules.view(turn, seat, view);
      case ClientMessage.Quality quality -> QualityRules.asked(turn, seat, quality);
      case ClientMessage.Sources sources -> RoomTalk.sources(turn, seat, sources);
      case ClientMessage.Chat chat -> RoomTalk.chat(turn, seat, chat);
      case ClientMessage.ChatEdit edit -> RoomTalk.edit(turn, seat, edit);
      case ClientMessage.ChatDelete delete -> RoomTalk.delete(turn, seat, delete);
      case ClientMessage.Admit admit -> Entrance.admit(turn, seat, admit);
      case ClientMessage.AdmitAll admit -> Entrance.admitAll(turn, seat, admit);
      case ClientMessage.Refuse refuse -> Entrance.refuse(turn, seat, refuse);
      case ClientMessage.Remove remove -> Moderation.remove(turn, seat, remove);
      case ClientMessage.Mute mute -> Moderation.mute(turn, seat, mute);
      case ClientMessage.Lock lock -> Moderation.lock(turn, seat, lock);
      case ClientMessage.End end -> Moderation.end(turn, seat, end);
    }
  }

  private static String name(Seat seat) {
    return seat.occupant().role().text();
  }
}
