package io.plenum.sfu.relay;

import io.plenum.sfu.ParticipantId;
import io.plenum.sfu.room.Participant;
import io.plenum.sfu.room.Room;
import java.util.List;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;

/**
 * The part of a room that is on one loop, as the others see it: its {@link Room}, and a {@link
 * Link} to each other shard. The one with the lowest number is home and says who speaks.
 *
 * <p>Whoever owns the room tells of those who come, go and are muted in it, hands messages over,
 * and lets packets in and time pass. Confined to the room's loop.
 */
public final class Shard implements AutoCloseable {
  /** Packets read of one link in a round, so that neither sockets nor timers wait. */
  public static final int PACKETS_PER_ROUND = 64;

  /** Pace of choosing which sounds cross: that of looking who speaks. */
  static final long SOUND_NS = 100_000_000L;

  private final Room room;
  private final int number;
  private final IntFunction<RelayPort> ports;
  private final LongSupplier epochs;
  private final RelayCounters counters;
  private final TreeMap<Integer, Link> links = new TreeMap<>();
  private final Roster roster = new Roster();
  private final LoudestFew loudest = new LoudestFew();
  private long soundDueNs = Long.MIN_VALUE;

  /**
   * The shard that {@code room}, with those who are in it, is from now on; without links.
   *
   * @param number of the shard; later ones of a room have larger numbers
   * @param ports the way to another shard, by its number
   * @param epochs each time a larger one than any shard of the room was given before
   */
  public Shard(
      Room room,
      int number,
      IntFunction<RelayPort> ports,
      LongSupplier epochs,
      RelayCounters counters) {
    this.room = room;
    this.number = number;
    this.ports = ports;
    this.epochs = epochs;
    this.counters = counters;
    room.participants().forEach(roster::enter);
  }

  /** There is such a shard; a link to it is opened unless there is one. */
  public void link(int other, long nowNs) {
    if (!links.containsKey(other)) {
      links.put(other, new Link(this, ports.apply(other), counters, nowNs));
    }
  }

  /** Somebody came into the room here. */
  public void joined(Participant participant, long nowNs) {
    tell(roster.enter(participant));
    choose(nowNs);
  }

  /** Somebody left the room here; unknown ones are ignored. */
  public void left(ParticipantId id, long nowNs) {
    Integer given = roster.leave(id);
    if (given != null) {
      links.values().forEach(link -> link.sinks().left(given));
      tell(new RelayMessage.Left(given));
      choose(nowNs);
    }
  }

  /** What somebody here may send has changed. */
  public void allowed(ParticipantId id, long nowNs) {
    RelayMessage.Allowed allowed = roster.allowed(id);
    if (allowed != null) {
      tell(allowed);
      choose(nowNs);
    }
  }

  /** The room says who speaks for it; null: nobody. */
  public void spoke(ParticipantId whoOrNull) {
    if (home() == number) {
      tell(new RelayMessage.Speaker(whoOrNull));
    }
  }

  private void tell(RelayMessage message) {
    links.values().forEach(link -> link.send(message));
  }

  /**
   * Takes a message of another shard to this one.
   *
   * @throws RelayFaultException if a bug was met; the link is opened anew
   */
  public void receive(RelayMessage.Envelope envelope, long nowNs) {
    if (envelope.message() instanceof RelayMessage.Hello) {
      link(envelope.from(), nowNs);
    }
    Link link = links.get(envelope.from());
    if (link != null) {
      guarded(link, () -> link.receive(envelope, nowNs), nowNs);
    }
  }

  private static void guarded(Link link, Runnable action, long nowNs) {
    try {
      action.run();
    } catch (RelayFaultException dealtWith) {
      throw dealtWith;
    } catch (RuntimeException fault) {
      throw broken(link, fault, nowNs);
    }
  }

  private static RelayFaultException broken(Link link, RuntimeException fault, long nowNs) {
    link.reopen(nowNs);
    return new RelayFaultException(fault);
  }

  /**
   * Hands on packets that other shards sent, a fair share of each.
   *
   * @return how many
   * @throws RelayFaultException if a bug was met: what their sender publishes begins anew here, the
   *     link stands; the others' packets follow with the next call
   */
  public int read(long nowNs) {
    int read = 0;
    for (Link link : links.values()) {
      try {
        read += link.read(PACKETS_PER_ROUND, nowNs);
      } catch (RelayFaultException dealtWith) {
        throw dealtWith;
      } catch (RuntimeException fault) {
        throw broken(link, fault, nowNs);
      }
    }
    return read;
  }

  /** Whether packets of other shards wait to be read. */
  public boolean waits() {
    for (Link link : links.values()) {
      if (link.waiting() > 0) {
        return true;
      }
    }
    return false;
  }

  /** Wakes those for whom packets were written since the last call. */
  public void flush() {
    for (Link link : links.values()) {
      link.flush();
    }
  }

  /** When {@link #onDeadline} is to be called; {@link Long#MAX_VALUE} without links. */
  public long nextDeadlineNs() {
    long next = links.isEmpty() ? Long.MAX_VALUE : soundDueNs;
    for (Link link : links.values()) {
      next = Math.min(next, link.nextDeadlineNs());
    }
    return next;
  }

  /**
   * Lets time pass: chooses the sounds that cross, forgets shards that are no more, and keeps the
   * links to the others open.
   *
   * @throws RelayFaultException as {@link #receive} or {@link #read}
   */
  public void onDeadline(long nowNs) {
    if (nowNs >= soundDueNs) {
      soundDueNs = nowNs + SOUND_NS;
      forgetTheDead(nowNs);
      choose(nowNs);
    }
    for (Link link : List.copyOf(links.values())) {
      if (link.nextDeadlineNs() <= nowNs) {
        guarded(link, () -> link.onDeadline(nowNs), nowNs);
      }
    }
  }

  private void forgetTheDead(long nowNs) {
    for (Link link : List.copyOf(links.values())) {
      if (!link.port().lives()) {
        links.remove(link.port().shard());
        link.close(nowNs);
      }
    }
  }

  private void choose(long nowNs) {
    if (loudest.update(roster.sounds(), nowNs)) {
      for (Link link : links.values()) {
        if (link.state() == LinkState.OPEN) {
          link.sinks().sound(loudest.chosen());
        }
      }
    }
  }

  /** The sounds that cross. */
  List<LocalSound> loudest() {
    return loudest.chosen();
  }

  /** Those whose transports end here. */
  Roster roster() {
    return roster;
  }

  Room room() {
    return room;
  }

  int number() {
    return number;
  }

  long nextEpoch() {
    return epochs.getAsLong();
  }

  /** The number of the shard that says who speaks. */
  int home() {
    for (Link link : links.values()) {
      if (link.state() == LinkState.OPEN) {
        return Math.min(number, link.port().shard());
      }
    }
    return number;
  }

  /** A link was opened or closed. */
  void linksChanged() {
    room.decidesSpeaker(home() == number);
  }

  /** Links over which messages and packets cross. */
  public int open() {
    int open = 0;
    for (Link link : links.values()) {
      open += link.state() == LinkState.OPEN ? 1 : 0;
    }
    return open;
  }

  /** Says goodbye to the others, and frees what is held of them; the room is closed before. */
  @Override
  public void close() {
    links.values().forEach(Link::end);
    links.clear();
  }
}
