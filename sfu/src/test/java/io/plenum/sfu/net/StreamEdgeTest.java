package io.plenum.sfu.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.plenum.rtc.ice.Flow;
import io.plenum.rtc.wire.Span;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of TCP connections that behave, and of those that do not. */
@ParameterizedClass
@EnumSource(
    value = DatagramPath.class,
    names = {"NIO", "OFFLOADED"})
class StreamEdgeTest {
  private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(10);

  private final InetAddress loopback = InetAddress.getLoopbackAddress();
  private final List<String> packets = new ArrayList<>();
  private final List<TcpConnection> carriers = new ArrayList<>();
  private final List<TcpConnection> closed = new ArrayList<>();
  private final List<Socket> clients = new ArrayList<>();
  @Parameter private DatagramPath path;
  private MediaEdge edge;
  private long nowNs;

  /** Whether what comes first proves a connection, as a valid check does. */
  private boolean proving = true;

  @BeforeEach
  void open() throws IOException {
    assumeThat(DatagramPathCheck.refusal(path)).isEmpty();
    edge = MediaEdge.open(List.of(loopback), 0, OptionalInt.of(0), path);
  }

  @AfterEach
  void close() throws IOException {
    for (Socket client : clients) {
      client.close();
    }
    if (edge != null) {
      edge.close();
    }
  }

  @Test
  void handsPacketsOver_andSendsBackFramed() throws IOException {
    Socket client = connect();
    write(client, 0, 2, 'h', 'i', 0, 1, '!');
    until(() -> packets.size() == 2);
    assertThat(packets).containsExactly("hi", "!");

    assertThat(send(carriers.getFirst(), 3)).isTrue();

    DataInputStream in = new DataInputStream(client.getInputStream());
    assertThat(in.readUnsignedShort()).isEqualTo(3);
    assertThat(in.readNBytes(3)).containsExactly(7, 7, 7);
    assertThat(edge.counters().datagramsOut()).isEqualTo(1);
  }

  @Test
  void answersByTheConnectionThatWasUsed_whenAClientHasTwo() throws IOException {
    Socket one = connect();
    Socket two = connect();
    write(one, 0, 1, '1');
    write(two, 0, 1, '2');
    until(() -> carriers.size() == 2);
    Flow first = carriers.get(0).flow();
    Flow second = carriers.get(1).flow();
    assertThat(first).isNotEqualTo(second);
    assertThat(first.tcp()).isTrue();
  }

  @Test
  void waits_whenAPacketIsHalfThere() throws IOException {
    Socket client = connect();
    write(client, 0, 4, 'h');
    settle();
    assertThat(packets).isEmpty();
    write(client, 'a', 'l', 'f');
    until(() -> packets.contains("half"));
  }

  @Test
  @Tag("S-4")
  void closes_whenAPacketIsAnnouncedThatIsTooLong() throws IOException {
    Socket client = connect();
    write(client, 'G', 'E', 'T', ' ', '/');
    until(() -> edge.counters().streamsEnded(StreamEnd.TOO_LONG) == 1);
    assertThat(client.getInputStream().read()).isEqualTo(-1);
    assertThat(closed).as("it was nobody's").isEmpty();
  }

  @Test
  @Tag("S-4")
  void closes_whenTheFirstPacketIsForNobody() throws IOException {
    proving = false;
    Socket client = connect();
    write(client, 0, 1, 'x', 0, 1, 'y');
    until(() -> edge.counters().streamsEnded(StreamEnd.STRANGER) == 1);
    assertThat(packets).as("what follows is not looked at").containsExactly("x");
    assertThat(client.getInputStream().read()).isEqualTo(-1);
  }

  @Test
  void keepsAConnectionThatIsSomebodys_whenStrangePacketsFollow() throws IOException {
    Socket client = connect();
    write(client, 0, 1, 'x');
    until(() -> packets.size() == 1);
    proving = false;
    write(client, 0, 1, 'y', 0, 1, 'z');
    until(() -> packets.size() == 3);
    assertThat(edge.tcpConnections()).isEqualTo(1);
  }

  @Test
  @Tag("S-4")
  void closesASilentConnection_whenItsTimeForACheckIsOver() throws IOException {
    Socket client = connect();
    until(() -> edge.tcpConnections() == 1);
    expire(StreamEdge.FIRST_CHECK_NS - 1);
    assertThat(edge.tcpConnections()).isEqualTo(1);
    expire(StreamEdge.FIRST_CHECK_NS + TimeUnit.SECONDS.toNanos(1));
    assertThat(edge.tcpConnections()).isZero();
    assertThat(edge.counters().streamsEnded(StreamEnd.NO_CHECK)).isEqualTo(1);
    assertThat(client.getInputStream().read()).isEqualTo(-1);
  }

  @Test
  void closesAnOwnedConnection_whenThePeerVanishedWithoutAWord() throws IOException {
    write(connect(), 0, 1, 'x');
    until(() -> packets.size() == 1);
    expire(StreamEdge.IDLE_NS - 1);
    assertThat(closed).isEmpty();
    expire(StreamEdge.IDLE_NS + TimeUnit.SECONDS.toNanos(1));
    assertThat(closed).containsExactlyElementsOf(carriers);
    assertThat(edge.counters().streamsEnded(StreamEnd.IDLE)).isEqualTo(1);
  }

