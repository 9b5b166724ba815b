package io.plenum.sfu.loop;

import io.plenum.rtc.demux.DatagramKind;
import io.plenum.rtc.dtls.DtlsHandshake;
import io.plenum.rtc.dtls.DtlsListener;
import io.plenum.rtc.dtls.Fingerprint;
import io.plenum.rtc.ice.Flow;
import io.plenum.rtc.stun.StunPeek;
import io.plenum.rtc.wire.Span;
import io.plenum.sfu.net.Carrier;
import io.plenum.sfu.net.DatagramHandler;
import io.plenum.sfu.net.EdgeCounters;
import io.plenum.sfu.net.LocalSocket;
import io.plenum.sfu.net.MediaEdge;
import io.plenum.sfu.net.TcpConnection;
import io.plenum.sfu.room.RoomParameters;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.Consumer;
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
 *          → obey commands
 *          → at most every {@value #TICK_MS} ms: run what is due, look for the next deadline
 * </pre>
 *
 * <p>A fault in one participant's packets costs that participant its connection and nobody else
 * anything (S-4); {@link LoopRooms} says what other faults cost. None ends the loop. If its sockets
 * break, all its participants are told that they lost their media, and it takes no more.
 */
final class MediaLoop implements AutoCloseable {
  /** Commands obeyed between two looks at the sockets. */
  static final int COMMANDS_PER_ROUND = 64;

  /** Finest step of the timers; RTCP and retransmission need no finer. Milliseconds. */
  static final int TICK_MS = 5;

  private static final long TICK_NS = TICK_MS * 1_000_000L;

  /** Longest sleep, and so the age that a snapshot may reach. */
  private static final long LONGEST_WAIT_NS = 1_000_000_000L;

  /** Pace of snapshots: half the longest sleep, so that a late tick leaves none older than it. */
  private static final long SNAPSHOT_NS = LONGEST_WAIT_NS / 2;

  private static final long STOP_WAIT_MS = 5_000;
  private static final Logger LOG = LoggerFactory.getLogger(MediaLoop.class);

  private final MediaEdge edge;
  private final Function<DtlsRequest, DtlsHandshake> handshakes;
  private final LongSupplier clock;
  private final DatagramHandler handler = new Incoming();
  private final Mailbox mailbox = new Mailbox();
  private final LoopRooms rooms;
  private final Movers movers;
  private final AddressTable table = new AddressTable();
  private final StunPeek peek = new StunPeek();
  private final LoopCounters counters = new LoopCounters();
  private final Thread thread;
  private volatile LoopSnapshot snapshot;
  private long nowNs;
  private long nextTickNs;
  private boolean running = true;

  /** A peer wants a handshake: who it must be, and who hears of it. */
  record DtlsRequest(List<Fingerprint> expected, DtlsListener listener) {}

  /** A loop over {@code edge}, which it closes in the end. */
  MediaLoop(
      int index,
      MediaEdge edge,
      LongSupplier clock,
      RoomParameters parameters,
      Function<DtlsRequest, DtlsHandshake> handshakes) {
    this.edge = edge;
    this.clock = clock;
    this.handshakes = handshakes;
    this.rooms = new LoopRooms(this, edge, table, parameters, counters);
    this.movers = new Movers(rooms);
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

  /** Whether the loop's thread is alive. Any thread. */
  boolean running() {
    return thread.isAlive();
  }

  DtlsHandshake accept(List<Fingerprint> expected, DtlsListener listener) {
    return handshakes.apply(new DtlsRequest(expected, listener));
  }

  private void run() {
    boolean broken = true;
    try {
      nextTickNs = clock.getAsLong();
      while (running) {
        round();
      }
      broken = false;
    } catch (IOException | RuntimeException fault) {
      LOG.error("{} stopped: its rooms have no media any more", thread.getName(), fault);
    } finally {
      refuseAll(mailbox.close());
      rooms.closeAll(broken);
      closeEdge();
    }
  }

  private static void refuseAll(List<LoopCommand> commands) {
    for (LoopCommand command : commands) {
      if (command instanceof LoopCommand.Join join) {
        join.gone().run();
        join.entered().completeExceptionally(new MediaOverloadedException("media has ended"));
      } else if (command instanceof LoopCommand.Adopt adopt) {
        Adoption.refuse(adopt.connection());
      }
    }
  }

  private void round() throws IOException {
    edge.await(mailbox.isEmpty() ? nextTickNs - clock.getAsLong() : 0);
    nowNs = clock.getAsLong();
    int handled = edge.read(handler, nowNs);
    int obeyed = obeyCommands();
    if (handled + obeyed > 0) {
      nextTickNs = Math.min(nextTickNs, nowNs + TICK_NS);
    }
    if (nowNs >= nextTickNs) {
      tick();
    }
  }

  private void tick() {
    edge.expire(handler, nowNs);
    long next = rooms.runDue(nowNs);
    nextTickNs = Math.clamp(next, nowNs + TICK_NS, nowNs + LONGEST_WAIT_NS);
    if (nowNs - snapshot.atNs() >= SNAPSHOT_NS) {
      snapshot = takeSnapshot();
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
        counters.rejected(edgeCounters, connections));
  }

  /** What the sockets hand over. */
  private final class Incoming implements DatagramHandler {
    @Override
    public void datagram(Span datagram, InetSocketAddress from, Carrier on) {
      // Not once for a batch: senders estimate bandwidth from the distances of arrivals.
      nowNs = clock.getAsLong();
      DatagramKind kind = DatagramKind.of(datagram);
      if (kind == DatagramKind.STUN) {
        Connection checked = checked(datagram, from);
        deliver(datagram, kind, checked, checked == null ? null : on.flow(from), on);
      } else {
        Proven proven = table.proven(from, on);
        if (proven != null) {
          deliver(datagram, kind, proven.connection(), proven.flow(), on);
        } else {
          moved(datagram, kind, from, on);
        }
      }
    }

    @Override
    public void closed(TcpConnection tcp) {
      Connection connection = table.closed(tcp.flow());
      if (connection != null) {
        ifOpen(connection, owner -> owner.closed(tcp.flow()));
      }
    }
  }

  /** Media from an address that nobody proved: somebody's who has moved, or nobody's. */
  private void moved(Span datagram, DatagramKind kind, InetSocketAddress from, Carrier on) {
    if (on instanceof LocalSocket) {
      for (Connection candidate : movers.candidates(datagram, kind, nowNs)) {
        if (receivedElsewhere(candidate, datagram, kind, from, on)) {
          return;
        }
      }
    }
    deliver(datagram, kind, null, null, on);
  }

  /** Whether it was the candidate's, or has cost it its connection. */
  private boolean receivedElsewhere(
      Connection candidate, Span datagram, DatagramKind kind, InetSocketAddress from, Carrier on) {
    try {
      return candidate.receiveElsewhere(datagram, kind, on.flow(from), on, nowNs);
    } catch (RuntimeException fault) {
      rooms.fault(candidate, fault, nowNs);
      return true;
    }
  }

  private void deliver(
      Span datagram, DatagramKind kind, Connection connection, Flow from, Carrier on) {
    if (connection == null) {
      counters.strangers++;
      if (on instanceof TcpConnection tcp) {
        tcp.stranger();
      }
      return;
    }
    try {
      connection.receive(datagram, kind, from, on, nowNs);
    } catch (RuntimeException fault) {
      rooms.fault(connection, fault, nowNs);
    }
  }

  private Connection checked(Span stun, InetSocketAddress from) {
    String ufrag = peek.localUfrag(stun);
    return ufrag == null ? table.asked(from) : table.byUfrag(ufrag);
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
      case LoopCommand.Join join -> rooms.join(join, nowNs);
      case LoopCommand.Leave leave -> rooms.leave(leave.room(), leave.participant(), nowNs);
      case LoopCommand.CloseRoom close -> rooms.close(close.room());
      case LoopCommand.Allow allow -> rooms.allow(allow, nowNs);
      case LoopCommand.View view -> rooms.view(view, nowNs);
      case LoopCommand.Adopt adopt -> edge.adopt(adopt.connection(), adopt.first(), handler, nowNs);
      case LoopCommand.DtlsSend send ->
          ifOpen(send.connection(), c -> c.peer().sendDtls(send.datagram()));
      case LoopCommand.DtlsCompleted done ->
          ifOpen(done.connection(), c -> c.peer().dtlsCompleted(done.keys(), nowNs));
      case LoopCommand.DtlsFailed failed ->
          ifOpen(failed.connection(), c -> c.dtlsFailed(failed.reason(), nowNs));
      case LoopCommand.DtlsClosed closed -> ifOpen(closed.connection(), c -> c.dtlsClosed(nowNs));
      case LoopCommand.Stop _ -> running = false;
    }
  }

  private void ifOpen(Connection connection, Consumer<Connection> action) {
    if (connection.closed()) {
      return;
    }
    try {
      action.accept(connection);
    } catch (RuntimeException fault) {
      rooms.fault(connection, fault, nowNs);
    }
  }

  private void closeEdge() {
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
