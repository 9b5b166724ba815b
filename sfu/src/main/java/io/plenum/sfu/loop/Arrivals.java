package io.plenum.sfu.loop;

import io.plenum.rtc.demux.DatagramKind;
import io.plenum.rtc.ice.Flow;
import io.plenum.rtc.stun.StunPeek;
import io.plenum.rtc.wire.Span;
import io.plenum.sfu.net.Carrier;
import io.plenum.sfu.net.DatagramHandler;
import io.plenum.sfu.net.LocalSocket;
import io.plenum.sfu.net.TcpConnection;
import java.net.InetSocketAddress;
import java.util.function.LongSupplier;

/**
 * What a loop's sockets hand over: finds whose it is and gives it to them.
 *
 * <pre>
 *  a check (STUN)       by the fragment that it names; an answer, which names none, by where it
 *                       was asked; else it may answer the loop's own question for its address
 *  anything else        by the flow, once a check has proven it
 *                       → else by who may have moved: whoever finds it authentic
 *                       → else a stranger's: counted, and dropped
 * </pre>
 *
 * <p>Belongs to the loop's thread.
 */
final class Arrivals implements DatagramHandler {
  private final LongSupplier clock;
  private final AddressTable table;
  private final PublicAddresses addresses;
  private final LoopRooms rooms;
  private final LoopCounters counters;
  private final Movers movers;
  private final StunPeek peek = new StunPeek();

  Arrivals(
      LongSupplier clock,
      AddressTable table,
      PublicAddresses addresses,
      LoopRooms rooms,
      LoopCounters counters) {
    this.clock = clock;
    this.table = table;
    this.addresses = addresses;
    this.rooms = rooms;
    this.counters = counters;
    this.movers = new Movers(rooms);
  }

  @Override
  public void datagram(Span datagram, InetSocketAddress from, Carrier on) {
    // Not once for a batch: senders estimate bandwidth from the distances of arrivals.
    long nowNs = clock.getAsLong();
    DatagramKind kind = DatagramKind.of(datagram);
    if (kind == DatagramKind.STUN) {
      stun(datagram, from, on, nowNs);
      return;
    }
    Proven proven = table.proven(from, on);
    if (proven != null) {
      deliver(datagram, kind, proven.connection(), proven.flow(), on, nowNs);
    } else if (!moved(datagram, kind, from, on, nowNs)) {
      stranger(on);
    }
  }

  private void stun(Span datagram, InetSocketAddress from, Carrier on, long nowNs) {
    String ufrag = peek.localUfrag(datagram);
    Connection checked = ufrag == null ? table.asked(from) : table.byUfrag(ufrag);
    if (checked != null) {
      deliver(datagram, DatagramKind.STUN, checked, on.flow(from), on, nowNs);
    } else if (!addresses.receive(datagram, from, on, nowNs)) {
      stranger(on);
    }
  }

  private void deliver(
      Span datagram, DatagramKind kind, Connection owner, Flow from, Carrier on, long nowNs) {
    try {
      owner.receive(datagram, kind, from, on, nowNs);
    } catch (RuntimeException | Error fault) {
      rooms.fault(owner, fault, nowNs);
    }
  }

  /** Media from an address that nobody proved: whether it was somebody's who has moved. */
  private boolean moved(
      Span datagram, DatagramKind kind, InetSocketAddress from, Carrier on, long nowNs) {
    if (on instanceof LocalSocket) {
      for (Connection candidate : movers.candidates(datagram, kind, nowNs)) {
        if (receivedElsewhere(candidate, datagram, kind, from, on, nowNs)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether it was the candidate's, or has cost it its connection. */
  private boolean receivedElsewhere(
      Connection candidate,
      Span datagram,
      DatagramKind kind,
      InetSocketAddress from,
      Carrier on,
      long nowNs) {
    try {
      return candidate.receiveElsewhere(datagram, kind, on.flow(from), on, nowNs);
    } catch (RuntimeException | Error fault) {
      rooms.fault(candidate, fault, nowNs);
      return true;
    }
  }

  private void stranger(Carrier on) {
    counters.strangers++;
    if (on instanceof TcpConnection tcp) {
      tcp.stranger();
    }
  }

  @Override
  public void closed(TcpConnection tcp) {
    Connection owner = table.closed(tcp.flow());
    if (owner != null) {
      rooms.ifOpen(owner, connection -> connection.closed(tcp.flow()), clock.getAsLong());
    }
  }
}
