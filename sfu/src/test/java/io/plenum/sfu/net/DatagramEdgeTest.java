package io.plenum.sfu.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.management.UnixOperatingSystemMXBean;
import io.plenum.rtc.ice.Flow;
import io.plenum.rtc.wire.Span;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for datagrams whatever path they take. */
@ParameterizedClass
@EnumSource(DatagramPath.class)
class DatagramEdgeTest {
  private static final long ONE_SECOND_NS = TimeUnit.SECONDS.toNanos(1);

  private final InetAddress loopback = InetAddress.getLoopbackAddress();
  @Parameter private DatagramPath path;
  private MediaEdge edge;
  private DatagramSocket client;

  @BeforeEach
  void open() throws IOException {
    assumeThat(DatagramPathCheck.refusal(path)).isEmpty();
    edge = MediaEdge.open(List.of(loopback), 0, OptionalInt.empty(), path);
    client = new DatagramSocket(new InetSocketAddress(loopback, 0));
    client.setSoTimeout(2_000);
  }

  @AfterEach
  void close() throws IOException {
    if (edge != null) {
      client.close();
      edge.close();
    }
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
    edge.flush();

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

    InetSocketAddress nowhere = new InetSocketAddress("192.0.2.1", 9);
    edge.send(datagram, edge.sockets().getFirst(), Flow.udp(nowhere));
    edge.flush();

    assertThat(edge.counters().datagramsOut()).isZero();
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
    assertThatThrownBy(() -> MediaEdge.open(List.of(loopback), taken, OptionalInt.empty(), path))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(Integer.toString(taken));
  }

  @Test
  void dropsWhatTheSocketsFamilyCannotName() {
    Span datagram = edge.reserve(100);
    datagram.length(1);
    Flow six = Flow.udp(new InetSocketAddress(InetAddress.ofLiteral("2001:db8::1"), 9));

    assertThat(edge.send(datagram, edge.sockets().getFirst(), six)).isFalse();
    assertThat(edge.counters().unsent(SendFailure.UNREACHABLE)).isEqualTo(1);
  }

  @Test
  void sendsToTheOthers_whenOnePeerIsUnreachable() throws IOException {
    send("before", client());
    send("lost", new InetSocketAddress("192.0.2.1", 9));
    send("after", client());
    edge.flush();

    assertThat(List.of(receive(), receive())).containsExactly("before", "after");
    assertThat(edge.counters().unsent()).isEqualTo(1);
    assertThat(edge.counters().datagramsOut()).isEqualTo(2);
  }

  @Test
  void sendsToTheOthers_whenOnePeerIsGone() throws IOException {
    DatagramSocket gone = new DatagramSocket(new InetSocketAddress(loopback, 0));
    InetSocketAddress where = new InetSocketAddress(loopback, gone.getLocalPort());
    gone.close();
    for (int i = 0; i < 5; i++) { // the answer by ICMP may be told with a later call
      send("lost", where);
      send("kept " + i, client());
      edge.flush();
      poll(0, (datagram, from, on) -> {});
      assertThat(receive()).isEqualTo("kept " + i);
    }
  }

  @Test
  void keepsTheOrder_whateverTheSizes() throws IOException {
    List<String> sent = new ArrayList<>();
    Random random = new Random(1);
    for (int i = 0; i < 2_000; i++) {
      String text = i + " " + "x".repeat(random.nextInt(4) * 10);
      sent.add(text);
      send(text, client());
      if (i % 100 == 99) {
        edge.flush();
        for (int k = i - 99; k <= i; k++) {
          assertThat(receive()).isEqualTo(sent.get(k));
        }
      }
    }
    assertThat(edge.counters().datagramsOut()).isEqualTo(2_000);
  }

  @Test
  void readsWhatIsNoPacket() throws IOException {
    byte[] garbage = new byte[300];
    new Random(2).nextBytes(garbage);
    send(new byte[0]);
    send(garbage);
    send(new byte[] {1});

    List<byte[]> came = new ArrayList<>();
    while (edge.counters().datagramsIn() < 3) {
      poll(ONE_SECOND_NS, (datagram, from, on) -> came.add(datagram.toBytes()));
    }

    assertThat(came).containsExactly(new byte[0], garbage, new byte[] {1});
  }

  @Test
  void nothingStaysOpen_whenItIsClosed() throws IOException {
    long before = openDescriptors();
    for (int i = 0; i < 20; i++) {
      MediaEdge.open(List.of(loopback), 0, OptionalInt.of(0), path).close();
    }
    assertThat(openDescriptors()).isLessThan(before + 10);
  }

  private static long openDescriptors() {
    OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
    return ((UnixOperatingSystemMXBean) system).getOpenFileDescriptorCount();
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

  private InetSocketAddress client() {
    return new InetSocketAddress(loopback, client.getLocalPort());
  }

  private void send(String text, InetSocketAddress to) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    Span datagram = edge.reserve(bytes.length);
    datagram.length(bytes.length);
    MemorySegment.copy(
        MemorySegment.ofArray(bytes), 0, datagram.memory(), datagram.offset(), bytes.length);
    edge.send(datagram, edge.sockets().getFirst(), Flow.udp(to));
  }

  private String receive() throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[100], 100);
    client.receive(packet);
    return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
  }

  private void send(byte[] bytes) throws IOException {
    client.send(new DatagramPacket(bytes, bytes.length, edge.sockets().getFirst().address()));
  }
}
