package io.plenum.rtc.stun;

import static io.plenum.rtc.stun.StunAttribute.ATTRIBUTE_HEADER_BYTES;
import static io.plenum.rtc.stun.StunAttribute.HEADER_BYTES;
import static io.plenum.rtc.stun.StunAttribute.INTEGRITY_BYTES;

import io.plenum.rtc.wire.Wire;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * MESSAGE-INTEGRITY under one key (RFC 8489, section 14.5): HMAC-SHA1 of the message up to the
 * attribute, with the header's length field as if the message ended with the attribute.
 *
 * <p>Not thread-safe: confined to its owner.
 */
public final class StunIntegrity {
  private final Mac mac;
  private final byte[] header = new byte[HEADER_BYTES];

  private StunIntegrity(byte[] key) {
    try {
      mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(key, "HmacSHA1"));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java platform has HmacSHA1", e);
    }
  }

  /** With a short-term credential: the key is the password (RFC 8489, section 9.1.1). */
  public static StunIntegrity shortTerm(String password) {
    return ofKey(password.getBytes(StandardCharsets.UTF_8));
  }

  /** With a key that is known as such, not empty. */
  public static StunIntegrity ofKey(byte[] key) {
    return new StunIntegrity(key);
  }

  /** Whether {@code message} has the attribute and it is right. Compares in constant time. */
  public boolean holds(StunView message) {
    if (!message.hasIntegrity()) {
      return false;
    }
    long attributeAt = message.integrityAt() - ATTRIBUTE_HEADER_BYTES;
    byte[] expected = of(message.memory(), message.start(), attributeAt);
    byte[] received =
        message
            .memory()
            .asSlice(message.integrityAt(), INTEGRITY_BYTES)
            .toArray(ValueLayout.JAVA_BYTE);
    return MessageDigest.isEqual(expected, received);
  }

  /** The value for a message from {@code start} whose attribute begins at {@code attributeAt}. */
  byte[] of(MemorySegment memory, long start, long attributeAt) {
    MemorySegment copy = MemorySegment.ofArray(header);
    MemorySegment.copy(memory, start, copy, 0, HEADER_BYTES);
    long coveredBytes = attributeAt + ATTRIBUTE_HEADER_BYTES + INTEGRITY_BYTES - start;
    Wire.putU16(copy, 2, (int) coveredBytes - HEADER_BYTES);
    mac.update(header);
    long bodyAt = start + HEADER_BYTES;
    mac.update(memory.asSlice(bodyAt, attributeAt - bodyAt).asByteBuffer());
    return mac.doFinal();
  }
}