  @Test
  void tellsItsOwner_whenThePeerCloses() throws IOException {
    Socket client = connect();
    write(client, 0, 1, 'x');
    until(() -> packets.size() == 1);
    client.close();
    until(() -> closed.size() == 1);
    assertThat(send(carriers.getFirst(), 1)).as("nothing is sent any more").isFalse();
  }

  @Test
  @Tag("S-4")
  void drops_thenCloses_whenAPeerDoesNotRead() throws IOException {
    TcpConnection carrier = proven(connect());
    while (send(carrier, 1_200)) {
      assertThat(edge.counters().unsent()).isZero();
    }
    assertThat(edge.counters().unsent()).isEqualTo(1);

    expire(StreamEdge.STUCK_NS - 1);
    assertThat(closed).isEmpty();
    expire(StreamEdge.STUCK_NS + TimeUnit.SECONDS.toNanos(2));
    assertThat(closed).containsExactly(carrier);
    assertThat(edge.counters().streamsEnded(StreamEnd.STUCK)).isEqualTo(1);
  }

  @Test
  void sendsWholePacketsOnly_whenAPeerReadsSlowly() throws Exception {
    Socket client = connect();
    TcpConnection carrier = proven(client);
    int wanted = 5_000;
    CompletableFuture<Integer> read = CompletableFuture.supplyAsync(() -> readAll(client, wanted));
    int taken = 0;
    while (taken < wanted) {
      if (send(carrier, 1_000 + taken % 200)) {
        taken++;
      } else {
        poll(TimeUnit.MILLISECONDS.toNanos(20));
      }
    }
    until(read::isDone);
    assertThat(read.get()).isEqualTo(wanted);
    assertThat(edge.counters().unsent()).as("it did fall behind").isPositive();
  }

  /** Reads so many packets, their lengths as they were sent; returns how many there were. */
  private static int readAll(Socket client, int wanted) {
    try {
      DataInputStream in = new DataInputStream(client.getInputStream());
      for (int i = 0; i < wanted; i++) {
        int length = in.readUnsignedShort();
        if (length != 1_000 + i % 200) {
          return i;
        }
        in.readNBytes(length);
      }
      return wanted;
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private TcpConnection proven(Socket client) throws IOException {
    int before = carriers.size();
    write(client, 0, 1, 'x');
    until(() -> carriers.size() > before);
    return carriers.getLast();
  }

  @Test
  @Tag("S-4")
  void makesRoomByTheLongestSilent_whenTooManyHavePassedNoCheck() throws IOException {
    Socket owned = connect();
    write(owned, 0, 1, 'x');
    until(() -> packets.size() == 1);
    Socket eldest = connect();
    until(() -> edge.tcpConnections() == 2);
    for (int i = 1; i < StreamEdge.MAX_NEW; i++) {
      connect();
      settleOne();
    }
    until(() -> edge.tcpConnections() == StreamEdge.MAX_NEW + 1);
    assertThat(edge.counters().streamsEnded(StreamEnd.CROWDED_OUT)).isZero();

    connect();

    until(() -> edge.counters().streamsEnded(StreamEnd.CROWDED_OUT) == 1);
    assertThat(edge.tcpConnections()).isEqualTo(StreamEdge.MAX_NEW + 1);
    assertThat(eldest.getInputStream().read()).isEqualTo(-1);
    assertThat(closed).as("who has passed a check is not touched").isEmpty();
  }

  private Socket connect() throws IOException {
    InetSocketAddress where = edge.tcpAddresses().getFirst();
    Socket client = new Socket(where.getAddress(), where.getPort());
    client.setSoTimeout(5_000);
    clients.add(client);
    return client;
  }

  private static void write(Socket client, int... bytes) throws IOException {
    byte[] all = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      all[i] = (byte) bytes[i];
    }
    client.getOutputStream().write(all);
  }

  private boolean send(TcpConnection carrier, int bytes) {
    Span packet = edge.reserve(bytes);
    packet.memory().asSlice(packet.offset(), bytes).fill((byte) 7);
    packet.length(bytes);
    return edge.send(packet, carrier, carrier.flow());
  }

  private void expire(long laterNs) {
    nowNs = laterNs;
    edge.expire(new Taking(), nowNs);
  }

  private void until(BooleanSupplier condition) throws IOException {
    long deadline = System.nanoTime() + PATIENCE_NS;
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime() - deadline).isNegative();
      poll(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  private void settle() throws IOException {
    for (int i = 0; i < 5; i++) {
      poll(TimeUnit.MILLISECONDS.toNanos(10));
    }
  }

  private void settleOne() throws IOException {
    poll(0);
  }

  private void poll(long timeoutNs) throws IOException {
    edge.await(timeoutNs);
    edge.read(new Taking(), nowNs);
  }

  /** Remembers what it is handed. */
  private final class Taking implements DatagramHandler {
    @Override
    public void datagram(Span datagram, InetSocketAddress from, Carrier on) {
      packets.add(new String(datagram.toBytes(), java.nio.charset.StandardCharsets.US_ASCII));
      TcpConnection carrier = (TcpConnection) on;
      assertThat(from).isEqualTo(carrier.flow().remote());
      if (proving) {
        carrier.prove();
        carriers.add(carrier);
      } else {
        carrier.stranger();
      }
    }

    @Override
    public void closed(TcpConnection connection) {
      closed.add(connection);
    }
  }
}
