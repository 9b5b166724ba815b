package io.plenum.rtc.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.plenum.rtc.wire.Span;
import io.plenum.rtc.wire.Wire;
import java.lang.foreign.Arena;
import java.lang.management.ManagementFactory;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a packet costs the garbage collector: what the JDK's cipher allocates itself, and nothing
 * with a native one.
 */
class SrtpAllocationTest {
  private static final int PACKETS = 30_000;

  /** HMAC-SHA1's digest array: 40 measured, see docs/decisions/0003-srtp.md. */
  private static final int HMAC_BYTES = 64;

  /** The parameters and the engine that each Cipher.init makes anew: about 1,250 measured. */
  private static final int GCM_BYTES = 1_600;

  @ParameterizedTest
  @MethodSource("io.plenum.rtc.srtp.Protection#all")
  void allocatesOnlyInsideTheCipher_whenPacketsFlow(Protection protection) {
    SrtpKeys keys = protection.keys(new Random(1));
    SrtpSender sender = protection.sender(keys);
    SrtpReceiver receiver = protection.receiver(Packets.mirrored(keys));
    try (Arena arena = Arena.ofConfined()) {
      Span packet = Packets.offHeap(arena, Packets.rtp(1, 0, new byte[1_000]));
      roundTrips(sender, receiver, packet, 0);
      ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
      long before = threads.getCurrentThreadAllocatedBytes();
      roundTrips(sender, receiver, packet, PACKETS);
      long perPacket = (threads.getCurrentThreadAllocatedBytes() - before) / PACKETS;
      assertThat(perPacket).isLessThan(bound(protection));
    } finally {
      sender.close();
      receiver.close();
    }
  }

  /** Of one packet there and back. Less than the smallest object where nothing may be. */
  private static long bound(Protection protection) {
    if (!protection.profile().aead()) {
      return 2L * HMAC_BYTES;
    }
    return protection.ciphers().provider() == CipherProvider.JDK ? 2L * GCM_BYTES : 1;
  }

  private static void roundTrips(SrtpSender sender, SrtpReceiver receiver, Span packet, int from) {
    for (int i = from; i < from + PACKETS; i++) {
      Wire.putU16(packet.memory(), packet.offset() + 2, i);
      if (sender.protectRtp(packet) != SrtpStatus.OK
          || receiver.unprotectRtp(packet) != SrtpStatus.OK) {
        throw new AssertionError("packet " + i);
      }
    }
  }
}
