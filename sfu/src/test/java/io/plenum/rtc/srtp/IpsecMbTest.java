package io.plenum.rtc.srtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.plenum.rtc.wire.Span;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The native cipher writes what the JDK's writes, or is not used. */
class IpsecMbTest {
  private static final int PACKETS = 2_000;
  private static final long ALL = -1;
  private static final long AES = 1L << 1;
  private static final long AVX2 = 1L << 6;
  private static final long VAES = 1L << 12;

  private final Random random = new Random(9_606);
  private SymbolLookup library;

  /** Skipped by name where it cannot be had; in CI, x86-64 has it: build/install-test-tools. */
  @BeforeEach
  void theLibraryIsThere() {
    assumeThat(System.getProperty("os.name") + System.getProperty("os.arch"))
        .isEqualTo("Linuxamd64");
    try {
      library = IpsecMb.find();
    } catch (CipherUnavailableException none) {
      assertThat(System.getenv("CI")).as(none.getMessage()).isNotEqualTo("true");
      assumeThat(none).as(none.getMessage()).isNull();
    }
  }

  @ParameterizedTest
  @EnumSource
  void agreesWithTheJdk_whateverTheProcessor(IpsecMbVariant variant) throws Exception {
    long usable =
        switch (variant) {
          case VAES_AVX512 -> ALL;
          case AVX2 -> ALL & ~VAES;
          case SSE -> ALL & ~AVX2;
        };
    IpsecMb loaded = IpsecMb.load(library, usable);
    assumeThat(loaded.description()).endsWith(variant.suffix());
    for (SrtpProfile profile : SrtpProfile.values()) {
      agrees(new Protection(profile, new SrtpCiphers(loaded)));
    }
  }

