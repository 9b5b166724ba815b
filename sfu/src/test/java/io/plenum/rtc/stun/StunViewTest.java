package io.plenum.rtc.stun;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.rtc.wire.Span;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Vectors: RFC 5769. */
class StunViewTest {
  private final StunView view = new StunView();
  private final StunIntegrity integrity = StunIntegrity.shortTerm(StunVectors.PASSWORD);

  @Test
  void readsTheSampleRequest() {
    assertThat(view.wrap(Span.of(StunVectors.REQUEST))).isTrue();

    assertThat(view.bindingRequest()).isTrue();
    assertThat(view.transactionId()).isEqualTo(StunVectors.TRANSACTION_ID);
    assertThat(view.usernameIs("evtj:h6vY")).isTrue();
    assertThat(view.usernameIs("evtj:h6vX")).isFalse();
    assertThat(view.priority()).isEqualTo(0x6e0001ffL);
    assertThat(view.controlled()).isTrue();
    assertThat(view.useCandidate()).isFalse();
    assertThat(view.unknownCount()).isZero();
    assertThat(view.fingerprintHolds()).isTrue();
    assertThat(integrity.holds(view)).isTrue();
  }

  @Test
  void provesTheSampleResponses() {
    for (byte[] response : new byte[][] {StunVectors.IPV4_RESPONSE, StunVectors.IPV6_RESPONSE}) {
      assertThat(view.wrap(Span.of(response))).isTrue();
      assertThat(view.type()).isEqualTo(StunMessageType.BINDING_SUCCESS);
      assertThat(view.fingerprintHolds()).isTrue();
      assertThat(integrity.holds(view)).isTrue();
    }
  }

  @Test
  void provesTheLongTermRequest_withItsDerivedKey() throws NoSuchAlgorithmException {
    byte[] key =
        MessageDigest.getInstance("MD5").digest("マトリックス:example.org:TheMatrIX".getBytes(UTF_8));
    assertThat(view.wrap(Span.of(StunVectors.LONG_TERM_REQUEST))).isTrue();
    assertThat(StunIntegrity.ofKey(key).holds(view)).isTrue();
    assertThat(view.fingerprintHolds()).isFalse();
  }

  @Test
  void provesNothing_whenAnyBitIsFlipped() {
    for (int bit = 0; bit < StunVectors.REQUEST.length * 8; bit++) {
      byte[] bytes = StunVectors.REQUEST.clone();
      bytes[bit / 8] ^= (byte) (1 << (bit % 8));
      boolean proved =
          view.wrap(Span.of(bytes)) && view.fingerprintHolds() && integrity.holds(view);
      assertThat(proved).as("bit %d", bit).isFalse();
    }
  }

  @Test
  void isNoMessage_whenTruncatedAnywhere() {
    for (int length = 0; length < StunVectors.REQUEST.length; length++) {
      assertThat(view.wrap(Span.of(Arrays.copyOf(StunVectors.REQUEST, length)))).isFalse();
    }
  }

  @Test
  void isNoMessage_beyondTheLimitOfAttributes() {
    assertThat(view.wrap(withAttributes(StunView.MAX_ATTRIBUTES))).isTrue();
    assertThat(view.wrap(withAttributes(StunView.MAX_ATTRIBUTES + 1))).isFalse();
  }

  @Test
  void isNoMessage_beyondTheLimitOfBytes() {
    assertThat(view.wrap(withPayload(StunView.MAX_MESSAGE_BYTES - 24))).isTrue();
    assertThat(view.wrap(withPayload(StunView.MAX_MESSAGE_BYTES - 20))).isFalse();
  }

  @Test
  void countsNoMoreUnknownAttributesThanTheLimit() {
    byte[] bytes =
        StunVectors.hex("000100402112a442000000000000000000000000" + "7ff00000".repeat(16));
    assertThat(view.wrap(Span.of(bytes))).isTrue();
    assertThat(view.unknownCount()).isEqualTo(StunView.MAX_UNKNOWN);
  }

  @Test
  void ignoresAttributesAfterTheIntegrity() {
    Span span = new Span().set(java.lang.foreign.MemorySegment.ofArray(new byte[200]), 0, 0, 200);
    new StunWriter()
        .begin(span, StunMessageType.BINDING_REQUEST, StunVectors.TRANSACTION_ID)
        .username("a:b")
        .integrity(integrity)
        .useCandidate()
        .fingerprint();
    assertThat(view.wrap(span)).isTrue();
    assertThat(view.useCandidate()).isFalse();
    assertThat(integrity.holds(view)).isTrue();
    assertThat(view.fingerprintHolds()).isTrue();
  }

  private static Span withAttributes(int count) {
    byte[] bytes = new byte[20 + count * 4];
    header(bytes);
    for (int i = 0; i < count; i++) {
      bytes[20 + i * 4] = (byte) 0xC0;
    }
    return Span.of(bytes);
  }

  private static Span withPayload(int valueBytes) {
    byte[] bytes = new byte[24 + valueBytes];
    header(bytes);
    bytes[20] = (byte) 0xC0;
    bytes[22] = (byte) (valueBytes >> 8);
    bytes[23] = (byte) valueBytes;
    return Span.of(bytes);
  }

  private static void header(byte[] bytes) {
    System.arraycopy(StunVectors.REQUEST, 0, bytes, 0, 20);
    bytes[2] = (byte) ((bytes.length - 20) >> 8);
    bytes[3] = (byte) (bytes.length - 20);
  }
}
