package io.plenum.rtc.dtls;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.rtc.srtp.SrtpKeys;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Handshakes complete over networks that lose, repeat, reorder, cut and invent datagrams. */
@Tag("S-4")
class BadNetworkTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void completes_whenDatagramsAreLostRepeatedAndReordered(long seed) throws Exception {
    try (Link link = Link.over(new BadNetwork(seed)::carry)) {
      agree(link);
    }
  }

  @Test
  void completes_whenOnlyTheCertificateVerifyIsLost() throws Exception {
    AtomicBoolean lost = new AtomicBoolean();
    try (Link link =
        Link.over(
            (to, datagram) -> {
              boolean verify = datagram[0] == 22 && datagram[4] == 0 && datagram[13] == 15;
              if (!verify || lost.getAndSet(true)) {
                to.arrive(datagram);
              }
            })) {
      agree(link);
      assertThat(lost).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void completes_whenTheHelloComesInTwoDatagrams(boolean reversed) throws Exception {
    AtomicBoolean first = new AtomicBoolean(true);
    try (Link link =
        Link.over(
            (to, datagram) -> {
              if (first.getAndSet(false)) {
                List<byte[]> halves = halves(datagram);
                (reversed ? halves.reversed() : halves).forEach(to::arrive);
              } else {
                to.arrive(datagram);
              }
            })) {
      agree(link);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13})
  void completes_whenGarbageAndCutDatagramsComeBetween(long seed) throws Exception {
    Random random = new Random(seed);
    try (Link link =
        Link.over(
            (to, datagram) -> {
              for (int i = 0; i < 3; i++) {
                to.arrive(garbage(random));
                to.arrive(Arrays.copyOf(datagram, random.nextInt(datagram.length)));
              }
              to.arrive(datagram);
            })) {
      agree(link);
      for (int i = 0; i < 100; i++) {
        link.server.arrive(garbage(random));
      }
      assertThat(link.server.closed).isNotDone();
    }
  }

  @Test
  void ignoresWhatBelongsToOthers_whenTheSessionStands() throws Exception {
    List<byte[]> foreign = new CopyOnWriteArrayList<>();
    try (Link other =
        Link.over(
            (to, datagram) -> {
              foreign.add(datagram);
              to.arrive(datagram);
            })) {
      agree(other);
    }
    try (Link link = Link.perfect()) {
      agree(link);
      foreign.forEach(link.server::arrive);
      foreign.forEach(link.client::arrive);
      link.client.handshake.join().close();
      link.server.closed.get(Link.PATIENCE_S, TimeUnit.SECONDS);
    }
  }

  @Test
  void dropsDatagrams_whenMoreWaitThanTheQueueHolds() throws Exception {
    Link.End alone = new Link.End((to, datagram) -> {});
    DtlsHandshake handshake =
        DtlsHandshake.accept(Link.serverExpecting(Link.CLIENT, Link.ALL), alone);
    alone.start(handshake);
    byte[] record = new byte[14];
    record[0] = 23;
    record[1] = (byte) 0xFE;
    record[2] = (byte) 0xFD;
    record[12] = 1;
    for (int i = 0; i < 100 * DatagramQueue.CAPACITY; i++) {
      handshake.receive(record);
    }
    handshake.close();
    assertThat(alone.ended()).isTrue();
  }

  private static void agree(Link link) throws Exception {
    SrtpKeys server = link.server.agreed();
    SrtpKeys client = link.client.agreed();
    assertThat(server.localKey()).isEqualTo(client.remoteKey());
    assertThat(server.remoteKey()).isEqualTo(client.localKey());
  }

  private static byte[] garbage(Random random) {
    byte[] bytes = new byte[random.nextInt(1, 1600)];
    random.nextBytes(bytes);
    bytes[0] = (byte) (20 + random.nextInt(44)); // what demultiplexing calls DTLS, RFC 7983
    return bytes;
  }

  /**
   * The only message of a datagram as two fragments, a record and datagram each (RFC 6347 4.2.3).
   */
  private static List<byte[]> halves(byte[] datagram) {
    int body = datagram.length - 25;
    int cut = body / 2;
    return List.of(part(datagram, 0, cut, 0), part(datagram, cut, body - cut, 1));
  }

  private static byte[] part(byte[] datagram, int from, int length, int recordNumber) {
    return ByteBuffer.allocate(25 + length)
        .put(datagram, 0, 5)
        .putShort((short) 0)
        .putInt(recordNumber)
        .putShort((short) (12 + length))
        .put(datagram, 13, 6)
        .put(new byte[] {0, (byte) (from >> 8), (byte) from})
        .put(new byte[] {0, (byte) (length >> 8), (byte) length})
        .put(datagram, 25 + from, length)
        .array();
  }

  /**
   * Loses a fifth, holds back a fifth and repeats a fifth of the first datagrams. Later ones
   * arrive, so that bad luck against timers that double cannot pass for a handshake that is stuck.
   */
  private static final class BadNetwork {
    /** Three times what a handshake without losses sends. */
    private static final int BAD_DATAGRAMS = 40;

    private static final int ARRIVES = 9;

    private final Random random;
    private final Deque<Runnable> late = new ArrayDeque<>();
    private int carried;

    BadNetwork(long seed) {
      random = new Random(seed);
    }

    synchronized void carry(Link.End to, byte[] datagram) {
      switch (carried++ < BAD_DATAGRAMS ? random.nextInt(10) : ARRIVES) {
        case 0, 1 -> {}
        case 2, 3 -> late.add(() -> to.arrive(datagram));
        case 4, 5 -> {
          to.arrive(datagram.clone());
          to.arrive(datagram);
        }
        default -> to.arrive(datagram);
      }
      if (late.size() > 2) {
        late.removeLast().run();
        late.removeFirst().run();
      }
    }
  }
}
