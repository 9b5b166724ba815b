package io.plenum.rtc.stun;

import static io.plenum.rtc.stun.StunAttribute.ATTRIBUTE_HEADER_BYTES;
import static io.plenum.rtc.stun.StunAttribute.HEADER_BYTES;
import static io.plenum.rtc.stun.StunAttribute.padded;

import io.plenum.rtc.wire.Span;
import io.plenum.rtc.wire.Wire;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/**
 * A STUN message seen in packet memory (RFC 8489, section 5). Reused for message after message;
 * confined to its owner, and valid only while the span is.
 *
 * <pre>
 *   0                   1                   2                   3
 *  |0 0|    type (14 bits)    |      length without header        |
 *  |                     magic cookie 0x2112A442                  |
 *  |                     transaction id (96 bits)                 |
 *  attributes, each: | type 16 | length 16 | value, padded to 4 |
 * </pre>
 *
 * <p>Of each attribute the first counts, and after MESSAGE-INTEGRITY only FINGERPRINT does (section
 * 14.5). Offsets are absolute in {@link #memory()}; -1 means absent.
 */
public final class StunView {

  /** RFC 8489, section 6: a message fits one datagram; ours are received with 1,500 bytes. */
  public static final int MAX_MESSAGE_BYTES = 1_500;

  /** Browsers send up to 8; more is an attempt to make us work. */
  public static final int MAX_ATTRIBUTES = 32;

  /** Before the address: a zero, the family, the port. */
  private static final int MAPPED_HEADER_BYTES = 4;

  /** Unknown attributes that an error answer names. */
  static final int MAX_UNKNOWN = 8;

  private MemorySegment memory = MemorySegment.NULL;
  private long start;
  private int length;
  private long usernameAt;
  private int usernameLength;
  private long integrityAt;
  private long fingerprintAt;
  private long priorityAt;
  private long mappedAt;
  private int mappedLength;
  private boolean useCandidate;
  private boolean controlled;
  private final int[] unknown = new int[MAX_UNKNOWN];
  private int unknownCount;

  /**
   * Looks at {@code datagram}.
   *
   * @return false if it is no well-formed STUN message; the view then means nothing
   */
  public boolean wrap(Span datagram) {
    memory = datagram.memory();
    start = datagram.offset();
    length = datagram.length();
    usernameAt = integrityAt = fingerprintAt = priorityAt = -1;
    mappedAt = -1;
    usernameLength = mappedLength = unknownCount = 0;
    useCandidate = controlled = false;
    return headerFits() && attributesFit();
  }

  private boolean headerFits() {
    return length >= HEADER_BYTES
        && length <= MAX_MESSAGE_BYTES
        && Wire.u8(memory, start) < 0x40
        && Wire.u16(memory, start + 2) == length - HEADER_BYTES
        && length % 4 == 0
        && Wire.s32(memory, start + 4) == StunAttribute.MAGIC_COOKIE;
  }

  private boolean attributesFit() {
    long end = start + length;
    long at = start + HEADER_BYTES;
    for (int count = 0; at < end; count++) {
      int valueLength = Wire.u16(memory, at + 2);
      long next = at + ATTRIBUTE_HEADER_BYTES + padded(valueLength);
      if (next > end || fingerprintAt >= 0 || count == MAX_ATTRIBUTES) {
        return false; // FINGERPRINT is the last attribute (section 14.7)
      }
      if (!note(Wire.u16(memory, at), at + ATTRIBUTE_HEADER_BYTES, valueLength)) {
        return false;
      }
      at = next;
    }
    return true;
  }

  /** Remembers one attribute; false if its length contradicts its type. */
  private boolean note(int type, long valueAt, int valueLength) {
    if (type == StunAttribute.FINGERPRINT) {
      fingerprintAt = valueAt;
      return valueLength == StunAttribute.FINGERPRINT_BYTES;
    }
    if (integrityAt >= 0) {
      return true;
    }
    switch (type) {
      case StunAttribute.USERNAME -> {
        if (usernameAt < 0) {
          usernameAt = valueAt;
          usernameLength = valueLength;
        }
      }
      case StunAttribute.MESSAGE_INTEGRITY -> {
        integrityAt = valueAt;
        return valueLength == StunAttribute.INTEGRITY_BYTES;
      }
      case StunAttribute.PRIORITY -> {
        priorityAt = valueAt;
        return valueLength == Integer.BYTES;
      }
      case StunAttribute.XOR_MAPPED_ADDRESS -> {
        if (mappedAt < 0) {
          mappedAt = valueAt;
          mappedLength = valueLength;
        }
      }
      case StunAttribute.USE_CANDIDATE -> useCandidate = true;
      case StunAttribute.ICE_CONTROLLED -> controlled = true;
      default -> noteUnknown(type);
    }
    return true;
  }

