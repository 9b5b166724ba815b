package io.plenum.sfu.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.plenum.rtc.ice.Flow;
import io.plenum.rtc.wire.Span;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a real kernel makes of many datagrams at once. */
class BatchedDatagramEdgeTest {
  private static final int SO_NO_CHECK = 11;
  private static final long ONE_SECOND_NS = 1_000_000_000L;

  private final InetAddress loopback = InetAddress.getLoopbackAddress();
  private final Arena arena = Arena.ofConfined();
  private MediaEdge edge;
  private DatagramSocket client;

  @BeforeEach
  void open() throws IOException {
    assumeThat(DatagramPathCheck.refusal(DatagramPath.OFFLOADED)).isEmpty();
    edge = MediaEdge.open(List.of(loopback), 0, OptionalInt.empty(), DatagramPath.OFFLOADED);
    client = new DatagramSocket(new InetSocketAddress(loopback, 0));
    client.setSoTimeout(2_000);
  }

  @AfterEach
  void close() throws IOException {
    if (edge != null) {
      client.close();
      edge.close();
    }
    arena.close();
  }

  @Test
  void manyDatagramsLeaveByOneMessage_andComeAsMany() throws IOException {
    for (int i = 0; i < 10; i++) {
      write(i, i < 9 ? 1_000 : 300);
    }
    edge.flush();

    for (int i = 0; i < 10; i++) {
      assertThat(receive()).isEqualTo(i + ": " + (i < 9 ? 1_000 : 300));
    }
    assertThat(edge.counters().sends().getLast()).isEqualTo(1);
    assertThat(edge.counters().datagramsOut()).isEqualTo(10);
    assertThat(edge.counters().offloadsRefused()).isZero();
  }

  @Test
  void nothingLeaves_beforeTheRoundEnds() throws IOException {
    write(1, 100);
    assertThat(edge.counters().datagramsOut()).isZero();
    edge.await(0);
    assertThat(edge.counters().datagramsOut()).as("nobody waits with it").isEqualTo(1);
  }

  @Test
  void aWaitOfLessThanAMillisecondEnds_withADatagram_orByItself() throws IOException {
    edge.await(ONE_SECOND_NS / 10_000);
    assertThat(edge.read((_, _, _) -> {}, 0)).isZero();

    InetSocketAddress where = edge.sockets().getFirst().address();
    client.send(new DatagramPacket(new byte[7], 7, where));
    int read = 0;
    for (int i = 0; i < 1_000 && read == 0; i++) {
      edge.await(ONE_SECOND_NS / 1_000 - 1);
      read = edge.read((_, _, _) -> {}, 0);
    }
    assertThat(read).isEqualTo(1);
  }

  @Test
  void aWaitThatTheSystemRefuses_isNotTriedAgain() {
    BriefWait wait = new BriefWait(arena, new Libc(arena), new int[0]);
    assertThat(wait.await(1_000)).isTrue();
    assertThat(wait.await(-1)).as("no time: EINVAL").isFalse();
    assertThat(wait.await(1_000)).isFalse();
  }

  @Test
  void theRoundEndsByItself_whenTheSlabIsFull() {
    int many = 3 * SendSlab.SLOTS;
    for (int i = 0; i < many; i++) {
      write(i, 100);
      long waiting = i + 1 - edge.counters().datagramsOut();
      assertThat(waiting).isLessThan(SendSlab.SLOTS);
    }
    assertThat(edge.counters().datagramsOut()).isGreaterThan(SendSlab.SLOTS);
    edge.flush();
    assertThat(edge.counters().datagramsOut()).isEqualTo(many);
  }

