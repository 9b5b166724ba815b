package io.plenum.rtc.stun;

import static io.plenum.rtc.stun.StunAttribute.ATTRIBUTE_HEADER_BYTES;
import static io.plenum.rtc.stun.StunAttribute.HEADER_BYTES;
import static io.plenum.rtc.stun.StunAttribute.padded;

import io.plenum.rtc.wire.Span;
import io.plenum.rtc.wire.Wire;
import java.lang.foreign.MemorySegment;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/**
 * Writes one STUN message after another into spans (RFC 8489). Attributes stand in the order of the
 * calls; {@link #integrity} and then {@link #fingerprint} come last. The span's length is right
 * after every call. Confined to its owner.
 *
 * <p>Every method throws {@link IndexOutOfBoundsException} if the span's capacity is too small;
 * {@link #MAX_ANSWER_BYTES} is enough for all that the server sends.
 */
public final class StunWriter {

  /**
   * Header 20, XOR-MAPPED-ADDRESS 24 or ERROR-CODE and UNKNOWN-ATTRIBUTES, integrity and CRC 32.
   */
  public static final int MAX_ANSWER_BYTES = 96;

  private Span to = new Span();

  /**
   * Begins a message.
   *
   * @param type see {@link StunMessageType}
   * @param transactionId 12 bytes
   */
  public StunWriter begin(Span to, int type, byte[] transactionId) {
    this.to = to;
    to.length(HEADER_BYTES);
    MemorySegment memory = to.memory();
    Wire.putU16(memory, to.offset(), type);
    Wire.putU16(memory, to.offset() + 2, 0);
    Wire.putU32(memory, to.offset() + 4, StunAttribute.MAGIC_COOKIE);
    MemorySegment.copy(
        MemorySegment.ofArray(transactionId),
        0,
        memory,
        to.offset() + 8,
        StunAttribute.TRANSACTION_ID_BYTES);
    return this;
  }

  /** USERNAME: the receiver's ufrag, a colon, the sender's ufrag (RFC 8445, section 7.2.2). */
  public StunWriter username(String value) {
    return bytes(StunAttribute.USERNAME, value.getBytes(StandardCharsets.UTF_8));
  }

  /** PRIORITY (RFC 8445, section 7.1.1). */
  public StunWriter priority(long value) {
    Wire.putU32(to.memory(), attribute(StunAttribute.PRIORITY, Integer.BYTES), value);
    return this;
  }

  /** USE-CANDIDATE: nominates. */
  public StunWriter useCandidate() {
    attribute(StunAttribute.USE_CANDIDATE, 0);
    return this;
  }

  /** ICE-CONTROLLING or ICE-CONTROLLED with its tie-breaker. */
  public StunWriter role(boolean controlling, long tieBreaker) {
    int type = controlling ? StunAttribute.ICE_CONTROLLING : StunAttribute.ICE_CONTROLLED;
    Wire.putU64(to.memory(), attribute(type, Long.BYTES), tieBreaker);
    return this;
  }

  /** XOR-MAPPED-ADDRESS (RFC 8489, section 14.2); the address must be resolved. */
  public StunWriter xorMappedAddress(InetSocketAddress mapped) {
    byte[] address = mapped.getAddress().getAddress();
    long at = attribute(StunAttribute.XOR_MAPPED_ADDRESS, 4 + address.length);
    MemorySegment memory = to.memory();
    Wire.putU8(memory, at, 0);
    Wire.putU8(
        memory,
        at + 1,
        address.length == 4 ? StunAttribute.FAMILY_IPV4 : StunAttribute.FAMILY_IPV6);
    Wire.putU16(memory, at + 2, mapped.getPort() ^ StunAttribute.MAGIC_COOKIE >>> 16);
    for (int i = 0; i < address.length; i++) {
      int mask = Wire.u8(memory, to.offset() + 4 + i); // cookie, then transaction id
      Wire.putU8(memory, at + 4 + i, address[i] ^ mask);
    }
    return this;
  }

  /** ERROR-CODE, 300 to 699, with an empty reason: an answer to a stranger stays small. */
  public StunWriter errorCode(int code) {
    long at = attribute(StunAttribute.ERROR_CODE, 4);
    Wire.putU16(to.memory(), at, 0);
    Wire.putU8(to.memory(), at + 2, code / 100);
    Wire.putU8(to.memory(), at + 3, code % 100);
    return this;
  }

  /** UNKNOWN-ATTRIBUTES: those of {@code request} (RFC 8489, section 14.9). */
  public StunWriter unknownAttributes(StunView request) {
    int count = request.unknownCount();
    long at = attribute(StunAttribute.UNKNOWN_ATTRIBUTES, count * Short.BYTES);
    for (int i = 0; i < count; i++) {
      Wire.putU16(to.memory(), at + (long) i * Short.BYTES, request.unknown(i));
    }
    return this;
  }

  /** MESSAGE-INTEGRITY over all written so far. */
  public StunWriter integrity(StunIntegrity key) {
    long attributeAt = to.offset() + to.length();
    long at = attribute(StunAttribute.MESSAGE_INTEGRITY, StunAttribute.INTEGRITY_BYTES);
    byte[] value = key.of(to.memory(), to.offset(), attributeAt);
    MemorySegment.copy(MemorySegment.ofArray(value), 0, to.memory(), at, value.length);
    return this;
  }

  /** FINGERPRINT; ends the message. */
  public StunWriter fingerprint() {
    long attributeAt = to.offset() + to.length();
    long at = attribute(StunAttribute.FINGERPRINT, StunAttribute.FINGERPRINT_BYTES);
    Wire.putU32(to.memory(), at, StunFingerprint.of(to.memory(), to.offset(), attributeAt));
    return this;
  }

  private StunWriter bytes(int type, byte[] value) {
    long at = attribute(type, value.length);
    MemorySegment.copy(MemorySegment.ofArray(value), 0, to.memory(), at, value.length);
    return this;
  }

  /** Makes room for an attribute, its padding zero; returns where its value goes. */
  private long attribute(int type, int valueBytes) {
    MemorySegment memory = to.memory();
    long at = to.offset() + to.length();
    to.length(to.length() + ATTRIBUTE_HEADER_BYTES + padded(valueBytes));
    long valueAt = at + ATTRIBUTE_HEADER_BYTES;
    memory.asSlice(valueAt, padded(valueBytes)).fill((byte) 0);
    Wire.putU16(memory, at, type);
    Wire.putU16(memory, at + 2, valueBytes);
    Wire.putU16(memory, to.offset() + 2, to.length() - HEADER_BYTES);
    return valueAt;
  }
}