  private void noteUnknown(int type) {
    if (StunAttribute.mustBeUnderstood(type) && unknownCount < MAX_UNKNOWN) {
      unknown[unknownCount++] = type;
    }
  }

  /** Whether this is a Binding request (RFC 8489, section 5: method 1, class 0). */
  public boolean bindingRequest() {
    return Wire.u16(memory, start) == StunMessageType.BINDING_REQUEST;
  }

  /** Class and method as on the wire; see {@link StunMessageType}. */
  public int type() {
    return Wire.u16(memory, start);
  }

  /** Whether USERNAME is present and is exactly {@code expected} in ASCII. */
  public boolean usernameIs(String expected) {
    if (usernameAt < 0 || usernameLength != expected.length()) {
      return false;
    }
    for (int i = 0; i < usernameLength; i++) {
      if (Wire.u8(memory, usernameAt + i) != expected.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Whether USERNAME is present. */
  public boolean hasUsername() {
    return usernameAt >= 0;
  }

  /** Whether MESSAGE-INTEGRITY is present; {@link StunIntegrity} says whether it is right. */
  public boolean hasIntegrity() {
    return integrityAt >= 0;
  }

  /** Whether FINGERPRINT is present and right (RFC 8489, section 14.7). */
  public boolean fingerprintHolds() {
    return fingerprintAt >= 0
        && Wire.s32(memory, fingerprintAt)
            == StunFingerprint.of(memory, start, fingerprintAt - ATTRIBUTE_HEADER_BYTES);
  }

  /** PRIORITY (RFC 8445, section 7.1.1), 0 to 2^32 - 1; 0 if absent. */
  public long priority() {
    return priorityAt < 0 ? 0 : Wire.u32(memory, priorityAt);
  }

  /** Whether USE-CANDIDATE is present: the controlling side nominates this pair. */
  public boolean useCandidate() {
    return useCandidate;
  }

  /**
   * XOR-MAPPED-ADDRESS (RFC 8489, section 14.2): where the request came from, as its receiver saw
   * it; null if absent or malformed.
   *
   * <pre>
   *  | 0 | family 1, 2 | port ^ cookie | address ^ cookie and transaction id |
   * </pre>
   */
  public InetSocketAddress xorMappedAddress() {
    int bytes = mappedAt < 0 ? 0 : addressBytes(Wire.u8(memory, mappedAt + 1));
    if (bytes == 0 || mappedLength != MAPPED_HEADER_BYTES + bytes) {
      return null;
    }
    byte[] address = new byte[bytes];
    for (int i = 0; i < bytes; i++) {
      int mask = Wire.u8(memory, start + 4 + i); // cookie, then transaction id
      address[i] = (byte) (Wire.u8(memory, mappedAt + MAPPED_HEADER_BYTES + i) ^ mask);
    }
    int port = Wire.u16(memory, mappedAt + 2) ^ StunAttribute.MAGIC_COOKIE >>> 16;
    try {
      return new InetSocketAddress(InetAddress.getByAddress(address), port);
    } catch (UnknownHostException wrongLength) {
      throw new AssertionError(wrongLength); // 4 or 16
    }
  }

  private static int addressBytes(int family) {
    return switch (family) {
      case StunAttribute.FAMILY_IPV4 -> 4;
      case StunAttribute.FAMILY_IPV6 -> 16;
      default -> 0;
    };
  }

  /** Whether ICE-CONTROLLED is present: the sender believes it is controlled. */
  public boolean controlled() {
    return controlled;
  }

  /** How many attributes (up to {@value #MAX_UNKNOWN}) should be understood and are not. */
  public int unknownCount() {
    return unknownCount;
  }

  int unknown(int index) {
    return unknown[index];
  }

  MemorySegment memory() {
    return memory;
  }

  long start() {
    return start;
  }

  long integrityAt() {
    return integrityAt;
  }

  long usernameAt() {
    return usernameAt;
  }

  int usernameLength() {
    return usernameLength;
  }

  /** The 12 bytes that pair an answer with its request. */
  public byte[] transactionId() {
    return memory
        .asSlice(start + 8, StunAttribute.TRANSACTION_ID_BYTES)
        .toArray(java.lang.foreign.ValueLayout.JAVA_BYTE);
  }
}
