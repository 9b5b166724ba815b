package io.plenum.rtc.stun;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.rtc.wire.Span;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetSocketAddress;
import java.util.Arrays;
import org.ice4j.Transport;
import org.ice4j.TransportAddress;
import org.ice4j.attribute.Attribute;
import org.ice4j.attribute.FingerprintAttribute;
import org.ice4j.attribute.XorMappedAddressAttribute;
import org.ice4j.message.Message;
import org.junit.jupiter.api.Test;

/** What we write is what RFC 5769 shows and what ice4j reads. */
class StunWriterTest {
  private static final StunIntegrity INTEGRITY = StunIntegrity.shortTerm(StunVectors.PASSWORD);

  private final StunWriter writer = new StunWriter();
  private final Span span = new Span().set(MemorySegment.ofArray(new byte[256]), 8, 0, 200);

  @Test
  void masksAddressesAsTheSampleResponsesDo() {
    assertThat(mapped("192.0.2.1")).containsSubsequence(bytes("002000080001a147e112a643"));
    assertThat(mapped("2001:db8:1234:5678:11:2233:4455:6677"))
        .containsSubsequence(bytes("002000140002a1470113a9faa5d3f179bc25f4b5bed2b9d9"));
  }

  private byte[] mapped(String host) {
    writer
        .begin(span, StunMessageType.BINDING_SUCCESS, StunVectors.TRANSACTION_ID)
        .xorMappedAddress(new InetSocketAddress(host, 32853));
    return Arrays.copyOfRange(span.toBytes(), 20, span.length());
  }

  @Test
  void isReadBackByTheView_fromOffHeapMemory() {
    try (Arena arena = Arena.ofConfined()) {
      span.set(arena.allocate(300), 13, 0, 200);
      request();
      StunView view = new StunView();
      assertThat(view.wrap(span)).isTrue();
      assertThat(view.usernameIs("local:remote")).isTrue();
      assertThat(view.priority()).isEqualTo(0xFFFF_FFFEL);
      assertThat(view.useCandidate()).isTrue();
      assertThat(view.controlled()).isFalse();
      assertThat(INTEGRITY.holds(view)).isTrue();
      assertThat(view.fingerprintHolds()).isTrue();
    }
  }

  private void request() {
    writer
        .begin(span, StunMessageType.BINDING_REQUEST, StunVectors.TRANSACTION_ID)
        .username("local:remote")
        .priority(0xFFFF_FFFEL)
        .useCandidate()
        .role(true, 7)
        .integrity(INTEGRITY)
        .fingerprint();
  }

  @Test
  void isReadByIce4j() throws Exception {
    InetSocketAddress address = new InetSocketAddress("192.0.2.77", 40_001);
    writer
        .begin(span, StunMessageType.BINDING_SUCCESS, StunVectors.TRANSACTION_ID)
        .xorMappedAddress(address)
        .integrity(INTEGRITY)
        .fingerprint();
    byte[] bytes = span.toBytes();

    Message message = Message.decode(bytes, (char) 0, (char) bytes.length);

    assertThat((int) message.getMessageType()).isEqualTo(StunMessageType.BINDING_SUCCESS);
    XorMappedAddressAttribute mapped =
        (XorMappedAddressAttribute) message.getAttribute(Attribute.XOR_MAPPED_ADDRESS);
    assertThat(mapped.getAddress(StunVectors.TRANSACTION_ID))
        .isEqualTo(new TransportAddress(address, Transport.UDP));
    FingerprintAttribute fingerprint =
        (FingerprintAttribute) message.getAttribute(Attribute.FINGERPRINT);
    assertThat(fingerprint.getChecksum())
        .isEqualTo(FingerprintAttribute.calculateXorCRC32(bytes, 0, bytes.length - 8));
  }

  @Test
  void fitsTheNamedLimit_withTheLargestAnswers() {
    StunView request = new StunView();
    request.wrap(
        Span.of(bytes("000100402112a442000000000000000000000000" + "7ff00000".repeat(16))));
    span.set(MemorySegment.ofArray(new byte[256]), 0, 0, StunWriter.MAX_ANSWER_BYTES);
    writer
        .begin(span, StunMessageType.BINDING_ERROR, StunVectors.TRANSACTION_ID)
        .errorCode(420)
        .unknownAttributes(request)
        .integrity(INTEGRITY)
        .fingerprint();
    writer
        .begin(span, StunMessageType.BINDING_SUCCESS, StunVectors.TRANSACTION_ID)
        .xorMappedAddress(new InetSocketAddress("2001:db8::1", 1))
        .integrity(INTEGRITY)
        .fingerprint();
    assertThat(span.length()).isLessThanOrEqualTo(StunWriter.MAX_ANSWER_BYTES);
  }

  private static byte[] bytes(String hex) {
    return StunVectors.hex(hex);
  }
}
