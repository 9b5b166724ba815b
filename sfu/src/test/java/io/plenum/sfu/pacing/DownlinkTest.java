package io.plenum.sfu.pacing;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.plenum.rtc.wire.Span;
import io.plenum.sfu.bandwidth.Feedback;
import io.plenum.sfu.trace.TraceRing;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DownlinkTest {
  private static final long MS = 1_000_000L;
  private static final int ROUNDS = 20;
  private static final int MEASURED = 20_000;

  private final List<Integer> lengths = new ArrayList<>();
  private final List<Long> sequences = new ArrayList<>();
  private long sent;
  private int waits;
  private boolean soundNumbered = true;
  private boolean remembering = true;

  private final Downlink downlink =
      new Downlink(
          Feedback.TRANSPORT_WIDE,
          new Downlink.Exit() {
            @Override
            public boolean numbers(PacketKind kind) {
              return kind != PacketKind.AUDIO || soundNumbered;
            }

            @Override
            public void send(Span packet, long transportSequence, long nowNs) {
              left(packet.length(), transportSequence);
            }

            @Override
            public void sendHeld(Span packet, long transportSequence, long nowNs) {
              left(packet.length(), transportSequence);
            }

            @Override
            public boolean pads() {
              return true;
            }

            @Override
            public void padding(int bytes, long transportSequence, long nowNs) {
              left(-bytes, transportSequence);
            }
          },
          () -> waits++,
          new TraceRing(TraceRing.DEFAULT_BYTES).enter("receiver", 0),
          0);

  @Test
  void numbersPacketsInTheOrderOfLeaving() {
    for (int i = 1; i <= 5; i++) {
      downlink.send(PacketKind.VIDEO, Span.of(new byte[1_000 + i]), 0);
    }
    downlink.send(PacketKind.AUDIO, Span.of(new byte[100]), 0);
    while (downlink.heldBytes() > 0) {
      downlink.release(downlink.nextReleaseNs());
    }
    assertThat(lengths).containsExactly(1_001, 100, 1_002, 1_003, 1_004, 1_005);
    assertThat(sequences).isSorted();
    assertThat(sequences.getLast() - sequences.getFirst()).isEqualTo(5);
    downlink.close();
  }

  @Test
  void neitherSendsNorNumbers_whatIsThrownAway() {
    for (int i = 1; i <= 6; i++) {
      downlink.send(PacketKind.VIDEO, Span.of(new byte[1_000 + i]), 0);
    }
    int thrown =
        downlink.discard(PacketKind.VIDEO, (_, packet) -> packet.length() % 2 == 0, 10 * MS);
    assertThat(thrown).isEqualTo(3);
    while (downlink.heldBytes() > 0) {
      downlink.release(downlink.nextReleaseNs());
    }
    assertThat(lengths).containsExactly(1_001, 1_003, 1_005);
    assertThat(sequences.getLast() - sequences.getFirst()).isEqualTo(2);
    assertThat(downlink.packets(PacketKind.VIDEO)).isEqualTo(3);
    assertThat(downlink.discard(PacketKind.VIDEO, (_, _) -> true, 20 * MS)).isZero();
    downlink.close();
  }

  @Test
  void saysOnce_thatPacketsBeginToWait() {
    assertThat(downlink.nextReleaseNs()).isEqualTo(Long.MAX_VALUE);
    for (int i = 1; i <= 5; i++) {
      downlink.send(PacketKind.VIDEO, Span.of(new byte[1_000 + i]), 0);
    }
    assertThat(waits).isEqualTo(1);
    while (downlink.heldBytes() > 0) {
      downlink.release(downlink.nextReleaseNs());
    }
    assertThat(downlink.nextReleaseNs()).isEqualTo(Long.MAX_VALUE);
    downlink.want(5_000_000, MS);
    assertThat(waits).isEqualTo(2);
    downlink.close();
  }

  @Test
  void leavesSoundWithoutANumber_whereItHasNone() {
    soundNumbered = false;
    downlink.send(PacketKind.AUDIO, Span.of(new byte[100]), 0);
    downlink.send(PacketKind.VIDEO, Span.of(new byte[100]), 0);
    assertThat(sequences.getFirst()).isEqualTo(Downlink.UNNUMBERED);
    assertThat(sequences.getLast()).isNotNegative();
    assertThat(downlink.soundBytes()).isEqualTo(100 + Downlink.OVERHEAD_BYTES);
    downlink.close();
  }

  @Test
  void probes_onceSomethingIsWanted() {
    downlink.want(5_000_000, 0);
    while (sent < 6) {
      downlink.release(downlink.nextReleaseNs());
    }
    assertThat(lengths).allMatch(length -> length == -(Pacer.PADDING_BYTES - 44));
    assertThat(downlink.paddedBytes()).isEqualTo(6 * Pacer.PADDING_BYTES);
    downlink.close();
  }

  @Test
  void nothingIsAllocated_perPacket() {
    remembering = false;
    Span packet = Span.of(new byte[1_000]);
    run(packet, 20_000, 0);
    double least = Double.MAX_VALUE;
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    for (int round = 1; round <= ROUNDS && least >= 1; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      run(packet, MEASURED, round * 10_000L * MS);
      long allocated = threads.getCurrentThreadAllocatedBytes() - before;
      least = Math.min(least, (double) allocated / MEASURED);
    }
    assertThat(least).isLessThan(1);
    downlink.close();
  }

  private void run(Span packet, int packets, long fromNs) {
    for (int i = 0; i < packets; i++) {
      long nowNs = fromNs + i * (MS / 5);
      PacketKind kind =
          switch (i % 8) {
            case 0 -> PacketKind.AUDIO;
            case 1 -> PacketKind.RETRANSMISSION;
            default -> PacketKind.VIDEO;
          };
      downlink.send(kind, packet, nowNs);
      if (downlink.nextReleaseNs() <= nowNs) {
        downlink.release(nowNs);
      }
    }
  }

  private void left(int length, long sequence) {
    sent++;
    if (remembering) {
      lengths.add(length);
      sequences.add(sequence);
    }
  }
}
