package io.plenum.sfu.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.rtc.wire.Span;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Which messages are made of a round's datagrams, and what becomes of them when the kernel errs.
 */
class SendBatchTest {
  private static final int ALL = Integer.MAX_VALUE;

  private final Arena arena = Arena.ofConfined();
  private final EdgeCounters counters = new EdgeCounters();
  private final SendSlab slab = new SendSlab(arena);
  private final SendBatch batch = new SendBatch(arena, slab, this::send, counters);
  private final BatchedSocket socket = new BatchedSocket(7, false, true);

  /** What the kernel answers to the next calls: messages taken, or an error; then all. */
  private final Deque<Integer> answers = new ArrayDeque<>();

  /** The messages taken: port of the destination, size of segments, lengths of the datagrams. */
  private final List<String> taken = new ArrayList<>();

  private int calls;

  @AfterEach
  void close() {
    arena.close();
  }

  @Test
  void makesOneMessageOfARun_andOfTheShorterOneAfterIt() {
    write(1, 500, 500, 500, 300, 300, 500);
    flush();
    assertThat(taken).containsExactly("1/500: 500 500 500 300", "1/0: 300", "1/0: 500");
    assertThat(calls).isEqualTo(1);
    assertThat(counters.datagramsOut()).isEqualTo(6);
    assertThat(counters.bytesOut()).isEqualTo(2_600);
    assertThat(counters.sends()).containsExactly(2L, 2L, 3L, 3L, 3L, 3L, 3L);
  }

  @Test
  void gathersByReceiver_inTheOrderOfEach() {
    write(1, 100);
    write(2, 100);
    write(1, 100);
    write(2, 90);
    flush();
    assertThat(taken).containsExactly("1/100: 100 100", "2/100: 100 90");
    assertThat(calls).isEqualTo(1);
  }

  @Test
  void startsAnother_whenAMessageIsFull() {
    for (int i = 0; i < SendBatch.MAX_SEGMENTS + 2; i++) {
      write(1, 100);
    }
    flush();
    assertThat(counters.sends().getLast()).isEqualTo(2);
    taken.clear();
    for (int i = 0; i < 50; i++) {
      write(1, 1_400);
    }
    flush();
    assertThat(taken).hasSize(2);
    assertThat(taken.getFirst().split(" ")).hasSize(1 + SendBatch.MAX_MESSAGE_BYTES / 1_400);
  }

  @Test
  void sendsByItself_whatMayNotFitAFrame() {
    write(1, 1_401, 1_401);
    flush();
    assertThat(taken).containsExactly("1/0: 1401", "1/0: 1401");
  }

  @Test
  void sendsInSeveralCalls_whenThereAreManyReceivers() {
    for (int port = 1; port <= 100; port++) {
      write(port, 100, 100);
    }
    flush();
    assertThat(taken).hasSize(100);
    assertThat(calls).isEqualTo(2);
  }

  @Test
  void goesOn_whenTheKernelTakesAPart() {
    write(1, 100);
    write(2, 100);
    write(3, 100);
    answers.add(1);
    flush();
    assertThat(taken).containsExactly("1/0: 100", "2/0: 100", "3/0: 100");
    assertThat(calls).isEqualTo(2);
  }

  @Test
  void dropsOneMessage_andSendsThoseAfterIt_whenTheKernelRefusesIt() {
    for (int errno : List.of(Libc.EPERM, Libc.EHOSTUNREACH, Libc.ECONNREFUSED, Libc.ENOBUFS)) {
      taken.clear();
      write(1, 100);
      write(2, 100, 100);
      write(3, 100);
      answers.addAll(List.of(1, -errno));
      flush();
      assertThat(taken).as("error " + errno).containsExactly("1/0: 100", "3/0: 100");
    }
    assertThat(counters.unsent()).isEqualTo(8);
    assertThat(counters.unsent(SendFailure.FORBIDDEN)).isEqualTo(2);
    assertThat(counters.unsent(SendFailure.UNREACHABLE)).isEqualTo(4);
    assertThat(counters.unsent(SendFailure.FULL)).isEqualTo(2);
    write(2, 100, 100);
    flush();
    assertThat(taken.getLast()).as("still one message").isEqualTo("2/100: 100 100");
  }