  @Test
  void aReservedSpanStaysGood_whileOthersAreSent() throws IOException {
    Span early = edge.reserve(4);
    early.length(4);
    early.memory().set(ValueLayout.JAVA_INT_UNALIGNED, early.offset(), 4_711);
    for (int i = 0; i < 20; i++) {
      for (int k = 1; k < DatagramEdge.SEND_SPANS; k++) {
        write(k, 100);
      }
      edge.send(early, edge.sockets().getFirst(), Flow.udp(client()));
      edge.flush();
      String last = "";
      for (int k = 0; k < DatagramEdge.SEND_SPANS; k++) {
        last = receive();
      }
      assertThat(last).isEqualTo("4711: 4");
      early = edge.reserve(4);
      early.length(4);
      early.memory().set(ValueLayout.JAVA_INT_UNALIGNED, early.offset(), 4_711);
    }
  }

  @Test
  void allArrive_whenTheKernelRefusesToSegment() throws IOException {
    withoutChecksums(); // a socket without checksums cannot be offloaded
    for (int round = 0; round < 3; round++) {
      for (int i = 0; i < 5; i++) {
        write(i, 500);
      }
      edge.flush();
      for (int i = 0; i < 5; i++) {
        assertThat(receive()).isEqualTo(i + ": 500");
      }
    }
    assertThat(edge.counters().offloadsRefused()).as("asked once").isEqualTo(1);
    assertThat(edge.counters().datagramsOut()).isEqualTo(15);
    assertThat(edge.counters().unsent()).isZero();
  }

  @Test
  void sendsToTheOthers_whenOneDoesNotRead() throws IOException {
    try (DatagramSocket deaf = new DatagramSocket(new InetSocketAddress(loopback, 0))) {
      InetSocketAddress where = new InetSocketAddress(loopback, deaf.getLocalPort());
      for (int i = 0; i < 200; i++) {
        for (int k = 0; k < 50; k++) {
          write(k, 1_200, where);
        }
        write(i, 1_200);
        edge.flush();
        assertThat(receive()).isEqualTo(i + ": 1200");
      }
    }
    assertThat(edge.counters().unsent()).as("its buffer is its own").isZero();
  }

  @Test
  void joinedDatagramsAreHandedOver_oneByOne() throws IOException {
    LocalSocket self = edge.sockets().getFirst();
    for (int i = 0; i < 20; i++) {
      write(i, i < 19 ? 900 : 50, self.address());
    }
    edge.flush();
    assertThat(edge.counters().sends().getLast()).isEqualTo(1);

    List<String> came = new ArrayList<>();
    while (came.size() < 20) {
      edge.await(ONE_SECOND_NS);
      int handled =
          edge.read(
              (datagram, from, on) -> {
                assertThat(from).isEqualTo(self.address());
                came.add(first(datagram) + ": " + datagram.length());
              },
              0);
      assertThat(handled).isPositive();
    }
    assertThat(came).startsWith("0: 900", "1: 900").endsWith("18: 900", "19: 50");
    assertThat(edge.counters().datagramsIn()).isEqualTo(20);
    assertThat(edge.counters().bytesIn()).isEqualTo(19 * 900 + 50);
  }

  @Test
  void namesASenderByTheSameObject_againAndAgain() throws IOException {
    List<InetSocketAddress> senders = new ArrayList<>();
    try (DatagramSocket other = new DatagramSocket(new InetSocketAddress(loopback, 0))) {
      for (int i = 0; i < 4; i++) {
        DatagramSocket from = i % 2 == 0 ? client : other;
        from.send(new DatagramPacket(new byte[1], 1, edge.sockets().getFirst().address()));
      }
      while (senders.size() < 4) {
        edge.await(ONE_SECOND_NS);
        edge.read((datagram, from, on) -> senders.add(from), 0);
      }
    }
    assertThat(senders.get(0)).isSameAs(senders.get(2)).isNotEqualTo(senders.get(1));
    assertThat(senders.get(1)).isSameAs(senders.get(3));
  }

