package io.plenum.sfu.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plenum.rtc.ice.Flow;
import io.plenum.rtc.wire.Span;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DatagramEdgeTest {
  private static final long ONE_SECOND_NS = TimeUnit.SECONDS.toNanos(1);

  private final InetAddress loopback = InetAddress.getLoopbackAddress();
  private MediaEdge edge;
  private DatagramSocket client;

  @BeforeEach
  void open() throws IOException {
    edge = MediaEdge.open(List.of(loopback), 0, OptionalInt.empty());
    client = new DatagramSocket(new InetSocketAddress(loopback, 0));
    client.setSoTimeout(2_000);
  }

  @AfterEach
  void close() throws IOException {
    client.close();
    edge.close();
  }

  @Test
  void echoesThroughTheSocketThatWasAsked() throws IOException {
    send("hello".getBytes(StandardCharsets.UTF_8));

    poll(
        ONE_SECOND_NS,
        (datagram, from, on) -> {
          Span answer = edge.reserve(datagram.length());
          MemorySegment.copy(
              datagram.memory(),
              datagram.offset(),
              answer.memory(),
              answer.offset(),
              datagram.length());
          answer.length(datagram.length());
          assertThat(edge.send(answer, on, on.flow(from))).isTrue();
        });

    DatagramPacket answer = new DatagramPacket(new byte[100], 100);
    client.receive(answer);
    assertThat(new String(answer.getData(), 0, answer.getLength(), StandardCharsets.UTF_8))
        .isEqualTo("hello");
    assertThat(answer.getPort()).isEqualTo(edge.sockets().getFirst().address().getPort());
    assertThat(edge.counters().datagramsOut()).isEqualTo(1);
  }

  @Test
  void dropsAndCountsADatagramThatIsTooLong() throws IOException {
    send(new byte[DatagramEdge.MAX_DATAGRAM_BYTES + 1]);
    send(new byte[DatagramEdge.MAX_DATAGRAM_BYTES]);

    List<Integer> lengths = new ArrayList<>();
    while (edge.counters().datagramsIn() < 2) {
      poll(ONE_SECOND_NS, (datagram, from, on) -> lengths.add(datagram.length()));
    }

    assertThat(lengths).containsExactly(DatagramEdge.MAX_DATAGRAM_BYTES);
    assertThat(edge.counters().oversized()).isEqualTo(1);
  }

  @Test
  void countsWhatTheKernelDoesNotTake() {
    Span datagram = edge.reserve(100);
    datagram.memory().set(ValueLayout.JAVA_BYTE, datagram.offset(), (byte) 1);
    datagram.length(1);

    boolean taken =
        edge.send(
            datagram, edge.sockets().getFirst(), Flow.udp(new InetSocketAddress("192.0.2.1", 9)));

    assertThat(taken).isFalse();
    assertThat(edge.counters().unsent()).isEqualTo(1);
  }

  @Test
  void refusesToReserveMoreThanADatagram() {
    assertThatThrownBy(() -> edge.reserve(DatagramEdge.MAX_DATAGRAM_BYTES + 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void saysWhichAddressCannotBeBound() {
    int taken = edge.sockets().getFirst().address().getPort();
    assertThatThrownBy(() -> MediaEdge.open(List.of(loopback), taken, OptionalInt.empty()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(Integer.toString(taken));
  }

  @Test
  void wakesUp_whenAnotherThreadAsks() throws IOException {
    edge.wakeup();
    assertThat(poll(TimeUnit.MINUTES.toNanos(1), (datagram, from, on) -> {})).isZero();
  }

  private int poll(long timeoutNs, DatagramHandler handler) throws IOException {
    edge.await(timeoutNs);
    return edge.read(handler, 0);
  }

  private void send(byte[] bytes) throws IOException {
    client.send(new DatagramPacket(bytes, bytes.length, edge.sockets().getFirst().address()));
  }
}
