package io.plenum.bench.micro;

import io.plenum.rtc.srtp.CipherProvider;
import io.plenum.rtc.srtp.CipherUnavailableException;
import io.plenum.rtc.srtp.SrtpCipherCheck;
import io.plenum.rtc.srtp.SrtpKeys;
import io.plenum.rtc.srtp.SrtpProfile;
import io.plenum.rtc.srtp.SrtpSender;
import io.plenum.rtc.srtp.SrtpStatus;
import io.plenum.rtc.wire.Span;
import io.plenum.rtc.wire.Wire;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Encrypting one packet in place, in memory outside the heap, as a receiver's packets are. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SrtpBenchmark {
  private static final int HEADER_BYTES = 12;
  private static final int ROOM_BYTES = 1_500;

  @Param({"JDK", "IPSEC_MB"})
  CipherProvider provider;

  @Param({"AEAD_AES_256_GCM", "AEAD_AES_128_GCM", "AES128_CM_HMAC_SHA1_80"})
  SrtpProfile profile;

  @Param({"100", "1100"})
  int payload;

  private final Span packet = new Span();
  private MemorySegment memory;
  private SrtpSender sender;
  private int sequence;

  /**
   * Makes keys and a packet.
   *
   * @throws CipherUnavailableException if this machine has not the provider
   */
  @Setup
  public void key() throws CipherUnavailableException {
    byte[] material = new byte[profile.keyingMaterialLength()];
    for (int i = 0; i < material.length; i++) {
      material[i] = (byte) (7 * i + 1);
    }
    sender =
        new SrtpSender(SrtpKeys.ofExported(profile, material, true), SrtpCipherCheck.of(provider));
    memory = Arena.ofAuto().allocate(ROOM_BYTES);
    Wire.putU16(memory, 0, 0x8060);
  }

  /** One packet, whose number is one more than the last. */
  @Benchmark
  public SrtpStatus protect() {
    Wire.putU16(memory, 2, sequence++ & 0xFFFF);
    packet.set(memory, 0, HEADER_BYTES + payload, ROOM_BYTES);
    return sender.protectRtp(packet);
  }
}
