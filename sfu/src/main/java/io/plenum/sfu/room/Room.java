package io.plenum.sfu.room;

import io.plenum.rtc.peer.Peer;
import io.plenum.rtc.sdp.NegotiatedSession;
import io.plenum.sfu.ParticipantId;
import io.plenum.sfu.Source;
import io.plenum.sfu.publish.PublishedTrack;
import io.plenum.sfu.speaker.DominantSpeaker;
import io.plenum.sfu.speaker.Voice;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
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
  /** Pace of looking who speaks. */
  static final long SPEAKER_NS = 100_000_000L;

  private final RoomParameters parameters;
  private final RoomListener listener;
  private final Map<ParticipantId, Participant> participants = new LinkedHashMap<>();
  private final DominantSpeaker<ParticipantId> speaker = new DominantSpeaker<>();
  private final Seating seating = new Seating(participants);
  private long speakerDueNs = Long.MAX_VALUE;

  /** An empty room that tells {@code listener} what happens. */
  public Room(RoomParameters parameters, RoomListener listener) {
    this.parameters = parameters;
    this.listener = listener;
  }

  /**
   * Lets somebody in; who has the same id leaves first.
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
    leave(id, nowNs);
    if (participants.size() >= parameters.maxParticipants()) {
      throw new RoomFullException(parameters.maxParticipants());
    }
    Participant participant =
        new Participant(id, session, sources, allowed, peer, parameters.random(), nowNs);
    participants.put(id, participant);
    speakerDueNs = Math.min(speakerDueNs, nowNs + SPEAKER_NS);
    seatAll(nowNs);
    return participant;
  }

  /** Frees everything of {@code id}, and empties the slots that showed them; unknown: nothing. */
  public void leave(ParticipantId id, long nowNs) {
    Participant participant = participants.remove(id);
    if (participant == null) {
      return;
    }
    seating.left(id);
    seatAll(nowNs);
    participant.close();
    if (speaker.left(id)) {
      listener.speaker(null);
    }
    if (participants.isEmpty()) {
      speakerDueNs = Long.MAX_VALUE;
    }
  }

  /** Says what of {@code id} may be forwarded: everything else is muted here. */
  public void sources(ParticipantId id, Set<Source> allowed, long nowNs) {
    Participant participant = participants.get(id);
    if (participant != null) {
      participant.allow(allowed);
      seatAll(nowNs);
    }
  }

  /** Says which pictures {@code id} shows, most important first; empty: the server chooses. */
  public void view(ParticipantId id, List<Wish> wishes, long nowNs) {
    Participant participant = participants.get(id);
    if (participant != null) {
      participant.wish(wishes);
      seat(participant, nowNs);
    }
  }

  /** Who is in, in order of arrival. */
  public Collection<Participant> participants() {
    return Collections.unmodifiableCollection(participants.values());
  }

  /** Who has this id, or null. */
  public Participant participant(ParticipantId id) {
    return participants.get(id);
  }

  /** When {@link #onDeadline} is to be called; {@link Long#MAX_VALUE} when empty. */
  public long nextDeadlineNs() {
    long next = speakerDueNs;
    for (Participant participant : participants.values()) {
      next = Math.min(next, participant.nextDeadlineNs());
    }
    return next;
  }

  /**
   * Sends feedback and reports that are due, and looks who speaks.
   *
   * @throws ParticipantFaultException if a bug was met with one participant; to be called again
   *     once they are taken out
   */
  public void onDeadline(long nowNs) {
    for (Participant participant : participants.values()) {
      if (participant.nextDeadlineNs() <= nowNs) {
        onDeadline(participant, nowNs);
      }
    }
    if (nowNs >= speakerDueNs) {
      speakerDueNs = nowNs + SPEAKER_NS;
      listen(nowNs);
    }
  }

  private static void onDeadline(Participant participant, long nowNs) {
    try {
      participant.onDeadline(nowNs);
    } catch (RuntimeException fault) {
      throw new ParticipantFaultException(participant.id(), fault);
    }
  }

  private void listen(long nowNs) {
    List<Voice<ParticipantId>> voices = new ArrayList<>();
    for (Participant participant : participants.values()) {
      PublishedTrack microphone = participant.publisher().track(Source.MICROPHONE);
      if (microphone != null && microphone.allowed()) {
        voices.add(new Voice<>(participant.id(), microphone.loudness()));
      }
    }
    if (speaker.update(voices, nowNs)) {
      listener.speaker(speaker.dominant());
    }
    for (Participant participant : participants.values()) {
      if (seating.crowded(participant)) {
        seat(participant, nowNs);
      }
    }
  }

  private void seatAll(long nowNs) {
    for (Participant participant : participants.values()) {
      seat(participant, nowNs);
    }
  }

  private void seat(Participant receiver, long nowNs) {
    if (seating.update(receiver, nowNs)) {
      listener.slots(receiver.id(), receiver.subscriber().meanings());
    }
  }

  /** Everybody leaves, without a word to the listener. */
  @Override
  public void close() {
    participants.values().forEach(participant -> participant.subscriber().close());
    participants.values().forEach(Participant::close);
    participants.clear();
    speakerDueNs = Long.MAX_VALUE;
  }
}
