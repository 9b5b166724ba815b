package io.plenum.sfu.room;

import io.plenum.sfu.ParticipantId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who is in a room, in order of arrival: those whose transports end here, and those who are
 * relayed. Confined to the room's loop.
 */
final class Attendance {
  private final Map<ParticipantId, Participant> participants = new LinkedHashMap<>();
  private final Map<ParticipantId, Attendee> byId = new HashMap<>();
  private final List<Attendee> order = new ArrayList<>();

  /** Nobody. */
  Attendance() {}

  /** Those whose transports end here. */
  Collection<Participant> participants() {
    return participants.values();
  }

  /** Everybody, first those who came first. */
  List<Attendee> all() {
    return order;
  }

  /** Whose transport ends here and who has this id, or null. */
  Participant participant(ParticipantId id) {
    return participants.get(id);
  }

  /** Who has this id, or null. */
  Attendee attendee(ParticipantId id) {
    return byId.get(id);
  }

  /** The arrival of somebody who comes after all who are here. */
  long nextArrival() {
    return order.isEmpty() ? 0 : order.getLast().arrival() + 1;
  }

  /** One more, whose id nobody has. */
  void add(Attendee attendee) {
    int place = order.size();
    while (place > 0 && order.get(place - 1).arrival() > attendee.arrival()) {
      place--;
    }
    order.add(place, attendee);
    byId.put(attendee.id(), attendee);
    if (attendee instanceof Participant participant) {
      participants.put(participant.id(), participant);
    }
  }

  /** Takes out who has this id; whether there was somebody. */
  boolean remove(ParticipantId id) {
    Attendee attendee = byId.remove(id);
    participants.remove(id);
    return attendee != null && order.remove(attendee);
  }

  /** Takes everybody out. */
  void clear() {
    participants.clear();
    byId.clear();
    order.clear();
  }
}
