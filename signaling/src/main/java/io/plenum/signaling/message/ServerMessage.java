package io.plenum.signaling.message;

import java.time.Instant;
import java.util.List;

/**
 * A message to a client (docs/protocol.md 2.1 to 2.6). The records that implement {@link ToWaiting}
 * are the only ones that a waiting seat's socket may carry (W-2).
 */
public sealed interface ServerMessage {

  /** What may be sent to somebody who waits. */
  sealed interface ToWaiting extends ServerMessage {}

  /**
   * The seat is taken or resumed.
   *
   * @param seatToken secret; resumes this seat
   * @param mediaKept true: the peer connection still stands; false: the client must make a new one
   */
  record SeatTaken(
      String seat, String seatToken, boolean admitted, boolean resumed, boolean mediaKept)
      implements ToWaiting {
    @Override
    public String toString() {
      return "SeatTaken[seat=" + seat + ", admitted=" + admitted + ", resumed=" + resumed + "]";
    }
  }

  /** Whether a registered user is there who could admit. */
  record Waiting(boolean hosts) implements ToWaiting {}

  /** The waiting is over; {@link Room} follows. */
  record Admitted() implements ToWaiting {}

  /** Somebody inside turned the waiting seat away. */
  record Refused() implements ToWaiting {}

  /** Somebody inside removed the seat. */
  record Removed() implements ServerMessage {}

  /** The live session is over. */
  record Ended(EndReason reason) implements ToWaiting {}

  /** A newer socket has taken over the seat. */
  record Replaced() implements ToWaiting {}

  /** The sign-in behind the seat was revoked. */
  record SignedOut() implements ToWaiting {}

  /** A message was not obeyed; {@code replyTo} is its id or null. */
  record Failed(String replyTo, ErrorCode code, String message, Integer retryAfterSeconds)
      implements ToWaiting {
    public Failed(String replyTo, ErrorCode code, String message) {
      this(replyTo, code, message, null);
    }
  }

  /** A message with an id was obeyed, and has no answer of its own. */
  record Ok(String replyTo) implements ServerMessage {}

  /** Everything about the room; replaces what the client knew. Waiters: registered users only. */
  record Room(
      MeetingCard meeting,
      Person you,
      List<Person> people,
      List<Waiter> waiting,
      List<ChatLine> chat,
      Instant endsAt)
      implements ServerMessage {
    public Room {
      people = List.copyOf(people);
      waiting = waiting == null ? null : List.copyOf(waiting);
      chat = List.copyOf(chat);
    }
  }

  /** The meeting as admitted seats see it; with its id guests reach its files, by their seat. */
  record MeetingCard(
      String id, String name, String accessCode, boolean locked, boolean muteOnEntry) {}

  /** The meeting's name or settings changed, or it was locked or unlocked. */
  record MeetingChanged(MeetingCard meeting) implements ServerMessage {}

  /** Somebody entered or changed. */
  record PersonChanged(Person person) implements ServerMessage {}

  /** Somebody is no longer in the room. */
  record Left(String seat, LeaveReason reason) implements ServerMessage {}

  /** Somebody waits; to registered users. */
  record WaiterCame(Waiter waiter) implements ServerMessage {}

  /** Somebody waits no longer; to registered users. */
  record WaiterGone(String seat) implements ServerMessage {}

  /** Somebody said something, here or in the meeting space. */
  record ChatPosted(ChatLine line) implements ServerMessage {}

  /** A message was edited or deleted, or its author is unknown from now on. */
  record ChatChanged(ChatLine line) implements ServerMessage {}

  /** All messages up to this id were deleted because their time was over (C-4). */
  record ChatSwept(long through) implements ServerMessage {}

  /** A file was added to the meeting or deleted, from here or from the meeting space (M-10). */
  record FileChanged(String file) implements ServerMessage {}

  /** More people were invited while the session runs; to registered users. */
  record Invited(String by, List<String> names) implements ServerMessage {
    public Invited {
      names = List.copyOf(names);
    }
  }

  /** The dominant speaker changed; {@code seat} is null when nobody speaks. */
  record Speaker(String seat) implements ServerMessage {}

  /** Of a source that this seat sends, these sizes are watched; the others need not be sent. */
  record WatchedSizes(Watched watched) implements ServerMessage {}

  /** All receive slots in use. */
  record Slots(List<Slot> slots) implements ServerMessage {
    public Slots {
      slots = List.copyOf(slots);
    }
  }

  /** The answer to an offer. */
  record Answer(String replyTo, String sdp) implements ServerMessage {}

  /**
   * All that was wrong with the connection of {@code seat} in this session, oldest first; the
   * answer to a question, or ({@code replyTo} null) news to the seat itself.
   */
  record Quality(String replyTo, String seat, List<QualitySpell> spells) implements ServerMessage {
    public Quality {
      spells = List.copyOf(spells);
    }
  }

  /** The media server lost this seat's peer: a new peer connection is needed. */
  record MediaLost() implements ServerMessage {}

  /** The longest time of a live session is nearly over. */
  record Ending(int minutes, Instant endsAt) implements ServerMessage {}

  /** Why somebody is no longer in the room. */
  enum LeaveReason {
    LEFT,
    REMOVED,
    TIMEOUT
  }

  /** Why a live session is over. */
  enum EndReason {
    /** The organizer ended it. */
    ENDED,
    /** It reached its longest time (M-9). */
    TIME,
    /** The meeting was deleted (M-5). */
    DELETED
  }
}
