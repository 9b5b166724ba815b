package io.plenum.sfu.relay;

import io.plenum.sfu.ParticipantId;

/**
 * One end of the link between two shards of a room; its {@link LinkState}s. Both ends are alike:
 * either may open, and of two openings at once that of the later epoch counts. Messages are
 * numbered; where one is missing, or the other end is silent, the link is closed and opened anew,
 * with the whole directory, so that nothing before matters.
 *
 * <p>Confined to the loop of its shard.
 */
final class Link {
  /** An opening without an answer is given up after this long. */
  static final long OPENING_NS = 2_000_000_000L;

  /** Who says nothing for this long has stalled. */
  static final long SILENCE_NS = 2_000_000_000L;

  /** Pace of {@link RelayMessage.Beat}. */
  static final long BEAT_NS = 500_000_000L;

  /** Until a link that was closed is opened anew; twice as long after each that nobody answered. */
  static final long REST_NS = 100_000_000L;

  /** The longest rest: another loop that hangs costs nothing, and is found again soon. */
  static final long MAX_REST_NS = 30_000_000_000L;

  private final Shard shard;
  private final RelayPort port;
  private final RelayCounters counters;
  private final LinkSinks sinks;
  private final LinkRequests requests;
  private final LinkAttendees attendees;
  private LinkState state = LinkState.CLOSED;
  private PacketRing out;
  private PacketRing in;
  private long epoch = -1;
  private long sent;
  private long received;
  private long heardNs;
  private long lookedNs;
  private long dueNs;
  private long restNs = REST_NS;
  private long woken;

  /** The rings of openings that nobody answered: each of them holds on to the same. */
  private RelayMessage.Rings unanswered;

  /** A closed link to the shard that {@code port} leads to; it is opened when time passes. */
  Link(Shard shard, RelayPort port, RelayCounters counters, long nowNs) {
    this.shard = shard;
    this.port = port;
    this.counters = counters;
    this.sinks = new LinkSinks(counters);
    this.requests = new LinkRequests(shard.roster(), port.shard(), sinks);
    this.attendees = new LinkAttendees(this, shard.room());
    this.dueNs = nowNs;
  }

  RelayPort port() {
    return port;
  }

  LinkState state() {
    return state;
  }

  LinkSinks sinks() {
    return sinks;
  }

  /** Says something to the other end; while the link is closed, nothing. */
  void send(RelayMessage message) {
    if (state != LinkState.CLOSED) {
      port.send(new RelayMessage.Envelope(shard.number(), port.shard(), epoch, sent++, message));
    }
  }

  private void open(long nowNs) {
    epoch = shard.nextEpoch();
    if (unanswered == null) {
      unanswered = new RelayMessage.Rings(new PacketRing(), new PacketRing());
    }
    begin(LinkState.OPENING, unanswered.forth(), unanswered.back(), nowNs);
    dueNs = nowNs + OPENING_NS;
    hello(false, unanswered);
  }

  private void begin(LinkState next, PacketRing outgoing, PacketRing incoming, long nowNs) {
    counters.opened++;
    out = outgoing;
    in = incoming;
    sinks.begin(out);
    requests.forget();
    sent = 0;
    received = -1;
    woken = 0;
    heardNs = nowNs;
    lookedNs = nowNs;
    dueNs = nowNs + BEAT_NS;
    enter(next);
  }

  private void hello(boolean answer, RelayMessage.Rings rings) {
    send(new RelayMessage.Hello(answer, rings, shard.roster().directory(), shard.room().speaker()));
  }

  private void enter(LinkState next) {
    state = next;
    if (next == LinkState.OPEN) {
      unanswered = null;
      restNs = REST_NS;
    }
    shard.linksChanged();
  }

  /** Takes a message from the other end. */
  void receive(RelayMessage.Envelope envelope, long nowNs) {
    if (envelope.message() instanceof RelayMessage.Hello hello && !hello.answer()) {
      invited(hello, envelope.epoch(), nowNs);
    } else if (envelope.epoch() == epoch && state != LinkState.CLOSED) {
      follow(envelope, nowNs);
    }
  }

  private void invited(RelayMessage.Hello hello, long theirs, long nowNs) {
    if (theirs <= epoch) {
      return; // said twice, or ours is the later
    }
    attendees.leaveAll(nowNs);
    epoch = theirs;
    begin(LinkState.OPEN, hello.rings().back(), hello.rings().forth(), nowNs);
    received = 0;
    hello(true, hello.rings());
    admit(hello, nowNs);
  }

