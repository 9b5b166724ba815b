package io.plenum.rtc.srtp;

import io.plenum.rtc.wire.Span;
import io.plenum.rtc.wire.Wire;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Chooses the provider of ciphers, by what is asked for and what works here: never by a race. A
 * provider has to write the same bytes as the JDK, read them again, and refuse what was changed.
 */
public final class SrtpCipherCheck {
  /** Payload lengths tried: around the block sizes of all variants, and the largest packets. */
  private static final List<Integer> LENGTHS =
      List.of(0, 1, 15, 16, 17, 47, 48, 160, 255, 256, 257, 511, 768, 1_099, 1_100, 1_200, 1_400);

  private static final int HEADER_BYTES = 12;
  private static final int SSRC = 0x504C454E;

  private SrtpCipherCheck() {}

  /**
   * What was chosen.
   *
   * @param why the faster provider is not used; empty: it is, or was not wanted
   */
  public record Choice(SrtpCiphers ciphers, Optional<String> why) {}

  /**
   * The provider that is {@code wanted}; empty: the fastest that works.
   *
   * @throws CipherUnavailableException if the wanted one does not work here
   */
  public static Choice choose(Optional<CipherProvider> wanted) throws CipherUnavailableException {
    if (wanted.isPresent()) {
      return new Choice(of(wanted.get()), Optional.empty());
    }
    try {
      return new Choice(of(CipherProvider.IPSEC_MB), Optional.empty());
    } catch (CipherUnavailableException refusal) {
      return new Choice(SrtpCiphers.JDK, Optional.of(refusal.getMessage()));
    }
  }

  /**
   * The ciphers of {@code provider}, tried.
   *
   * @throws CipherUnavailableException if they do not work here
   */
  public static SrtpCiphers of(CipherProvider provider) throws CipherUnavailableException {
    return switch (provider) {
      case JDK -> SrtpCiphers.JDK;
      case IPSEC_MB -> checked(new SrtpCiphers(IpsecMb.load()));
    };
  }

  /** {@code ciphers}, if they agree with the JDK's. */
  static SrtpCiphers checked(SrtpCiphers ciphers) throws CipherUnavailableException {
    for (SrtpProfile profile : SrtpProfile.values()) {
      if (!agrees(ciphers, profile)) {
        throw new CipherUnavailableException(
            ciphers.description() + " does not encrypt " + profile + " as the JDK does");
      }
    }
    return ciphers;
  }

  private static boolean agrees(SrtpCiphers ciphers, SrtpProfile profile) {
    byte[] material = pattern(profile.keyingMaterialLength());
    SrtpKeys ours = SrtpKeys.ofExported(profile, material, true);
    SrtpKeys theirs = SrtpKeys.ofExported(profile, material, false);
    SrtpSender reference = new SrtpSender(ours, SrtpCiphers.JDK);
    SrtpSender sender = new SrtpSender(ours, ciphers);
    SrtpReceiver receiver = new SrtpReceiver(theirs, ciphers);
    try (Arena arena = Arena.ofConfined()) {
      Span expected = span(arena);
      Span packet = span(arena);
      boolean agrees = true;
      for (int i = 0; agrees && i < LENGTHS.size(); i++) {
        byte[] clear = packet(i, LENGTHS.get(i));
        put(clear, expected);
        put(clear, packet);
        agrees =
            reference.protectRtp(expected) == SrtpStatus.OK
                && sender.protectRtp(packet) == SrtpStatus.OK
                && Arrays.equals(packet.toBytes(), expected.toBytes())
                && refusesChanged(receiver, packet)
                && receiver.unprotectRtp(packet) == SrtpStatus.OK
                && Arrays.equals(packet.toBytes(), clear);
      }
      return agrees;
    } finally {
      sender.close();
      receiver.close();
    }
  }

  private static boolean refusesChanged(SrtpReceiver receiver, Span packet) {
    long last = packet.offset() + packet.length() - 1L;
    flip(packet, last);
    boolean refused = receiver.unprotectRtp(packet) == SrtpStatus.AUTHENTICATION_FAILED;
    flip(packet, last);
    return refused;
  }

  private static void flip(Span packet, long at) {
    byte value = packet.memory().get(ValueLayout.JAVA_BYTE, at);
    packet.memory().set(ValueLayout.JAVA_BYTE, at, (byte) (value ^ 1));
  }

  private static Span span(Arena arena) {
    MemorySegment memory = arena.allocate(PacketLayout.MAX_PACKET_BYTES);
    return new Span().set(memory, 0, 0, PacketLayout.MAX_PACKET_BYTES);
  }

  private static void put(byte[] bytes, Span into) {
    MemorySegment.copy(bytes, 0, into.memory(), ValueLayout.JAVA_BYTE, into.offset(), bytes.length);
    into.length(bytes.length);
  }

  /** RFC 3550, section 5.1: version 2, payload type 96, and nothing optional. */
  private static byte[] packet(int number, int payloadBytes) {
    byte[] packet = pattern(HEADER_BYTES + payloadBytes);
    MemorySegment view = MemorySegment.ofArray(packet);
    Wire.putU16(view, 0, 0x8060);
    Wire.putU16(view, 2, number);
    Wire.putU32(view, 8, SSRC);
    return packet;
  }

  private static byte[] pattern(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (31 * i + (i >>> 3) + 7);
    }
    return bytes;
  }
}
