package io.plenum.sfu.loop;

import io.plenum.sfu.ParticipantId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which loop owns which room. A room is placed with its first participant, on the loop with the
 * fewest participants, and stays there until its last one has gone.
 *
 * <p>Any thread may call; a lock held for a few map operations keeps the counts true.
 */
final class Placement {
  private final List<MediaLoop> loops;
  private final Map<String, Room> rooms = new HashMap<>();
  private final Map<MediaLoop, Integer> participants = new HashMap<>();

  /** Participants and the entry that each came in with; a newer one takes the older's place. */
  private record Room(MediaLoop loop, Map<ParticipantId, Object> participants) {}

  Placement(List<MediaLoop> loops) {
    this.loops = loops;
    loops.forEach(loop -> participants.put(loop, 0));
  }

  /**
   * The loop of the room that {@code participant} enters.
   *
   * @param entry stands for this entrance; {@link #lost} of an earlier one changes nothing
   */
  synchronized MediaLoop enter(String name, ParticipantId participant, Object entry) {
    Room room = rooms.computeIfAbsent(name, _ -> new Room(leastBusy(), new HashMap<>()));
    if (room.participants().put(participant, entry) == null) {
      participants.merge(room.loop(), 1, Integer::sum);
    }
    return room.loop();
  }

  private MediaLoop leastBusy() {
    return loops.stream().min(Comparator.comparing(participants::get)).orElseThrow();
  }

  /** The participant has gone; the loop of its room, or null if it was in none. */
  synchronized MediaLoop leave(String name, ParticipantId participant) {
    Room room = rooms.get(name);
    if (room == null || room.participants().remove(participant) == null) {
      return null;
    }
    participants.merge(room.loop(), -1, Integer::sum);
    if (room.participants().isEmpty()) {
      rooms.remove(name);
    }
    return room.loop();
  }

  /** What came in with {@code entry} is gone; nothing happens if a newer entry took its place. */
  synchronized void lost(String name, ParticipantId participant, Object entry) {
    Room room = rooms.get(name);
    if (room != null && room.participants().get(participant) == entry) {
      leave(name, participant);
    }
  }

  /** The room ends; its loop, or null if there is none. */
  synchronized MediaLoop close(String name) {
    Room room = rooms.remove(name);
    if (room == null) {
      return null;
    }
    participants.merge(room.loop(), -room.participants().size(), Integer::sum);
    return room.loop();
  }

  /** The loop that owns the room, or null. */
  synchronized MediaLoop loop(String name) {
    Room room = rooms.get(name);
    return room == null ? null : room.loop();
  }
}
