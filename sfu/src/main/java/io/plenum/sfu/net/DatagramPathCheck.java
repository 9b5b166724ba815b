package io.plenum.sfu.net;

import io.plenum.rtc.ice.Flow;
import io.plenum.rtc.wire.Span;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * Tries the paths of datagrams on this machine, by sending some to itself over loopback: what comes
 * back whole is used. A kernel, a sandbox or a system that lacks a call shows it here, and not in
 * the first meeting.
 */
public final class DatagramPathCheck {
  /** Lengths of what is sent: a run of equal size, a shorter end, and one by itself. */
  private static final List<Integer> LENGTHS = List.of(1_100, 1_100, 1_100, 400, 700);

  /** Messages that these make where runs are one message. */
  private static final int MESSAGES = 2;

  /** Loopback takes some microseconds; a machine that starts takes its time. */
  private static final long PATIENCE_NS = 1_000_000_000L;

  private DatagramPathCheck() {}

  /**
   * A path that works.
   *
   * @param why what was tried before and did not work; empty: it is the wanted one
   */
  public record Choice(DatagramPath path, List<String> why) {
    /** Copies the list. */
    public Choice {
      why = List.copyOf(why);
    }
  }

  /**
   * The cheapest path that works, none cheaper than {@code limit}. {@link DatagramPath#NIO} is what
   * remains: whether that works, the sockets will tell.
   */
  public static Choice choose(DatagramPath limit) {
    return choose(limit, DatagramPathCheck::refusal);
  }

  /** As above, where {@code refusals} says why a path does not work. */
  static Choice choose(DatagramPath limit, Function<DatagramPath, Optional<String>> refusals) {
    List<String> why = new ArrayList<>();
    DatagramPath path = limit;
    while (path != DatagramPath.NIO) {
      Optional<String> refusal = refusals.apply(path);
      if (refusal.isEmpty()) {
        break;
      }
      why.add(path.text() + ": " + refusal.get());
      path = path == DatagramPath.OFFLOADED ? DatagramPath.BATCHED : DatagramPath.NIO;
    }
    return new Choice(path, why);
  }

  /** Why {@code path} does not work here; empty: it does. */
  public static Optional<String> refusal(DatagramPath path) {
    Optional<String> unknown = path == DatagramPath.NIO ? Optional.empty() : Abi.refusal();
    if (unknown.isPresent()) {
      return unknown;
    }
    List<InetAddress> loopback = List.of(InetAddress.getLoopbackAddress());
    try (MediaEdge edge = MediaEdge.open(loopback, 0, OptionalInt.empty(), path)) {
      return tried(edge, path);
    } catch (IOException | RuntimeException | LinkageError failure) {
      return Optional.of(failure.toString());
    }
  }

  private static Optional<String> tried(MediaEdge edge, DatagramPath path) throws IOException {
    LocalSocket socket = edge.sockets().getFirst();
    for (int i = 0; i < LENGTHS.size(); i++) {
      Span datagram = edge.reserve(LENGTHS.get(i));
      datagram.length(LENGTHS.get(i));
      content(datagram).fill((byte) (i + 1));
      edge.send(datagram, socket, Flow.udp(socket.address()));
    }
    edge.flush();
    if (edge.counters().unsent() > 0) {
      return Optional.of("the kernel takes no datagram to loopback");
    }
    long messages = edge.counters().sends().getLast();
    if (path == DatagramPath.OFFLOADED && messages != MESSAGES) {
      return Optional.of("the kernel takes no message of several datagrams");
    }
    return cameBack(edge);
  }

  private static Optional<String> cameBack(MediaEdge edge) throws IOException {
    List<Integer> lengths = new ArrayList<>();
    DatagramHandler handler =
        (datagram, from, on) -> {
          byte expected = (byte) (lengths.size() + 1);
          MemorySegment content = content(datagram);
          boolean whole =
              content
                  .elements(ValueLayout.JAVA_BYTE)
                  .allMatch(octet -> octet.get(ValueLayout.JAVA_BYTE, 0) == expected);
          lengths.add(whole && from.equals(on.address()) ? datagram.length() : 0);
        };
    long begunNs = System.nanoTime();
    long leftNs = PATIENCE_NS;
    while (lengths.size() < LENGTHS.size() && leftNs > 0) {
      edge.await(leftNs);
      edge.read(handler, 0);
      leftNs = begunNs + PATIENCE_NS - System.nanoTime();
    }
    return lengths.equals(LENGTHS)
        ? Optional.empty()
        : Optional.of("what was sent to loopback came back as " + lengths);
  }

  private static MemorySegment content(Span datagram) {
    return datagram.memory().asSlice(datagram.offset(), datagram.length());
  }
}
