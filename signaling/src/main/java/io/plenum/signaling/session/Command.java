package io.plenum.signaling.session;

import io.plenum.signaling.message.ClientMessage;
import io.plenum.signaling.message.ErrorCode;
import io.plenum.signaling.message.ServerMessage;
import io.plenum.signaling.message.Slot;
import io.plenum.signaling.message.SourceStates;
import io.plenum.signaling.message.Watched;
import io.plenum.signaling.space.SpaceChange;
import java.util.List;

/** What a live session is told; handled one at a time, in the order of arrival. */
public sealed interface Command {

  /** Commands that a client causes; refused when the mailbox is long. */
  sealed interface FromClient extends Command {
    Connection from();

    /** The client's name for its message, or null. */
    String replyTo();
  }

  /** Somebody whose identity is known wants a seat; {@code fresh} is the seat to take. */
  record Enter(
      Connection from, String replyTo, Occupant occupant, FreshSeat fresh, SourceStates sources)
      implements FromClient {}

  /** The holder of a seat's secret wants the seat back. */
  record Resume(Connection from, String replyTo, SeatToken token) implements FromClient {}

  /** A client that entered says something. */
  record Say(Connection from, ClientMessage message) implements FromClient {
    @Override
    public String replyTo() {
      return message.id();
    }
  }

  /** A connection that entered is closed. */
  record Hangup(Connection from) implements Command {}

  /** What must not be lost, however much is waiting: each costs its sender a transaction. */
  sealed interface Certain extends Command {}

  /** A stream's client is gone for good: nobody comes back to its seat. */
  record StreamEnded(Connection from) implements Certain {}

  /** A sign-in is over, or a stream key, at once and everywhere. */
  record Revoke(String signInId) implements Certain {}

  /** A user was deleted or disabled. */
  record UserGone(String userId) implements Certain {}

  /** The meeting's name or settings changed. */
  record MeetingChanged(SessionMeeting meeting) implements Certain {}

  /** The meeting was deleted. */
  record MeetingDeleted() implements Certain {}

  /** More people were invited, by somebody of this name. */
  record Invited(String by, List<String> names) implements Command {
    public Invited {
      names = List.copyOf(names);
    }
  }

  /** Something changed in the meeting's space, also what this session wrote there itself. */
  record SpaceChanged(SpaceChange change) implements Certain {}

  /** What a client wanted of the chat was done, or ({@code why}) not. */
  record ChatAnswered(Connection to, ServerMessage.Failed why, String replyTo) implements Certain {}

  /** The media node answered the offer of a seat's peer. */
  record MediaAnswered(String seat, int peer, String replyTo, String sdp) implements Command {}

  /** The media node did not answer the offer of a seat's peer. */
  record MediaRefused(String seat, int peer, String replyTo, ErrorCode code, String reason)
      implements Command {}

  /** Media of a seat's peer flows; for the audit log. */
  record MediaConnected(String seat, int peer, NetworkPath path) implements Command {}

  /** The media node lost a seat's peer. */
  record MediaLost(String seat, int peer) implements Certain {}

  /** The slots of a seat's peer show something else. */
  record SlotsChanged(String seat, int peer, List<Slot> slots) implements Command {
    public SlotsChanged {
      slots = List.copyOf(slots);
    }
  }

  /** Of a picture that a seat's peer sends other sizes are watched. */
  record WatchedChanged(String seat, int peer, Watched watched) implements Command {}

  /** Something is, was, or is no longer wrong with the connection of a seat's peer. */
  record QualityChanged(String seat, int peer, TroubleNews news) implements Command {}

  /** The dominant speaker is now {@code seat}, or nobody (null). */
  record SpeakerChanged(String seat) implements Command {}

  /** Time has passed. */
  record Tick() implements Command {}
}
