package io.plenum.testkit;

import io.plenum.rtc.peer.Peer;
import io.plenum.rtc.sdp.NegotiatedSession;
import io.plenum.sfu.ParticipantId;
import io.plenum.sfu.Source;
import io.plenum.sfu.publish.Watched;
import io.plenum.sfu.quality.Spell;
import io.plenum.sfu.relay.RelayCounters;
import io.plenum.sfu.relay.RelayFaultException;
import io.plenum.sfu.relay.RelayMessage;
import io.plenum.sfu.relay.RelayPort;
import io.plenum.sfu.relay.Shard;
import io.plenum.sfu.room.Participant;
import io.plenum.sfu.room.Room;
import io.plenum.sfu.room.RoomListener;
import io.plenum.sfu.room.RoomParameters;
import io.plenum.sfu.room.Wish;
import io.plenum.sfu.subscribe.SlotMeaning;
import io.plenum.sfu.trace.TraceMemory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * One room in several shards, stepped in turn in virtual time, whose messages may be lost, come
 * late, or twice. Who comes in goes to the next shard. The same seed gives the same run.
 */
public final class SplitRoom implements Venue {
  private static final int TRACE_BYTES = 1 << 20;
  private static final long LATEST_NS = 300_000_000L;

  private final SplittableRandom random;
  private final List<Part> parts = new ArrayList<>();
  private final Map<ParticipantId, Part> seats = new HashMap<>();
  private final List<OnItsWay> onTheirWay = new ArrayList<>();
  private final RelayCounters counters = new RelayCounters();
  private double lost;
  private double late;
  private double twice;
  private Set<Integer> cut = Set.of();
  private final List<Spell> troubles = new ArrayList<>();
  private int faults;
  private long epochs;
  private long arrivals;
  private long nowNs;

  private record OnItsWay(long dueNs, RelayMessage.Envelope envelope) {}

  /** A room for so many in so many shards. */
  public SplitRoom(long seed, int limit, int shards) {
    random = new SplittableRandom(seed);
    for (int i = 0; i < shards; i++) {
      parts.add(new Part(i, limit));
    }
    for (Part part : parts) {
      for (Part other : parts) {
        if (other != part) {
          part.shard.link(other.number, 0);
        }
      }
    }
  }

  /** From now on these shares of the messages are lost, come late, or come twice. */
  public void disturb(double lostShare, double lateShare, double twiceShare) {
    lost = lostShare;
    late = lateShare;
    twice = twiceShare;
  }

  /** From now on nothing that one of two shards says reaches the other; none: everything does. */
  public void cut(Integer... two) {
    cut = Set.of(two);
  }

  /** The room of one shard. */
  public Room room(int shard) {
    return parts.get(shard).room;
  }

  /** Open ends of links of one shard. */
  public int links(int shard) {
    return parts.get(shard).shard.open();
  }

  /** What was said of anybody's connection. */
  public List<Spell> troubles() {
    return troubles;
  }

  /** Bugs met by what came from other shards. */
  public int faults() {
    return faults;
  }

  /** What the links have done. */
  public RelayCounters counters() {
    return counters;
  }

  /** A shard's loop handles nothing, until {@code stalls} is false. */
  public void stall(int shard, boolean stalls) {
    parts.get(shard).stalls = stalls;
  }

  /** A shard's loop ends. */
  public void end(int shard) {
    Part part = parts.get(shard);
    part.ended = true;
    part.room.close();
    part.shard.close();
  }

  @Override
  public Participant join(
      ParticipantId id, NegotiatedSession session, Set<Source> allowed, Peer peer, long nowNs) {
    Part part = parts.get((int) (arrivals % parts.size()));
    seats.put(id, part);
    Participant participant =
        part.room.join(id, arrivals++, session, ScriptedSession.SOURCES, allowed, peer, nowNs);
    part.shard.joined(participant, nowNs);
    return participant;
  }

  @Override
  public void leave(ParticipantId id, long nowNs) {
    Part part = seats.remove(id);
    part.shard.left(id, nowNs);
    part.room.leave(id, nowNs);
  }

  @Override
  public void view(ParticipantId id, List<Wish> wishes, long nowNs) {
    seats.get(id).room.view(id, wishes, nowNs);
  }

  @Override
  public void allow(ParticipantId id, Set<Source> allowed, long nowNs) {
    Part part = seats.get(id);
    part.room.sources(id, allowed, nowNs);
    part.shard.allowed(id, nowNs);
  }

  @Override
  public void pass(long nowNs) {
    this.nowNs = nowNs;
    for (OnItsWay message : List.copyOf(onTheirWay)) {
      Part to = parts.get(message.envelope.to());
      if (message.dueNs <= nowNs && !to.stalls) {
        onTheirWay.remove(message);
        if (!to.ended) {
          to.shard.receive(message.envelope, nowNs);
        }
      }
    }
    for (Part part : parts) {
      if (!part.stalls && !part.ended) {
        part.pass(nowNs);
      }
    }
  }

  private void send(RelayMessage.Envelope envelope) {
    if (cut.containsAll(List.of(envelope.from(), envelope.to()))) {
      return;
    }
    double fate = random.nextDouble();
    if (fate < lost) {
      return;
    }
    boolean delayed = fate < lost + late;
    onTheirWay.add(new OnItsWay(delayed ? nowNs + random.nextLong(LATEST_NS) : nowNs, envelope));
    if (random.nextDouble() < twice) {
      onTheirWay.add(new OnItsWay(nowNs + random.nextLong(LATEST_NS), envelope));
    }
  }

  /** One shard with its room. */
  private final class Part implements RoomListener {
    private final int number;
    private final Room room;
    private final Shard shard;
    private boolean stalls;
    private boolean ended;

    Part(int number, int limit) {
      this.number = number;
      room =
          new Room(
              new RoomParameters(limit, TRACE_BYTES, new TraceMemory(TRACE_BYTES), random.split()),
              this);
      shard = new Shard(room, number, Port::new, () -> ++epochs, counters);
    }

    void pass(long nowNs) {
      while (shard.waits()) {
        read(nowNs);
      }
      WholeRoom.pass(room, nowNs);
      if (shard.nextDeadlineNs() <= nowNs) {
        shard.onDeadline(nowNs);
      }
      shard.flush();
    }

    private void read(long nowNs) {
      try {
        shard.read(nowNs);
      } catch (RelayFaultException fault) {
        faults++;
      }
    }

    @Override
    public void slots(ParticipantId to, List<SlotMeaning> all) {}

    @Override
    public void watched(ParticipantId publisher, Watched watched) {}

    @Override
    public void trouble(ParticipantId of, Spell spell) {
      troubles.add(spell);
    }

    @Override
    public void speaker(ParticipantId speaker) {
      shard.spoke(speaker);
    }
  }

  /** The way to one shard. */
  private final class Port implements RelayPort {
    private final int to;

    Port(int to) {
      this.to = to;
    }

    @Override
    public int shard() {
      return to;
    }

    @Override
    public boolean lives() {
      return !parts.get(to).ended;
    }

    @Override
    public void send(RelayMessage.Envelope envelope) {
      SplitRoom.this.send(envelope);
    }

    @Override
    public void wake() {}
  }
}