  @Test
  void saysThatItIsBroken_whenTheSocketWasClosed() throws IOException {
    Libc libc = new Libc(arena);
    BatchedSocket socket = new BatchedSocket(socketOf(libc), false, true);
    ReceiveBatch receive = new ReceiveBatch(arena, libc, new EdgeCounters());
    libc.close(socket.fd);

    assertThatThrownBy(
            () -> receive.read(socket.fd, edge.sockets().getFirst(), (d, from, on) -> {}))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("127.0.0.1");

    EdgeCounters counters = new EdgeCounters();
    SendSlab slab = new SendSlab(arena);
    Span datagram = slab.lend();
    datagram.length(1);
    Destination to = socket.destination(client());
    slab.chain(datagram, to);
    socket.active.add(to);
    new SendBatch(arena, slab, libc::sendmmsg, counters).send(socket);
    assertThat(counters.unsent(SendFailure.OTHER)).isEqualTo(1);
  }

  @Test
  void forgetsDestinations_whenThereAreTooMany() {
    BatchedSocket socket = new BatchedSocket(0, false, true);
    for (int port = 1; port <= BatchedSocket.MAX_DESTINATIONS; port++) {
      InetSocketAddress address = new InetSocketAddress(loopback, port);
      assertThat(socket.mustForgetFor(address)).isFalse();
      socket.destination(address);
    }
    assertThat(socket.mustForgetFor(new InetSocketAddress(loopback, 1))).isFalse();
    assertThat(socket.mustForgetFor(new InetSocketAddress(loopback, 60_000))).isTrue();
    socket.forget();
    assertThat(socket.destinations()).isZero();
  }

  @Test
  void isNotUsed_whereTheAbiIsAnother() {
    assertThat(Abi.refusal("Linux", "amd64")).isEmpty();
    assertThat(Abi.refusal("Linux", "aarch64")).isEmpty();
    assertThat(Abi.refusal("Linux", "riscv64")).isPresent();
    assertThat(Abi.refusal("Mac OS X", "aarch64")).isPresent();
    assertThat(Abi.refusal("Windows 11", "amd64")).isPresent();
  }

  @Test
  void choosesTheNextPath_whereOneDoesNotWork() {
    DatagramPathCheck.Choice batched =
        DatagramPathCheck.choose(
            DatagramPath.OFFLOADED,
            path -> path == DatagramPath.OFFLOADED ? Optional.of("no") : Optional.empty());
    assertThat(batched.path()).isEqualTo(DatagramPath.BATCHED);
    assertThat(batched.why()).containsExactly("offloaded: no");

    DatagramPathCheck.Choice last =
        DatagramPathCheck.choose(DatagramPath.OFFLOADED, _ -> Optional.of("no"));
    assertThat(last.path()).isEqualTo(DatagramPath.NIO);
    assertThat(last.why()).containsExactly("offloaded: no", "batched: no");
  }

  @Test
  void choosesTheCheapestPathThatIsAllowed() {
    for (DatagramPath path : DatagramPath.values()) {
      DatagramPathCheck.Choice choice = DatagramPathCheck.choose(path);
      assertThat(choice.path()).isEqualTo(path);
      assertThat(choice.why()).isEmpty();
    }
  }

  private int socketOf(Libc libc) throws IOException {
    return SocketDescriptor.duplicate(libc, edge.sockets().getFirst().address());
  }

  private void withoutChecksums() throws IOException {
    Libc libc = new Libc(arena);
    int fd = socketOf(libc);
    assertThat(libc.setOption(fd, Libc.SOL_SOCKET, SO_NO_CHECK, 1)).isZero();
    assertThat(libc.close(fd)).isZero();
  }

  private InetSocketAddress client() {
    return new InetSocketAddress(loopback, client.getLocalPort());
  }

  private void write(int number, int bytes) {
    write(number, bytes, client());
  }

  private void write(int number, int bytes, InetSocketAddress to) {
    Span datagram = edge.reserve(bytes);
    datagram.length(bytes);
    datagram.memory().set(ValueLayout.JAVA_INT_UNALIGNED, datagram.offset(), number);
    edge.send(datagram, edge.sockets().getFirst(), Flow.udp(to));
  }

  private static int first(Span datagram) {
    return datagram.memory().get(ValueLayout.JAVA_INT_UNALIGNED, datagram.offset());
  }

  private String receive() throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[2_048], 2_048);
    client.receive(packet);
    return first(Span.of(packet.getData())) + ": " + packet.getLength();
  }
}
