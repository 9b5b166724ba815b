package io.plenum.sfu.loop;

import io.plenum.rtc.dtls.DtlsHandshake;
import io.plenum.rtc.dtls.DtlsListener;
import io.plenum.rtc.dtls.Fingerprint;
import io.plenum.rtc.sdp.NegotiatedSession;
import io.plenum.rtc.srtp.SrtpCiphers;
import io.plenum.sfu.net.DatagramPath;
import io.plenum.sfu.net.EdgeCounters;
import io.plenum.sfu.net.LocalSocket;
import io.plenum.sfu.net.MediaEdge;
import io.plenum.sfu.pacing.Pacer;
import io.plenum.sfu.room.RoomParameters;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that owns some rooms: it reads their datagrams, runs their timers and obeys the
 * commands of its mailbox. A room never leaves its loop, so nothing in it is shared.
 *
 * <pre>
 *  round:  wait for datagrams (at most until the next deadline) → handle each at its own time
 *          → hand on what waited for the rest of its picture long enough → obey commands
 *          → at most every {@value #TICK_MS} ms: run what is due, look for the next deadline
 *          → send what waited for its turn
 *          → flush: what the round wrote leaves, gathered by receiver
 * </pre>
 *
 * <p>A fault in one participant's packets costs that participant its connection and nobody else
 * anything (S-4); {@link LoopRooms} says what other faults cost. If its sockets break, or an Error
 * is met that it does not outlive ({@link Survival}), all its participants are told that they lost
 * their media, and it takes no more.
 */
final class MediaLoop implements AutoCloseable {
  /** Commands obeyed between two looks at the sockets. */
  static final int COMMANDS_PER_ROUND = 64;

  /** Finest step of the timers; RTCP and retransmission need no finer. Milliseconds. */
  static final int TICK_MS = 5;

  private static final long TICK_NS = TICK_MS * 1_000_000L;

  /** Finest step at which packets that wait are sent: a burst of a probe. */
  private static final long RELEASE_NS = Pacer.PROBE_BURST_NS;

  /** Longest sleep, and so the age that a snapshot may reach. */
  private static final long LONGEST_WAIT_NS = 1_000_000_000L;

  /** Pace of snapshots: half the longest sleep, so that a late tick leaves none older than it. */
  private static final long SNAPSHOT_NS = Overload.LOOK_NS;

  private static final long STOP_WAIT_MS = 5_000;
  private static final Logger LOG = LoggerFactory.getLogger(MediaLoop.class);

  private final MediaEdge edge;
  private final Function<DtlsRequest, DtlsHandshake> handshakes;
  private final LongSupplier clock;
  private final PublicAddresses addresses;
  private final Mailbox mailbox = new Mailbox();
  private final LoopCounters counters = new LoopCounters();
  private final LoopRooms rooms;
  private final LoopTimers timers;
  private final Gathering gathering = new Gathering();
  private final Entrance entrance;
  private final Arrivals arrivals;
  private final Thread thread;
  private final Overload overload = new Overload();
  private volatile LoopSnapshot snapshot;
  private long nowNs;
  private long nextTickNs;
  private long nextReleaseNs = Long.MAX_VALUE;
  private boolean running = true;
  private long wokeNs;
  private long workedNs;

  /** A peer wants a handshake: who it must be, whether we say hello, and who hears of it. */
  record DtlsRequest(List<Fingerprint> expected, boolean client, DtlsListener listener) {}

  /**
   * A loop over {@code edge}, which it closes in the end; {@code addresses} are of that edge, and
   * its rooms may have {@code shards} on other loops, and all media passes {@code ciphers}.
   */
  MediaLoop(
      int index,
      MediaEdge edge,
      LongSupplier clock,
      PublicAddresses addresses,
      RoomParameters parameters,
      Function<DtlsRequest, DtlsHandshake> handshakes,
      Shards shards,
      SrtpCiphers ciphers) {
    this.edge = edge;
    this.clock = clock;
    this.addresses = addresses;
    this.handshakes = handshakes;
    AddressTable table = new AddressTable();
    this.rooms = new LoopRooms(table, parameters, counters, new Relays(shards, counters.relay));
    this.timers = new LoopTimers(rooms);
    this.entrance = new Entrance(this, edge, table, rooms, timers, gathering, ciphers);
    this.arrivals = new Arrivals(clock, table, addresses, rooms, counters);
    this.snapshot = LoopSnapshot.empty(index);
    this.thread = Thread.ofPlatform().name("media-" + index).daemon().unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** Local sockets, for the candidates of an answer. */
  List<LocalSocket> sockets() {
    return edge.sockets();
  }

  /** Where TCP is listened for; empty without TCP. */
  List<InetSocketAddress> tcpAddresses() {
    return edge.tcpAddresses();
  }

  /** Addresses of translators that lead here, as far as they are known. Any thread. */
  List<InetAddress> translated() {
    return addresses.known();
  }

  /** Figures of the last second. Any thread. */
  LoopSnapshot snapshot() {
    return snapshot;
  }

  /**
   * Puts a command into the mailbox. Any thread.
   *
   * @return false if it is refused and dropped: the mailbox is full, or the loop has ended
   */
  boolean post(LoopCommand command) {
    if (!mailbox.offer(command)) {
      return false;
    }
    if (Thread.currentThread() != thread) {
      edge.wakeup();
    }
    return true;
  }

  /** The loop is not to sleep: packets wait for it. Any thread. */
  void wake() {
    edge.wakeup();
  }

  /** Whether the loop's thread is alive. Any thread. */
  boolean running() {
    return thread.isAlive();
  }

  DtlsHandshake shakeHands(NegotiatedSession session, DtlsListener listener) {
    return handshakes.apply(
        new DtlsRequest(session.remoteFingerprints(), session.dtlsClient(), listener));
  }

  private void run() {
    Throwable broken = null;
    try {
      nextTickNs = clock.getAsLong();
      while (running) {
        round();
      }
    } catch (IOException | RuntimeException | Error fault) {
      broken = fault; // said below: memory may be wanting until the rooms are gone
    }
    try {
      refuseAll(mailbox.close());
    } finally {
      try {
        rooms.closeAll(broken != null);
      } finally {
        closeEdge();
      }
    }
    if (broken != null) {
      LOG.error("{} stopped: its rooms have no media any more", thread.getName(), broken);
    }
  }

  private static void refuseAll(List<LoopCommand> commands) {
    for (LoopCommand command : commands) {
      if (command instanceof LoopCommand.Join join) {
        join.gone().run();
        join.entered().completeExceptionally(new MediaOverloadedException("media has ended"));
      } else if (command instanceof LoopCommand.Adopt adopt) {
        Adoption.refuse(adopt.connection());
      } else if (command instanceof LoopCommand.Trace trace) {
        trace.taken().complete(Optional.empty());
      }
    }
  }

  private void round() throws IOException {
    long nextNs = Math.min(gathering.nextNs(), Math.min(nextTickNs, nextReleaseNs));
    long restsNs = clock.getAsLong();
    edge.await(mailbox.isEmpty() && !timers.links().waiting() ? nextNs - restsNs : 0);
    wokeNs = clock.getAsLong();
    nowNs = wokeNs;
    int handled = edge.read(arrivals, nowNs);
    nowNs = clock.getAsLong(); // each datagram has a time of its own
    handled += gathering.releaseDue(nowNs);
    int obeyed = obeyCommands() + timers.links().read(nowNs);
    if (handled + obeyed > 0) {
      nextTickNs = Math.min(nextTickNs, nowNs + TICK_NS);
    }
    boolean due = nowNs >= nextTickNs;
    if (due) {
      tick();
    }
    if (due || handled + obeyed > 0 || nowNs >= nextReleaseNs) {
      nextReleaseNs = Math.max(timers.release(nowNs), nowNs + RELEASE_NS);
    }
    timers.links().flush();
    edge.flush();
    workedNs += clock.getAsLong() - wokeNs;
  }

  private void tick() {
    edge.expire(arrivals, nowNs);
    long next = Math.min(timers.runDue(nowNs), addresses.runDue(edge, nowNs));
    nextTickNs = Math.clamp(next, nowNs + TICK_NS, nowNs + LONGEST_WAIT_NS);
    if (nowNs - snapshot.atNs() >= SNAPSHOT_NS) {
      LoopSnapshot before = snapshot;
      snapshot = takeSnapshot();
      relieve(before);
      if (edge.path() == DatagramPath.OFFLOADED) {
        gathering.look(snapshot.datagramsOut(), nowNs); // else each leaves by itself
      }
    }
  }

  private void relieve(LoopSnapshot before) {
    boolean empty = snapshot.participants() == 0;
    overload.look(snapshot.busyShare(), snapshot.picturesBps(before), empty);
    rooms.limit(overload.limitBps(), nowNs);
    if (overload.level() != snapshot.overload()) {
      LOG.warn("{} {}", thread.getName(), overload);
    }
  }

  private LoopSnapshot takeSnapshot() {
    EdgeCounters edgeCounters = edge.counters();
    List<Connection> connections = rooms.connections();
    return new LoopSnapshot(
        snapshot.loop(),
        nowNs,
        rooms.rooms(),
        connections.size(),
        edge.tcpConnections(),
        edgeCounters.datagramsIn(),
        edgeCounters.bytesIn(),
        edgeCounters.datagramsOut(),
        edgeCounters.bytesOut(),
        busyNs(),
        busyShare(),
        overload.level(),
        overload.refusesRooms(),
        LoopCounters.watchers(connections),
        timers.links().open(),
        counters.relay.opened,
        counters.relay.packetsIn,
        counters.relay.packetsOut,
        counters.relay.droppedSound,
        counters.relay.droppedPictures,
        mailbox.size(),
        mailbox.refused(),
        counters.disconnects(),
        counters.figures(connections),
        SendFigures.of(edge),
        counters.rejected(edgeCounters, connections));
  }

  private double busyShare() {
    long passedNs = nowNs - snapshot.atNs();
    return snapshot.busyNs() == 0 ? 0 : (double) (busyNs() - snapshot.busyNs()) / passedNs;
  }

  /** Time in which the loop worked, this round's too. */
  private long busyNs() {
    return workedNs + nowNs - wokeNs;
  }

  private int obeyCommands() {
    int obeyed = 0;
    LoopCommand command = mailbox.poll();
    while (command != null) {
      obey(command);
      obeyed++;
      command = obeyed < COMMANDS_PER_ROUND ? mailbox.poll() : null;
    }
    return obeyed;
  }

  private void obey(LoopCommand command) {
    switch (command) {
      case LoopCommand.Join join -> entrance.join(join, nowNs);
      case LoopCommand.Leave leave -> rooms.leave(leave.room(), leave.participant(), nowNs);
      case LoopCommand.CloseRoom close -> rooms.close(close.room());
      case LoopCommand.Allow allow -> rooms.allow(allow, nowNs);
      case LoopCommand.View view -> rooms.view(view, nowNs);
      case LoopCommand.Trace trace -> rooms.trace(trace, nowNs);
      case LoopCommand.Relay relay -> rooms.relay(relay, nowNs);
      case LoopCommand.AskStun ask -> addresses.ask(ask.servers(), nowNs);
      case LoopCommand.Adopt adopt ->
          edge.adopt(adopt.connection(), adopt.first(), arrivals, nowNs);
      case LoopCommand.DtlsSend send ->
          rooms.ifOpen(send.connection(), c -> c.peer().sendDtls(send.datagram()), nowNs);
      case LoopCommand.DtlsCompleted done ->
          rooms.ifOpen(done.connection(), c -> c.peer().dtlsCompleted(done.keys(), nowNs), nowNs);
      case LoopCommand.DtlsFailed failed ->
          rooms.ifOpen(failed.connection(), c -> c.dtlsFailed(failed.reason(), nowNs), nowNs);
      case LoopCommand.DtlsClosed closed ->
          rooms.ifOpen(closed.connection(), c -> c.dtlsClosed(nowNs), nowNs);
      case LoopCommand.Stop _ -> running = false;
    }
  }

  private void closeEdge() {
    gathering.close();
    try {
      edge.close();
    } catch (IOException broken) {
      LOG.warn("{} could not close its sockets", thread.getName(), broken);
    }
  }

  /** Asks the loop to end. Any thread. */
  void stop() {
    post(new LoopCommand.Stop());
  }

  /** Ends the loop and waits until its sockets are closed. Any thread but the loop's. */
  @Override
  public void close() {
    if (thread.getState() == Thread.State.NEW) {
      closeEdge();
      return;
    }
    stop();
    try {
      thread.join(STOP_WAIT_MS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
