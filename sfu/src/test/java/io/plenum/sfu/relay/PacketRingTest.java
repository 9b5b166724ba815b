package io.plenum.sfu.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.plenum.rtc.rtp.ExtensionWriter;
import io.plenum.rtc.rtp.RtpView;
import io.plenum.rtc.rtp.RtpWriter;
import io.plenum.rtc.wire.Span;
import io.plenum.sfu.Source;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PacketRingTest {
  private static final int ACROSS = 300_000;

  private final PacketRing ring = new PacketRing();
  private final MemorySegment memory = MemorySegment.ofArray(new byte[2_048]);
  private final RtpView view = new RtpView();
  private final List<String> read = new ArrayList<>();

  @Test
  void handsOverWhatWasPutIn_inOrder() {
    assertThat(ring.offerReport(7, Source.CAMERA, 2, -5, 11, 12, 0xFFFF_FFFEL)).isTrue();
    assertThat(ring.offer(7, Source.CAMERA, 2, packet(100, 9), 1L << 40, 13)).isTrue();
    assertThat(ring.offer(8, Source.MICROPHONE, 0, packet(0, 10), 3, 14)).isTrue();
    assertThat(ring.waiting()).isEqualTo(3);
    assertThat(ring.read(new Noting(), 2)).isEqualTo(2);
    assertThat(ring.read(new Noting(), 2)).isEqualTo(1);
    assertThat(ring.read(new Noting(), 2)).isZero();
    assertThat(read)
        .containsExactly(
            "report of 7 CAMERA 2: -5 11 12 4294967294",
            "7 CAMERA 2: " + (1L << 40) + " at 13, 9 with 100",
            "8 MICROPHONE 0: 3 at 14, 10 with 0");
    assertThat(ring.waiting()).isZero();
  }

  @Test
  void refusesPicturesAboveThreeQuarters_andSoundWhenItIsFull() {
    fill(Source.SCREEN, PacketRing.PICTURE_BLOCKS);
    assertThat(ring.offer(1, Source.CAMERA, 0, packet(1, 1), 1, 1)).isFalse();
    assertThat(ring.offerReport(1, Source.CAMERA, 0, 1, 1, 1, 1)).isFalse();
    fill(Source.MICROPHONE, PacketRing.BLOCKS - PacketRing.PICTURE_BLOCKS);
    assertThat(ring.offer(1, Source.MICROPHONE, 0, packet(1, 1), 1, 1)).isFalse();
    assertThat(ring.read(new Noting(), 1)).isEqualTo(1);
    assertThat(ring.offer(1, Source.CAMERA, 0, packet(1, 1), 1, 1)).isFalse();
    fill(Source.SCREEN_AUDIO, 1);
    assertThat(ring.offer(1, Source.MICROPHONE, 0, packet(1, 1), 1, 1)).isFalse();
  }

  private void fill(Source source, int blocks) {
    for (int i = 0; i < blocks; i++) {
      assertThat(ring.offer(1, source, 0, packet(1, i & 0xFFFF), i, 1)).isTrue();
    }
  }

  @Test
  void takesTheLargestPacket_andNoLarger() {
    int payload = PacketRing.MAX_PACKET_BYTES - RtpView.FIXED_HEADER_BYTES;
    assertThat(ring.offer(1, Source.CAMERA, 0, packet(payload + 1, 1), 1, 1)).isFalse();
    assertThat(ring.offer(1, Source.CAMERA, 0, packet(payload, 1), 1, 1)).isTrue();
    assertThat(ring.read(new Noting(), 9)).isEqualTo(1);
    assertThat(read).containsExactly("1 CAMERA 0: 1 at 1, 1 with " + payload);
  }

  @Test
  void takesTheBlockBack_whenTheReaderFails() {
    fill(Source.CAMERA, 2);
    PacketRing.Reader fails =
        new Noting() {
          @Override
          public void packet(int who, Source source, int e, long sequence, long at, Span packet) {
            throw new IllegalStateException("on purpose");
          }
        };
    assertThatThrownBy(() -> ring.read(fails, 9)).hasMessage("on purpose");
    assertThat(ring.waiting()).isEqualTo(1);
    assertThat(ring.read(new Noting(), 9)).isEqualTo(1);
  }

  @Test
  void nothingIsAllocated_perPacket() {
    RtpView packet = packet(900, 1);
    PacketRing.Reader reader = new Checking();
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 20 && least > 0; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 5_000; i++) {
        ring.offer(1, Source.CAMERA, 0, packet, i, i);
        ring.offerReport(1, Source.CAMERA, 0, i, i, i, i);
        ring.read(reader, 2);
      }
      least = Math.min(least, (threads.getCurrentThreadAllocatedBytes() - before) / 5_000);
    }
    assertThat(least).isZero();
  }

  /** Who writes and who reads go at paces that the seed makes: each is the faster at times. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void nothingIsLostTornOrOutOfOrder_betweenTwoThreads(long seed) throws Exception {
    CompletableFuture<Long> refused = new CompletableFuture<>();
    Thread writer = Thread.ofPlatform().daemon().start(() -> refused.complete(write(seed)));
    SplittableRandom random = new SplittableRandom(-seed);
    Checking checking = new Checking();
    while (checking.last < ACROSS - 1) {
      int most = 1 + random.nextInt(300);
      if (ring.read(checking, most) == 0 || random.nextInt(4) == 0) {
        rest(random);
      }
    }
    assertThat(checking.wrong).isZero();
    assertThat(checking.packets + refused.get(60, TimeUnit.SECONDS)).isEqualTo(ACROSS);
    assertThat(ring.waiting()).isZero();
    writer.join();
  }

  private long write(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    MemorySegment own = MemorySegment.ofArray(new byte[2_048]);
    RtpView packet = new RtpView();
    long refused = 0;
    for (int i = 0; i < ACROSS; i++) {
      int payload = 16 + random.nextInt(1_200);
      wrap(own, packet, payload, i & 0xFFFF);
      own.set(ValueLayout.JAVA_LONG_UNALIGNED, RtpView.FIXED_HEADER_BYTES, i);
      own.set(ValueLayout.JAVA_LONG_UNALIGNED, RtpView.FIXED_HEADER_BYTES + payload - 8, (long) i);
      boolean last = i == ACROSS - 1;
      boolean taken;
      do {
        taken = ring.offer(i, Source.CAMERA, 0, packet, i, 2L * i);
      } while (last && !taken);
      refused += taken ? 0 : 1;
      if (random.nextInt(200) == 0) {
        rest(random);
      }
    }
    return refused;
  }

  private static void rest(SplittableRandom random) {
    int spins = random.nextInt(2_000);
    for (int i = 0; i < spins; i++) {
      Thread.onSpinWait();
    }
    if (random.nextInt(8) == 0) {
      LockSupport.parkNanos(50_000);
    }
  }

  private RtpView packet(int payload, int sequence) {
    return wrap(memory, view, payload, sequence);
  }

  private static RtpView wrap(MemorySegment memory, RtpView view, int payload, int sequence) {
    Span span = new Span().set(memory, 0, 0, 2_048);
    RtpWriter.writeHeader(span, 96, true, sequence, 90, 5, new ExtensionWriter());
    span.length(span.length() + payload);
    assertThat(view.wrap(span)).isTrue();
    return view;
  }

  /** Writes down what it reads. */
  private class Noting implements PacketRing.Reader {
    @Override
    public void packet(int who, Source source, int e, long sequence, long at, Span packet) {
      RtpView seen = new RtpView();
      assertThat(seen.wrap(packet)).isTrue();
      read.add(
          "%d %s %d: %d at %d, %d with %d"
              .formatted(
                  who, source, e, sequence, at, seen.sequenceNumber(), seen.payloadLength()));
    }

    @Override
    public void report(
        int who, Source source, int e, int ssrc, long publisherNs, long serverNs, long rtpTime) {
      read.add(
          "report of %d %s %d: %d %d %d %d"
              .formatted(who, source, e, ssrc, publisherNs, serverNs, rtpTime));
    }
  }

  /** Looks whether everything in a block is of one packet, and later than what came before. */
  private static final class Checking implements PacketRing.Reader {
    private final RtpView seen = new RtpView();
    private long last = -1;
    private long packets;
    private long wrong;

    @Override
    public void packet(int who, Source source, int e, long sequence, long at, Span packet) {
      boolean whole = seen.wrap(packet) && sequence > last && who == sequence && at == 2 * sequence;
      whole &= seen.sequenceNumber() == (sequence & 0xFFFF);
      if (whole) {
        long begin = packet.offset() + RtpView.FIXED_HEADER_BYTES;
        long end = packet.offset() + packet.length() - 8;
        whole =
            packet.memory().get(ValueLayout.JAVA_LONG_UNALIGNED, begin) == sequence
                && packet.memory().get(ValueLayout.JAVA_LONG_UNALIGNED, end) == sequence;
      }
      wrong += whole ? 0 : 1;
      packets++;
      last = sequence;
    }

    @Override
    public void report(
        int who, Source source, int e, int ssrc, long publisherNs, long serverNs, long rtpTime) {}
  }
}