  private void follow(RelayMessage.Envelope envelope, long nowNs) {
    if (envelope.message() instanceof RelayMessage.Bye) {
      close(nowNs);
    } else if (envelope.number() == received + 1) {
      received++;
      heardNs = nowNs;
      obey(envelope.message(), nowNs);
    } else if (envelope.number() > received) {
      reopen(nowNs); // one is missing
    }
  }

  private void obey(RelayMessage message, long nowNs) {
    switch (message) {
      case RelayMessage.Hello hello -> {
        dueNs = nowNs + BEAT_NS;
        enter(LinkState.OPEN);
        admit(hello, nowNs);
      }
      case RelayMessage.Joined joined -> attendees.joined(joined, nowNs);
      case RelayMessage.Left left -> attendees.left(left.number(), nowNs);
      case RelayMessage.Allowed allowed -> attendees.allowed(allowed, nowNs);
      case RelayMessage.Shown shown -> requests.show(shown);
      case RelayMessage.CameraShown seen -> requests.cameraShown(seen);
      case RelayMessage.WantKeyframe wanted -> requests.wantKeyframe(wanted);
      case RelayMessage.Speaker speaker -> hear(speaker.whoOrNull(), nowNs);
      case RelayMessage.Beat _, RelayMessage.Bye _ -> {}
    }
  }

  private void admit(RelayMessage.Hello hello, long nowNs) {
    sinks.sound(shard.loudest());
    attendees.directory(hello.directory(), nowNs);
    hear(hello.speakerOrNull(), nowNs);
  }

  private void hear(ParticipantId whoOrNull, long nowNs) {
    if (shard.home() == port.shard()) {
      shard.room().speaker(whoOrNull, nowNs);
    }
  }

  /** Hands on at most so many packets that wait; how many it were. */
  int read(int most, long nowNs) {
    if (state != LinkState.OPEN) {
      return 0;
    }
    attendees.now(nowNs);
    int read = in.read(attendees, most);
    counters.packetsIn += read;
    return read;
  }

  /** Packets that wait to be read. */
  int waiting() {
    return state == LinkState.OPEN ? in.waiting() : 0;
  }

  /** Wakes the other end if something was written since the last call. */
  void flush() {
    if (state != LinkState.CLOSED && out.offered() != woken) {
      woken = out.offered();
      port.wake();
    }
  }

  /** When {@link #onDeadline} is to be called. */
  long nextDeadlineNs() {
    return Math.min(dueNs, attendees.nextDeadlineNs());
  }

  /** Opens, says that it lives, notices that the other end does not, tells what is wished for. */
  void onDeadline(long nowNs) {
    if (nowNs - lookedNs > SILENCE_NS / 2) {
      heardNs = Math.max(heardNs, nowNs - SILENCE_NS / 2); // we have stalled ourselves
    }
    lookedNs = nowNs;
    attendees.onDeadline(nowNs);
    if (nowNs < dueNs) {
      return;
    }
    switch (state) {
      case CLOSED -> {
        if (port.lives()) {
          open(nowNs);
        } else {
          dueNs = nowNs + REST_NS;
        }
      }
      case OPENING -> {
        reopen(nowNs);
        restNs = Math.min(2 * restNs, MAX_REST_NS);
      }
      case OPEN -> {
        if (nowNs - heardNs >= SILENCE_NS) {
          reopen(nowNs);
        } else {
          dueNs = nowNs + BEAT_NS;
          send(new RelayMessage.Beat());
        }
      }
    }
  }

  /** Closes the link, and opens it anew in a moment. */
  void reopen(long nowNs) {
    send(new RelayMessage.Bye());
    close(nowNs);
  }

  /** The shard ends: the other end is told, and what is held of it freed. */
  void end() {
    send(new RelayMessage.Bye());
    attendees.close();
  }

  /** Those at the other end vanish; it is told nothing. */
  void close(long nowNs) {
    state = LinkState.CLOSED;
    sinks.end();
    requests.forget();
    out = null;
    in = null;
    dueNs = nowNs + restNs;
    attendees.leaveAll(nowNs);
    shard.linksChanged();
  }
}
