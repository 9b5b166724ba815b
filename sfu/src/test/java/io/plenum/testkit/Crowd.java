package io.plenum.testkit;

import io.plenum.sfu.Source;
import io.plenum.sfu.room.Room;
import io.plenum.sfu.room.RoomParameters;
import io.plenum.sfu.room.Wish;
import io.plenum.sfu.trace.TraceMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * A real room with many in it, in virtual time. Their clients do little: they send sound and
 * pictures as told, answer requests for keyframes, and take what comes over links without limits.
 * The same seed gives the same run.
 */
public final class Crowd {
  /** Everybody sends a packet of sound at this pace while they speak. */
  public static final long SOUND_NS = 20_000_000L;

  /** And a picture of one packet at this pace while their camera is on. */
  public static final long PICTURE_NS = 100_000_000L;

  /** Of the room's trace: soon full, and then as it stays. */
  private static final int TRACE_BYTES = 1 << 20;

  /** The loop's finest step for timers. */
  private static final long TICK_NS = 5_000_000L;

  private final SplittableRandom random;
  private final Room room;
  private final Venue venue;
  private final List<CrowdMember> members = new ArrayList<>();
  private long nowNs = 1_000_000_000L;
  private int entered;

  /** An empty room for so many. */
  public Crowd(long seed, int limit) {
    random = new SplittableRandom(seed);
    room =
        new Room(
            new RoomParameters(limit, TRACE_BYTES, new TraceMemory(TRACE_BYTES), random.split()),
            new SilentListener());
    venue = new WholeRoom(room);
  }

  /** One that meets elsewhere; it has no {@link #room}. */
  public Crowd(long seed, Venue venue) {
    random = new SplittableRandom(seed);
    random.split(); // as a room of its own takes one
    room = null;
    this.venue = venue;
  }

  /** Somebody comes in with so many slots, silent. */
  public CrowdMember join(int audioSlots, int videoSlots) {
    CrowdMember member =
        new CrowdMember(venue, entered++, audioSlots, videoSlots, random.split(), nowNs);
    members.add(member);
    return member;
  }

  /** So many come in. */
  public List<CrowdMember> join(int count, int audioSlots, int videoSlots) {
    List<CrowdMember> joined = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      joined.add(join(audioSlots, videoSlots));
    }
    return joined;
  }

  /** Somebody goes. */
  public void leave(CrowdMember member) {
    members.remove(member);
    venue.leave(member.id(), nowNs);
    member.peer().close();
  }

  /** {@code member} shows these, most wanted first. */
  public void view(CrowdMember member, List<CrowdMember> shown) {
    List<Wish> wishes = shown.stream().map(CrowdMember::wish).toList();
    venue.view(member.id(), wishes, nowNs);
  }

  /** These of {@code member}'s sources may be forwarded. */
  public void allow(CrowdMember member, Set<Source> sources) {
    venue.allow(member.id(), sources, nowNs);
  }

  /** Lets milliseconds pass. */
  public void run(long ms) {
    for (long endNs = nowNs + ms * 1_000_000L; nowNs < endNs; nowNs += TICK_NS) {
      for (int i = 0; i < members.size(); i++) {
        members.get(i).send(nowNs);
      }
      venue.pass(nowNs);
    }
  }

  /** The time. */
  public long nowNs() {
    return nowNs;
  }

  /** The room itself. */
  public Room room() {
    return room;
  }

  /** Everybody, in order of arrival. */
  public List<CrowdMember> members() {
    return members;
  }
}