  private void agrees(Protection protection) {
    SrtpKeys keys = protection.keys(random);
    SrtpSender jdk = new SrtpSender(keys);
    try (Arena arena = Arena.ofConfined();
        SrtpSender sender = protection.sender(keys);
        SrtpReceiver receiver = protection.receiver(Packets.mirrored(keys));
        SrtpReceiver heap = protection.receiver(Packets.mirrored(keys))) {
      for (int i = 0; i < PACKETS; i++) {
        byte[] rtp = Packets.randomRtp(i % 3, (65_000 + i) & 0xFFFF, random);
        Span packet = Packets.offHeap(arena, rtp);
        byte[] expected = Packets.protectedRtp(jdk, rtp);
        assertThat(sender.protectRtp(packet)).isEqualTo(SrtpStatus.OK);
        assertThat(packet.toBytes()).isEqualTo(expected);
        assertThat(receiver.unprotectRtp(packet)).isEqualTo(SrtpStatus.OK);
        assertThat(packet.toBytes()).isEqualTo(rtp);
        Span onHeap = Packets.span(expected);
        assertThat(heap.unprotectRtp(onHeap)).isEqualTo(SrtpStatus.OK);
        assertThat(onHeap.toBytes()).isEqualTo(rtp);

        byte[] rtcp = Packets.randomRtcp(i % 3, random);
        packet = Packets.offHeap(arena, rtcp);
        assertThat(sender.protectRtcp(packet)).isEqualTo(SrtpStatus.OK);
        assertThat(packet.toBytes()).isEqualTo(Packets.protectedRtcp(jdk, rtcp));
        assertThat(receiver.unprotectRtcp(packet)).isEqualTo(SrtpStatus.OK);
        assertThat(packet.toBytes()).isEqualTo(rtcp);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void writesNothingElse_whenThePacketLiesAmongOthers(SrtpProfile profile) throws Exception {
    Protection protection = new Protection(profile, SrtpCipherCheck.of(CipherProvider.IPSEC_MB));
    SrtpKeys keys = protection.keys(random);
    try (Arena arena = Arena.ofConfined();
        SrtpSender sender = protection.sender(keys);
        SrtpReceiver receiver = protection.receiver(Packets.mirrored(keys))) {
      for (int length = 0; length < 300; length++) {
        byte[] rtp = Packets.rtp(7, length, Packets.bytes(random, length));
        int end = 64 + rtp.length + profile.rtpOverhead();
        MemorySegment memory = arena.allocate(end + 64).fill((byte) 0x33);
        MemorySegment.copy(rtp, 0, memory, ValueLayout.JAVA_BYTE, 64, rtp.length);
        Span packet = new Span().set(memory, 64, rtp.length, end - 64);
        assertThat(sender.protectRtp(packet)).isEqualTo(SrtpStatus.OK);
        assertThat(receiver.unprotectRtp(packet)).isEqualTo(SrtpStatus.OK);
        MemorySegment untouched = memory.asSlice(0, 64);
        assertThat(untouched.mismatch(memory.asSlice(end, 64))).isEqualTo(-1);
        assertThat(untouched.toArray(ValueLayout.JAVA_BYTE)).containsOnly(0x33);
      }
    }
  }

  @Test
  void refusesMemory_whenItWasFreed() throws Exception {
    Protection protection =
        new Protection(SrtpProfile.AEAD_AES_256_GCM, SrtpCipherCheck.of(CipherProvider.IPSEC_MB));
    try (SrtpSender sender = protection.sender(protection.keys(random))) {
      Span packet;
      try (Arena arena = Arena.ofConfined()) {
        packet = Packets.offHeap(arena, Packets.rtp(7, 1, new byte[20]));
      }
      assertThatThrownBy(() -> sender.protectRtp(packet)).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void freesItsKeys_whenSendersAndReceiversAreClosed() throws Exception {
    SrtpCiphers ciphers = SrtpCipherCheck.of(CipherProvider.IPSEC_MB);
    assertThat(ciphers.held()).as("the check's own").isZero();
    SrtpKeys keys = Packets.keys(SrtpProfile.AEAD_AES_256_GCM, random);
    SrtpSender sender = new SrtpSender(keys, ciphers);
    SrtpReceiver receiver = new SrtpReceiver(keys, ciphers);
    assertThat(ciphers.held()).isEqualTo(2);
    sender.close();
    sender.close();
    assertThat(ciphers.held()).isEqualTo(1);
    receiver.close();
    assertThat(ciphers.held()).isZero();
  }

  @Test
  void isChosen_unlessTheJdkIsWanted() throws Exception {
    SrtpCipherCheck.Choice fastest = SrtpCipherCheck.choose(Optional.empty());
    assertThat(fastest.ciphers().provider()).isEqualTo(CipherProvider.IPSEC_MB);
    assertThat(fastest.why()).isEmpty();
    for (CipherProvider wanted : CipherProvider.values()) {
      SrtpCipherCheck.Choice choice = SrtpCipherCheck.choose(Optional.of(wanted));
      assertThat(choice.ciphers().provider()).isEqualTo(wanted);
    }
  }

  @Test
  void isRefused_whenTheProcessorOrTheVersionIsAnother() throws Throwable {
    assertThatThrownBy(() -> IpsecMb.load(library, ALL & ~AES))
        .isInstanceOf(CipherUnavailableException.class)
        .hasMessageContaining("processor");
    try (Arena arena = Arena.ofConfined()) {
      for (int version : List.of(0x2_00_00, 0x1_06_00, 0x1_02_00)) {
        MemorySegment saysSo =
            Linker.nativeLinker()
                .upcallStub(
                    MethodHandles.constant(int.class, version),
                    FunctionDescriptor.of(ValueLayout.JAVA_INT),
                    arena);
        SymbolLookup other =
            name -> name.equals("imb_get_version") ? Optional.of(saysSo) : library.find(name);
        assertThatThrownBy(() -> IpsecMb.load(other, ALL))
            .isInstanceOf(CipherUnavailableException.class)
            .hasMessageContaining("version");
      }
    }
  }

  @Test
  void isRefused_whenAFunctionIsMissing() {
    SymbolLookup other =
        name -> name.startsWith("aes_gcm_dec") ? Optional.empty() : library.find(name);
    assertThatThrownBy(() -> IpsecMb.load(other, ALL))
        .isInstanceOf(CipherUnavailableException.class);
  }

  @Test
  void isRefused_whenItWritesOtherBytesThanTheJdk() throws Exception {
    SymbolLookup other = name -> library.find(name.replace("aes_gcm_enc_256", "aes_gcm_dec_256"));
    IpsecMb wrong = IpsecMb.load(other, ALL);
    assertThatThrownBy(() -> SrtpCipherCheck.checked(new SrtpCiphers(wrong)))
        .isInstanceOf(CipherUnavailableException.class)
        .hasMessageContaining("AES_256");
  }
}
