package io.plenum.rtc.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.rtc.wire.Span;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.util.Random;

/** Packets and keys for the tests of this package. */
final class Packets {
  /** Room for the largest packet and its tag. */
  static final int CAPACITY = PacketLayout.MAX_PACKET_BYTES;

  private Packets() {}

  /** A version 2 packet without extension: 12 bytes of header, then {@code payload}. */
  static byte[] rtp(int ssrc, int sequenceNumber, byte[] payload) {
    return ByteBuffer.allocate(12 + payload.length)
        .put((byte) 0x80)
        .put((byte) 96)
        .putShort((short) sequenceNumber)
        .putInt(sequenceNumber * 960)
        .putInt(ssrc)
        .put(payload)
        .array();
  }

  /** A packet with CSRCs and a header extension of random sizes, and a random payload. */
  static byte[] randomRtp(int ssrc, int sequenceNumber, Random random) {
    int csrcs = random.nextInt(4);
    int words = random.nextInt(5);
    byte[] rest = bytes(random, random.nextInt(1200));
    byte[] csrcBytes = bytes(random, 4 * csrcs);
    byte[] extension = bytes(random, 4 * words);
    return ByteBuffer.allocate(12 + 4 * csrcs + 4 + 4 * words + rest.length)
        .put((byte) (0x90 | csrcs))
        .put((byte) random.nextInt(256))
        .putShort((short) sequenceNumber)
        .putInt(random.nextInt())
        .putInt(ssrc)
        .put(csrcBytes)
        .putShort((short) 0xBEDE)
        .putShort((short) words)
        .put(extension)
        .put(rest)
        .array();
  }

  /** A receiver report of random content: header, SSRC and some words. */
  static byte[] randomRtcp(int ssrc, Random random) {
    int words = random.nextInt(40);
    return ByteBuffer.allocate(8 + 4 * words)
        .put((byte) 0x80)
        .put((byte) 201)
        .putShort((short) (1 + words))
        .putInt(ssrc)
        .put(bytes(random, 4 * words))
        .array();
  }

  static byte[] bytes(Random random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  /** The keys of one end. */
  static SrtpKeys keys(SrtpProfile profile, Random random) {
    byte[] material = bytes(random, profile.keyingMaterialLength());
    return SrtpKeys.ofExported(profile, material, true);
  }

  /** The same keys as the other end sees them. */
  @SuppressWarnings("ArgumentSelectionDefectChecker") // swapped: that is the point
  static SrtpKeys mirrored(SrtpKeys keys) {
    return new SrtpKeys(
        keys.profile(), keys.localKey(), keys.localSalt(), keys.remoteKey(), keys.remoteSalt());
  }

  /** A heap span of {@code bytes} with room to grow. */
  static Span span(byte[] bytes) {
    byte[] roomy = new byte[Math.max(CAPACITY, bytes.length)];
    System.arraycopy(bytes, 0, roomy, 0, bytes.length);
    return new Span().set(MemorySegment.ofArray(roomy), 0, bytes.length, roomy.length);
  }

  /** An off-heap span of {@code bytes}, not at the start of its memory, with room to grow. */
  static Span offHeap(Arena arena, byte[] bytes) {
    MemorySegment memory = arena.allocate(CAPACITY + 7);
    MemorySegment.copy(bytes, 0, memory, ValueLayout.JAVA_BYTE, 7, bytes.length);
    return new Span().set(memory, 7, bytes.length, CAPACITY);
  }

  static byte[] protectedRtp(SrtpSender sender, byte[] packet) {
    Span span = span(packet);
    assertThat(sender.protectRtp(span)).isEqualTo(SrtpStatus.OK);
    return span.toBytes();
  }

  static byte[] protectedRtcp(SrtpSender sender, byte[] packet) {
    Span span = span(packet);
    assertThat(sender.protectRtcp(span)).isEqualTo(SrtpStatus.OK);
    return span.toBytes();
  }

  static SrtpStatus unprotectRtp(SrtpReceiver receiver, byte[] packet) {
    return receiver.unprotectRtp(span(packet));
  }

  static SrtpStatus unprotectRtcp(SrtpReceiver receiver, byte[] packet) {
    return receiver.unprotectRtcp(span(packet));
  }
}
