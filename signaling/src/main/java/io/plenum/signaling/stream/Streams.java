package io.plenum.signaling.stream;

import io.plenum.signaling.access.Role;
import io.plenum.signaling.identity.RandomId;
import io.plenum.signaling.meeting.Meeting;
import io.plenum.signaling.meeting.Meetings;
import io.plenum.signaling.message.SeatKind;
import io.plenum.signaling.message.SourceStates;
import io.plenum.signaling.session.Command;
import io.plenum.signaling.session.LiveSession;
import io.plenum.signaling.session.LiveSessions;
import io.plenum.signaling.session.Occupant;
import io.plenum.signaling.session.SessionMeeting;
import io.plenum.signaling.stream.StreamRefused.Reason;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * The streams of this process, each a seat in a live session. Any thread may call; opening a stream
 * blocks on the database.
 */
public final class Streams {
  /** Viewers by one key: a wall of players, but not the whole session. */
  public static final int VIEWERS_OF_KEY = 50;

  private final StreamKeys keys;
  private final Meetings meetings;
  private final LiveSessions sessions;
  private final Function<Meeting, SessionMeeting> facts;
  private final RandomGenerator random;
  private final Map<String, StreamSeat> byId = new ConcurrentHashMap<>();

  /** Of each key that publishes its one stream. */
  private final Map<String, StreamSeat> publishers = new ConcurrentHashMap<>();

  /**
   * No streams yet.
   *
   * @param facts the meeting as its live session knows it; may block
   * @param random a secure source
   */
  public Streams(
      StreamKeys keys,
      Meetings meetings,
      LiveSessions sessions,
      Function<Meeting, SessionMeeting> facts,
      RandomGenerator random) {
    this.keys = keys;
    this.meetings = meetings;
    this.sessions = sessions;
    this.facts = facts;
    this.random = random;
  }

  /**
   * Begins a stream: asks for its seat. What becomes of it {@link StreamSeat#answer} tells. A key
   * publishes one stream at a time, and the newest counts: an encoder that lost its connection
   * comes back before anybody has noticed that it was gone.
   *
   * @param choice what a viewer is to be shown
   * @param source address and port of the client, for the audit log
   * @throws StreamRefused when it cannot begin
   */
  public StreamSeat open(StreamKey key, String sdp, StreamChoice choice, String source) {
    StreamOffer offer = StreamOffer.read(sdp, key.scope());
    Meeting meeting =
        meetings
            .byId(key.meetingId())
            .orElseThrow(() -> new StreamRefused(Reason.GONE, "The meeting is gone."));
    StreamSeat seat =
        new StreamSeat(
            RandomId.next(random), RandomId.next(random), key, offer, choice, source, this::gone);
    Optional<StreamSeat> before = admit(seat);
    try {
      enter(facts.apply(meeting), seat, offer);
      if (!keys.stands(key)) {
        // It ended while its seat was on the way; the seat may not have been there to close.
        sessions.revoke(key.id());
      }
      return seat;
    } catch (RuntimeException failed) {
      seat.end();
      throw failed;
    } finally {
      // Only now: without a seat in between, a session that nobody else is in would end.
      before.ifPresent(StreamSeat::end);
    }
  }

  /** Gives the stream its place; returns whose place it was. */
  private synchronized Optional<StreamSeat> admit(StreamSeat seat) {
    StreamKey key = seat.key();
    if (key.scope() == StreamScope.PUBLISH) {
      byId.put(seat.id(), seat);
      return Optional.ofNullable(publishers.put(key.id(), seat));
    }
    if (!sessions.live(key.meetingId())) {
      throw new StreamRefused(Reason.NOT_LIVE, "Nobody is in the meeting now.");
    }
    long viewers =
        byId.values().stream().filter(other -> other.key().id().equals(key.id())).count();
    if (viewers >= VIEWERS_OF_KEY) {
      throw new StreamRefused(
          Reason.FULL, "The key has " + VIEWERS_OF_KEY + " viewers; make another.");
    }
    byId.put(seat.id(), seat);
    return Optional.empty();
  }

  private void enter(SessionMeeting meeting, StreamSeat seat, StreamOffer offer) {
    StreamKey key = seat.key();
    boolean publishes = key.scope() == StreamScope.PUBLISH;
    Occupant occupant =
        new Occupant(SeatKind.GUEST, Role.GUEST, null, key.id(), key.name(), "", false);
    SourceStates sends =
        new SourceStates(publishes && offer.audio() > 0, publishes && offer.video() > 0, false);
    sessions
        .enter(meeting, new Command.Enter(seat, null, occupant, sessions.freshSeat(), sends))
        .ifPresent(session -> seat.entered(line(session, seat)));
  }

  private static StreamSeat.SessionLine line(LiveSession session, StreamSeat seat) {
    return new StreamSeat.SessionLine(
        message -> session.say(new Command.Say(seat, message)), () -> session.ended(seat));
  }

  /**
   * Ends the streams whose keys stand no more because their meeting has another organizer, or one
   * who is disabled.
   *
   * @return how many keys had such streams
   */
  public int sweep() {
    List<StreamKey> over =
        byId.values().stream()
            .map(StreamSeat::key)
            .distinct()
            .filter(key -> !keys.stands(key))
            .toList();
    over.forEach(key -> sessions.revoke(key.id()));
    return over.size();
  }

  private void gone(StreamSeat seat) {
    byId.remove(seat.id(), seat);
    publishers.remove(seat.key().id(), seat);
  }

  /** The stream of this name, if this key opened it. */
  public Optional<StreamSeat> find(StreamKey key, String id) {
    return Optional.ofNullable(byId.get(id)).filter(seat -> seat.key().id().equals(key.id()));
  }

  /** How many streams there are by keys of this scope. */
  public long count(StreamScope scope) {
    return byId.values().stream().filter(seat -> seat.key().scope() == scope).count();
  }
}