  @Test
  void triesEachOnce_whenTheBufferIsFull() {
    write(1, 100);
    write(2, 100);
    write(3, 100);
    answers.addAll(List.of(-Libc.EAGAIN, -Libc.EAGAIN));
    flush();
    assertThat(taken).containsExactly("3/0: 100");
    assertThat(counters.unsent(SendFailure.FULL)).isEqualTo(2);
    flush();
    assertThat(taken).as("nothing waits").hasSize(1);
  }

  @Test
  void triesAgain_whenASignalCameBetween() {
    write(1, 100);
    answers.add(-Libc.EINTR);
    flush();
    assertThat(taken).containsExactly("1/0: 100");
  }

  @Test
  void sendsOneByOne_fromNowOn_whenADeviceRefusesToSegment() {
    for (int errno : List.of(Libc.EIO, Libc.EINVAL, Libc.EMSGSIZE, Libc.EOPNOTSUPP)) {
      int port = errno;
      taken.clear();
      write(port, 100, 100, 90);
      write(1, 100, 100);
      answers.add(-errno);
      flush();
      assertThat(taken)
          .containsExactly(port + "/0: 100", port + "/0: 100", port + "/0: 90", "1/100: 100 100");
      taken.clear();
      write(port, 100, 100);
      flush();
      assertThat(taken).containsExactly(port + "/0: 100", port + "/0: 100");
    }
    assertThat(counters.offloadsRefused()).isEqualTo(4);
    assertThat(counters.unsent()).isZero();
  }

  @Test
  void dropsWhatIsRefusedOneByOne_too() {
    write(1, 100, 100, 100);
    answers.addAll(List.of(-Libc.EINVAL, 1, -Libc.EINVAL));
    flush();
    assertThat(taken).containsExactly("1/0: 100", "1/0: 100");
    assertThat(counters.unsent(SendFailure.UNREACHABLE)).isEqualTo(1);
  }

  private void write(int port, int... lengths) {
    for (int length : lengths) {
      Span datagram = slab.lend();
      datagram.length(length);
      Destination to =
          socket.destination(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      if (slab.chain(datagram, to)) {
        socket.active.add(to);
      }
    }
  }

  private void flush() {
    batch.send(socket);
    slab.roundEnds();
  }

  /** Reads the messages as the kernel would, by the layout that the man pages tell. */
  private int send(int fd, long messages, int count) {
    assertThat(fd).isEqualTo(7);
    calls++;
    int answer = answers.isEmpty() ? ALL : answers.poll();
    if (answer < 0) {
      return answer;
    }
    int done = Math.min(answer, count);
    for (int i = 0; i < done; i++) {
      taken.add(message(memory(messages + 64L * i, 64)));
    }
    return done;
  }

  private static String message(MemorySegment header) {
    MemorySegment name = memory(header.get(ValueLayout.JAVA_LONG, 0), 16);
    int port = Short.toUnsignedInt(Short.reverseBytes(name.get(ValueLayout.JAVA_SHORT, 2)));
    assertThat(header.get(ValueLayout.JAVA_INT, 8)).isEqualTo(16);
    StringBuilder text = new StringBuilder().append(port).append('/').append(segment(header));
    text.append(':');
    long pieces = header.get(ValueLayout.JAVA_LONG, 24);
    MemorySegment vector = memory(header.get(ValueLayout.JAVA_LONG, 16), 16 * pieces);
    for (long i = 0; i < pieces; i++) {
      text.append(' ').append(vector.get(ValueLayout.JAVA_LONG, 16 * i + 8));
    }
    return text.toString();
  }

  private static int segment(MemorySegment header) {
    if (header.get(ValueLayout.JAVA_LONG, 40) == 0) {
      return 0;
    }
    MemorySegment control = memory(header.get(ValueLayout.JAVA_LONG, 32), 24);
    assertThat(control.get(ValueLayout.JAVA_LONG, 0)).isEqualTo(18);
    assertThat(control.get(ValueLayout.JAVA_INT, 8)).isEqualTo(17);
    assertThat(control.get(ValueLayout.JAVA_INT, 12)).isEqualTo(103);
    return control.get(ValueLayout.JAVA_SHORT, 16);
  }

  private static MemorySegment memory(long address, long bytes) {
    return MemorySegment.ofAddress(address).reinterpret(bytes);
  }
}
