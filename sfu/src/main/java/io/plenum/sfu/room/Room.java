package io.plenum.sfu.room;

import io.plenum.rtc.peer.Peer;
import io.plenum.rtc.sdp.NegotiatedSession;
import io.plenum.sfu.ParticipantId;
import io.plenum.sfu.Source;
import io.plenum.sfu.publish.Watched;
import io.plenum.sfu.subscribe.LinkShare;
import io.plenum.sfu.trace.TraceRing;
import io.plenum.sfu.trace.Trail;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One room: who is in it, who speaks, and who is shown to whom. Packets do not pass through here
 * but through the {@link Participant} they come from.
 *
 * <p>Pure, confined to one loop: calls come in order of time, and the owner calls {@link
 * #onDeadline} at {@link #nextDeadlineNs}. Peers belong to the loop: it makes, drives and closes
 * them.
 */
public final class Room implements AutoCloseable {
  private final RoomParameters parameters;
  private final RoomListener listener;
  private final Attendance attendance = new Attendance();
  private final Seats seats;
  private final SpeakerRound speakers;
  private final ConnectionRound connections;
  private final RoomTimers timers = new RoomTimers();
  private final TraceRing trace;
  private long limitBps = LinkShare.NO_LIMIT;

  /** An empty room that tells {@code listener} what happens. */
  public Room(RoomParameters parameters, RoomListener listener) {
    this.parameters = parameters;
    this.listener = listener;
    this.seats = new Seats(attendance, listener);
    this.speakers = new SpeakerRound(attendance, seats, listener);
    this.connections = new ConnectionRound(attendance, listener);
    this.trace = new TraceRing(parameters.traceBytes(), parameters.traceMemory());
  }

  /**
   * Lets somebody in, after all who are here; who has the same id leaves first.
   *
   * @param sources what each published section (by mid) is; others are ignored
   * @param allowed what may be forwarded from the start
   * @param peer over which it is connected, or will be: {@link Participant#connected}
   * @throws RoomFullException if the room has as many as it may
   */
  public Participant join(
      ParticipantId id,
      NegotiatedSession session,
      Map<String, Source> sources,
      Set<Source> allowed,
      Peer peer,
      long nowNs) {
    return join(id, attendance.nextArrival(), session, sources, allowed, peer, nowNs);
  }

  /**
   * The same for a room in several shards.
   *
   * @param arrival their place in the order in which people came into the whole room
   */
  public Participant join(
      ParticipantId id,
      long arrival,
      NegotiatedSession session,
      Map<String, Source> sources,
      Set<Source> allowed,
      Peer peer,
      long nowNs) {
    leave(id, nowNs);
    if (attendance.participants().size() >= parameters.maxParticipants()) {
      throw new RoomFullException(parameters.maxParticipants());
    }
    Trail trail = trace.enter(id.value(), nowNs);
    Participant participant;
    try {
      participant =
          new Participant(
              id,
              arrival,
              session,
              sources,
              allowed,
              peer,
              timers,
              trail,
              parameters.random(),
              nowNs);
    } catch (RuntimeException | Error fault) {
      trail.left(nowNs); // the number is another's to have
      throw fault;
    }
    participant.subscriber().speaker(speakers.floor().attendedBy(id));
    participant.subscriber().limit(limitBps, nowNs);
    attendance.remove(id); // who was relayed is here now
    attendance.add(participant);
    participant.stir();
    speakers.begin(nowNs);
    seats.seatAll(nowNs);
    return participant;
  }

  /** Frees everything of {@code id}, and empties the slots that showed them; unknown: nothing. */
  public void leave(ParticipantId id, long nowNs) {
    Participant participant = attendance.participant(id);
    if (participant == null) {
      return;
    }
    attendance.remove(id);
    seats.left(id);
    seats.seatAll(nowNs);
    participant.close();
    participant.trail().left(nowNs);
    timers.backlog().remove(participant);
    speakers.left(id, nowNs);
    if (attendance.participants().isEmpty()) {
      speakers.end();
    }
  }

  /**
   * These, whose transports end at another shard, are to be seen and heard here, too. Who came
   * later under the same id stands.
   */
  public void attend(Collection<? extends Attendee> relayed, long nowNs) {
    for (Attendee attendee : relayed) {
      Attendee standing = attendance.attendee(attendee.id());
      if (standing == null || standing.arrival() < attendee.arrival()) {
        attendance.remove(attendee.id());
        attendance.add(attendee);
      }
    }
    seats.seatAll(nowNs);
  }

  /** These are not relayed any more: the slots that showed them are empty. */
  public void depart(Collection<? extends Attendee> relayed, long nowNs) {
    List<ParticipantId> gone = new ArrayList<>();
    for (Attendee attendee : relayed) {
      if (attendance.attendee(attendee.id()) == attendee) {
        attendance.remove(attendee.id());
        gone.add(attendee.id());
      }
    }
    seats.seatAll(nowNs);
    speakers.departed(gone, nowNs);
  }

  /** What somebody relayed may send has changed. */
  public void reseat(long nowNs) {
    seats.seatAll(nowNs);
  }

  /** Whether it is decided here who speaks for the room; at first it is. */
  public void decidesSpeaker(boolean here) {
    speakers.floor().decides(here);
  }

  /** It was decided at another shard that {@code who} speaks for the room; null: nobody. */
  public void speaker(ParticipantId who, long nowNs) {
    speakers.told(who, nowNs);
  }

  /** Who speaks for the room; null: nobody. */
  public ParticipantId speaker() {
    return speakers.floor().speaker();
  }

  /** Says what of {@code id} may be forwarded: everything else is muted here. */
  public void sources(ParticipantId id, Set<Source> allowed, long nowNs) {
    Participant participant = attendance.participant(id);
    if (participant != null) {
      participant.allow(allowed, nowNs);
      seats.seatAll(nowNs);
    }
  }

  /**
   * Tells the listener again what it was told of {@code id}'s slots and pictures; what is wrong
   * with its connection is found out anew.
   */
  public void tellAgain(ParticipantId id, long nowNs) {
    Participant participant = attendance.participant(id);
    if (participant != null) {
      seats.tell(participant);
      participant.publisher().asked().forEach(watched -> listener.watched(id, watched));
      participant.watchAnew(nowNs);
    }
  }

  /** Says which pictures {@code id} shows, most important first; empty: the server chooses. */
  public void view(ParticipantId id, List<Wish> wishes, long nowNs) {
    view(id, wishes, false, nowNs);
  }

  /**
   * The same.
   *
   * @param only whether nothing else is to be shown, nor heard than what belongs to these; then
   *     none means nothing
   */
  public void view(ParticipantId id, List<Wish> wishes, boolean only, long nowNs) {
    Participant participant = attendance.participant(id);
    if (participant != null) {
      participant.wish(wishes, only, nowNs);
      seats.seat(participant, nowNs);
    }
  }

  /** A receiver's pictures get {@code bps} at most from now on, whoever it is. */
  public void limit(long bps, long nowNs) {
    if (bps != limitBps) {
      limitBps = bps;
      attendance.participants().forEach(each -> each.subscriber().limit(bps, nowNs));
    }
  }

  /** Whose transports end here, in order of arrival. */
  public Collection<Participant> participants() {
    return Collections.unmodifiableCollection(attendance.participants());
  }

  /** What happened here lately. */
  public TraceRing trace() {
    return trace;
  }

  /** Who has this id, or null. */
  public Participant participant(ParticipantId id) {
    return attendance.participant(id);
  }

  /** When {@link #onDeadline} is to be called; {@link Long#MAX_VALUE} when empty. */
  public long nextDeadlineNs() {
    return Math.min(speakers.nextDeadlineNs(), timers.deadlines().nextNs());
  }

  /**
   * Sends feedback and reports that are due, looks who speaks, and how everybody's connection is.
   *
   * @throws ParticipantFaultException if a bug was met with one participant; to be called again
   *     once they are taken out
   */
  public void onDeadline(long nowNs) {
    timers.deadlines().run(nowNs, participant -> onDeadline(participant, nowNs));
    speakers.onDeadline(nowNs);
    connections.onDeadline(nowNs);
  }

  private void onDeadline(Participant participant, long nowNs) {
    try {
      participant.onDeadline(nowNs);
      for (Watched watched : participant.publisher().watched(nowNs)) {
        listener.watched(participant.id(), watched);
      }
    } catch (RuntimeException | Error fault) {
      throw new ParticipantFaultException(participant.id(), fault);
    }
    if (participant.subscriber().takeNews()) {
      seats.tell(participant);
    }
  }

  /** How often anybody's timers were looked at so far: what the room costs beside its packets. */
  public long looks() {
    return timers.deadlines().looks();
  }

  /** When {@link #release} is to be called; {@link Long#MAX_VALUE} if nothing waits. */
  public long nextReleaseNs() {
    return timers.backlog().nextReleaseNs();
  }

  /**
   * Sends packets that waited for their turn: the finest of the timers, apart from the others, as
   * most of the time nobody needs it.
   *
   * @throws ParticipantFaultException as {@link #onDeadline}
   */
  public void release(long nowNs) {
    timers.backlog().release(nowNs);
  }

  /** Everybody leaves, without a word to the listener. */
  @Override
  public void close() {
    try {
      attendance.participants().forEach(participant -> participant.subscriber().close());
      attendance.participants().forEach(Participant::close);
    } finally {
      attendance.clear();
      trace.close();
      speakers.end();
    }
  }
}
