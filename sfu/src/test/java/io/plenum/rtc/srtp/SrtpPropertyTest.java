package io.plenum.rtc.srtp;

import static io.plenum.rtc.srtp.Packets.protectedRtcp;
import static io.plenum.rtc.srtp.Packets.protectedRtp;
import static io.plenum.rtc.srtp.Packets.unprotectRtcp;
import static io.plenum.rtc.srtp.Packets.unprotectRtp;
import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.rtc.wire.Span;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds between a sender and a receiver with the same keys, whatever the profile. */
class SrtpPropertyTest {
  private static final int SSRC = 0xCAFEBABE;

  private final Random random = new Random(3711);

  @ParameterizedTest
  @MethodSource("io.plenum.rtc.srtp.Protection#all")
  @Tag("S-2")
  void restoresEveryPacket_whenItCrossesOffHeapMemory(Protection protection) {
    Pair pair = new Pair(protection);
    try (Arena arena = Arena.ofConfined()) {
      for (int i = 0; i < 300; i++) {
        byte[] rtp = Packets.randomRtp(SSRC, i, random);
        Span packet = Packets.offHeap(arena, rtp);
        assertThat(pair.sender.protectRtp(packet)).isEqualTo(SrtpStatus.OK);
        assertThat(packet.length()).isEqualTo(rtp.length + protection.profile().rtpOverhead());
        assertThat(pair.receiver.unprotectRtp(packet)).isEqualTo(SrtpStatus.OK);
        assertThat(packet.toBytes()).isEqualTo(rtp);

        byte[] rtcp = Packets.randomRtcp(SSRC, random);
        packet = Packets.offHeap(arena, rtcp);
        assertThat(pair.sender.protectRtcp(packet)).isEqualTo(SrtpStatus.OK);
        assertThat(packet.length()).isEqualTo(rtcp.length + protection.profile().rtcpOverhead());
        assertThat(pair.receiver.unprotectRtcp(packet)).isEqualTo(SrtpStatus.OK);
        assertThat(packet.toBytes()).isEqualTo(rtcp);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("io.plenum.rtc.srtp.Protection#all")
  @Tag("S-2")
  void hidesThePayload_whenProtected(Protection protection) {
    byte[] payload = Packets.bytes(random, 64);
    byte[] wire = protectedRtp(new Pair(protection).sender, Packets.rtp(SSRC, 1, payload));
    assertThat(Arrays.copyOfRange(wire, 12, 12 + 64)).isNotEqualTo(payload);
  }

  @ParameterizedTest
  @MethodSource("io.plenum.rtc.srtp.Protection#all")
  void followsTheRollover_whenPacketsAreLostAndReorderedAroundIt(Protection protection) {
    for (int start : new int[] {65_530, 65_535, 65_000}) {
      Pair pair = new Pair(protection);
      List<byte[]> wire = new ArrayList<>();
      for (int i = 0; i < 1_000; i++) {
        wire.add(protectedRtp(pair.sender, Packets.rtp(SSRC, (start + i) & 0xFFFF, new byte[20])));
      }
      assertThat(unprotectRtp(pair.receiver, wire.getFirst())).isEqualTo(SrtpStatus.OK);
      List<byte[]> rest = new ArrayList<>(wire.subList(1, wire.size()));
      rest.removeIf(lost -> random.nextInt(10) == 0);
      for (int from = 0; from < rest.size(); from += 16) {
        Collections.shuffle(rest.subList(from, Math.min(from + 16, rest.size())), random);
      }
      for (byte[] packet : rest) {
        assertThat(unprotectRtp(pair.receiver, packet)).isEqualTo(SrtpStatus.OK);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("io.plenum.rtc.srtp.Protection#all")
  void countsRollovers_whenTheStreamIsLong(Protection protection) {
    Pair pair = new Pair(protection);
    for (int i = 0; i < 300_000; i += 20_000) {
      byte[] packet = protectedRtp(pair.sender, Packets.rtp(SSRC, i & 0xFFFF, new byte[5]));
      assertThat(unprotectRtp(pair.receiver, packet)).isEqualTo(SrtpStatus.OK);
    }
  }

  @ParameterizedTest
  @MethodSource("io.plenum.rtc.srtp.Protection#all")
  void refusesAPacketOnce_whenItIsReplayed(Protection protection) {
    Pair pair = new Pair(protection);
    List<byte[]> rtp = new ArrayList<>();
    List<byte[]> rtcp = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      rtp.add(protectedRtp(pair.sender, Packets.randomRtp(SSRC, (65_500 + i) & 0xFFFF, random)));
      rtcp.add(protectedRtcp(pair.sender, Packets.randomRtcp(SSRC, random)));
    }
    rtp.forEach(p -> assertThat(unprotectRtp(pair.receiver, p)).isEqualTo(SrtpStatus.OK));
    rtcp.forEach(p -> assertThat(unprotectRtcp(pair.receiver, p)).isEqualTo(SrtpStatus.OK));
    rtp.forEach(p -> assertThat(unprotectRtp(pair.receiver, p)).isEqualTo(SrtpStatus.REPLAYED));
    rtcp.forEach(p -> assertThat(unprotectRtcp(pair.receiver, p)).isEqualTo(SrtpStatus.REPLAYED));
  }

  @ParameterizedTest
  @MethodSource("io.plenum.rtc.srtp.Protection#all")
  void refusesAPacket_whenItLeavesTheReplayWindow(Protection protection) {
    Pair pair = new Pair(protection);
    List<byte[]> wire = new ArrayList<>();
    for (int i = 0; i <= SourceTable.WINDOW; i++) {
      wire.add(protectedRtp(pair.sender, Packets.rtp(SSRC, i, new byte[3])));
    }
    assertThat(unprotectRtp(pair.receiver, wire.getLast())).isEqualTo(SrtpStatus.OK);
    assertThat(unprotectRtp(pair.receiver, wire.get(0))).isEqualTo(SrtpStatus.TOO_OLD);
    assertThat(unprotectRtp(pair.receiver, wire.get(1))).isEqualTo(SrtpStatus.OK);
  }

  @ParameterizedTest
  @MethodSource("io.plenum.rtc.srtp.Protection#all")
  @Tag("S-4")
  void refusesEveryTruncationAndLeavesNoTrace_whenAPacketIsCutShort(Protection protection) {
    Pair pair = new Pair(protection);
    byte[] rtp = protectedRtp(pair.sender, Packets.randomRtp(SSRC, 1, random));
    byte[] rtcp = protectedRtcp(pair.sender, Packets.randomRtcp(SSRC, random));
    for (int length = 0; length < rtp.length; length++) {
      refusedUnchanged(pair.receiver, Arrays.copyOf(rtp, length), true);
    }
    for (int length = 0; length < rtcp.length; length++) {
      refusedUnchanged(pair.receiver, Arrays.copyOf(rtcp, length), false);
    }
    assertThat(pair.receiver.sources()).isZero();
    assertThat(unprotectRtp(pair.receiver, rtp)).isEqualTo(SrtpStatus.OK);
    assertThat(unprotectRtcp(pair.receiver, rtcp)).isEqualTo(SrtpStatus.OK);
  }

  @ParameterizedTest
  @MethodSource("io.plenum.rtc.srtp.Protection#all")
  @Tag("S-4")
  void refusesEveryFlippedBitAndLeavesNoTrace_whenAPacketIsDamaged(Protection protection) {
    Pair pair = new Pair(protection);
    byte[] rtp = protectedRtp(pair.sender, Packets.rtp(SSRC, 1, Packets.bytes(random, 40)));
    byte[] rtcp = protectedRtcp(pair.sender, Packets.randomRtcp(SSRC, random));
    for (int bit = 0; bit < 8 * rtp.length; bit++) {
      refusedUnchanged(pair.receiver, flipped(rtp, bit), true);
    }
    for (int bit = 0; bit < 8 * rtcp.length; bit++) {
      refusedUnchanged(pair.receiver, flipped(rtcp, bit), false);
    }
    assertThat(pair.receiver.sources()).isZero();
    assertThat(unprotectRtp(pair.receiver, rtp)).isEqualTo(SrtpStatus.OK);
    assertThat(unprotectRtcp(pair.receiver, rtcp)).isEqualTo(SrtpStatus.OK);
  }

  @ParameterizedTest
  @MethodSource("io.plenum.rtc.srtp.Protection#all")
  @Tag("S-4")
  void keepsTheRollover_whenForgedPacketsJumpAhead(Protection protection) {
    Pair pair = new Pair(protection);
    byte[] first = protectedRtp(pair.sender, Packets.rtp(SSRC, 10, new byte[30]));
    assertThat(unprotectRtp(pair.receiver, first)).isEqualTo(SrtpStatus.OK);
    for (int jump : new int[] {20_000, 40_000, 60_000, 5_000, 30_000}) {
      byte[] forged = Packets.rtp(SSRC, jump, Packets.bytes(random, 50));
      assertThat(unprotectRtp(pair.receiver, forged)).isNotEqualTo(SrtpStatus.OK);
    }
    byte[] next = protectedRtp(pair.sender, Packets.rtp(SSRC, 11, new byte[30]));
    assertThat(unprotectRtp(pair.receiver, next)).isEqualTo(SrtpStatus.OK);
  }

  @ParameterizedTest
  @MethodSource("io.plenum.rtc.srtp.Protection#all")
  @Tag("S-4")
  void refusesOneSourceTooMany_whenAPeerInventsSsrcs(Protection protection) {
    Pair pair = new Pair(protection);
    for (int ssrc = 0; ssrc < SourceTable.MAX_SOURCES; ssrc++) {
      byte[] packet = protectedRtp(pair.sender, Packets.rtp(ssrc, 1, new byte[1]));
      assertThat(unprotectRtp(pair.receiver, packet)).isEqualTo(SrtpStatus.OK);
    }
    Span packet = Packets.span(Packets.rtp(-1, 1, new byte[1]));
    assertThat(pair.sender.protectRtp(packet)).isEqualTo(SrtpStatus.TOO_MANY_SOURCES);
    byte[] other = protectedRtp(protection.sender(pair.keys), Packets.rtp(-1, 1, new byte[1]));
    assertThat(unprotectRtp(pair.receiver, other)).isEqualTo(SrtpStatus.TOO_MANY_SOURCES);
    byte[] known = protectedRtp(pair.sender, Packets.rtp(5, 2, new byte[1]));
    assertThat(unprotectRtp(pair.receiver, known)).isEqualTo(SrtpStatus.OK);
  }

  @ParameterizedTest
  @MethodSource("io.plenum.rtc.srtp.Protection#all")
  void neverUsesANonceTwice_whenASequenceNumberComesAgain(Protection protection) {
    Pair pair = new Pair(protection);
    byte[] packet = Packets.rtp(SSRC, 7, new byte[10]);
    protectedRtp(pair.sender, packet);
    Span again = Packets.span(packet);
    assertThat(pair.sender.protectRtp(again)).isEqualTo(SrtpStatus.REPLAYED);
    assertThat(again.toBytes()).isEqualTo(packet);
  }

  @ParameterizedTest
  @MethodSource("io.plenum.rtc.srtp.Protection#all")
  void refusesToProtect_whenTheSpanHasNoRoomOrNoPacket(Protection protection) {
    SrtpSender sender = new Pair(protection).sender;
    byte[] packet = Packets.rtp(SSRC, 7, new byte[10]);
    assertThat(sender.protectRtp(Span.of(packet))).isEqualTo(SrtpStatus.MALFORMED);
    assertThat(sender.protectRtcp(Span.of(packet))).isEqualTo(SrtpStatus.MALFORMED);
    for (int length = 0; length < 12; length++) {
      Span cut = Packets.span(Arrays.copyOf(packet, length));
      assertThat(sender.protectRtp(cut)).isEqualTo(SrtpStatus.MALFORMED);
    }
    byte[] huge = Packets.rtp(SSRC, 8, new byte[PacketLayout.MAX_PACKET_BYTES]);
    assertThat(sender.protectRtp(Packets.span(huge))).isEqualTo(SrtpStatus.MALFORMED);
    byte[] largest =
        Packets.rtp(SSRC, 9, new byte[Packets.CAPACITY - 12 - protection.profile().rtpOverhead()]);
    assertThat(sender.protectRtp(Packets.span(largest))).isEqualTo(SrtpStatus.OK);
  }

  private static void refusedUnchanged(SrtpReceiver receiver, byte[] packet, boolean rtp) {
    try (Arena arena = Arena.ofConfined()) {
      for (Span span : List.of(Packets.span(packet), Packets.offHeap(arena, packet))) {
        SrtpStatus status = rtp ? receiver.unprotectRtp(span) : receiver.unprotectRtcp(span);
        assertThat(status).isIn(SrtpStatus.MALFORMED, SrtpStatus.AUTHENTICATION_FAILED);
        assertThat(span.toBytes()).isEqualTo(packet);
      }
    }
  }

  private static byte[] flipped(byte[] packet, int bit) {
    byte[] damaged = packet.clone();
    damaged[bit / 8] ^= (byte) (1 << (bit % 8));
    return damaged;
  }

  /** One end that sends and the other that receives. */
  private final class Pair {
    final SrtpKeys keys;
    final SrtpSender sender;
    final SrtpReceiver receiver;

    Pair(Protection protection) {
      keys = protection.keys(random);
      sender = protection.sender(keys);
      receiver = protection.receiver(Packets.mirrored(keys));
    }
  }
}
