package io.plenum.rtc.dtls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("S-4")
class CipherChangeGateTest {
  private static final int KEY_EXCHANGE_TYPE = 16;
  private static final int VERIFY_TYPE = 15;
  private static final int VERIFY_BYTES = 76;

  private static final byte[] KEY_EXCHANGE = fragment(KEY_EXCHANGE_TYPE, 66, 0, 66);
  private static final byte[] VERIFY = verify(0, VERIFY_BYTES);
  private static final byte[] CHANGE = record(20, 0, new byte[] {1});
  private static final byte[] FINISHED = record(22, 1, new byte[40]);

  private final CipherChangeGate gate = new CipherChangeGate();

  @Test
  void admitsTheWholeFlight_whenItsOrderIsKept() {
    admitsAll(KEY_EXCHANGE);
    admitsAll(VERIFY);
    admitsAll(CHANGE);
    admitsAll(FINISHED);
  }

  @Test
  void admitsTheWholeFlight_whenItComesInOneDatagram() {
    admitsAll(join(KEY_EXCHANGE, VERIFY, CHANGE, FINISHED));
  }

  @Test
  void keepsTheChangeBack_untilARepeatedFlightBringsTheVerify() {
    admitsAll(KEY_EXCHANGE);
    admitsNone(CHANGE);
    admitsAll(FINISHED);
    admitsNone(CHANGE);
    admitsAll(VERIFY);
    admitsAll(CHANGE);
  }

  @Test
  void admitsWhatComesBefore_whenADatagramHasAnEarlyChange() {
    byte[] datagram = join(KEY_EXCHANGE, CHANGE, FINISHED);
    assertThat(gate.admitted(datagram)).isEqualTo(KEY_EXCHANGE.length);
  }

  @Test
  void doesNotCountTheVerify_whenItIsCutOffBehindTheChange() {
    admitsNone(join(CHANGE, VERIFY));
    admitsNone(CHANGE);
  }

  @Test
  void staysOpen_whenTheFlightIsRepeated() {
    admitsAll(VERIFY);
    admitsAll(verify(0, 1));
    admitsAll(fragment(VERIFY_TYPE, VERIFY_BYTES + 1, 0, 1));
    admitsAll(CHANGE);
  }

  @Test
  void waitsForEveryFragment_whateverTheirOrder() {
    admitsAll(verify(50, 26));
    admitsNone(CHANGE);
    admitsAll(verify(0, 30));
    admitsNone(CHANGE);
    admitsAll(verify(50, 26));
    admitsNone(CHANGE);
    admitsAll(verify(20, 30));
    admitsAll(CHANGE);
  }

  @Test
  void countsTheFragmentBeforeTheChange_whenTheyShareADatagram() {
    byte[] tail = join(verify(40, 36), CHANGE);
    assertThat(gate.admitted(tail)).isEqualTo(tail.length - CHANGE.length);
    admitsAll(verify(0, 40));
    admitsAll(tail);
  }

  @Test
  void findsTheVerify_whenARecordHasSeveralMessages() {
    byte[] both =
        join(message(KEY_EXCHANGE_TYPE, 66, 0, 66), message(VERIFY_TYPE, VERIFY_BYTES, 0, 76));
    admitsAll(record(22, 0, both));
    admitsAll(CHANGE);
  }

  @Test
  void startsOver_whenAFragmentIsOfAnotherMessage() {
    admitsAll(fragment(VERIFY_TYPE, 90, 0, 50));
    admitsAll(verify(50, 26));
    admitsNone(CHANGE);
    admitsAll(verify(0, 50));
    admitsAll(CHANGE);
  }

  @Test
  void stillWaits_whenAVerifyIsEncryptedOrMalformedOrTooLong() {
    int limit = DtlsParameters.MAX_MESSAGE_BYTES;
    admitsAll(record(22, 1, message(VERIFY_TYPE, VERIFY_BYTES, 0, 76)));
    admitsAll(record(23, 0, message(VERIFY_TYPE, VERIFY_BYTES, 0, 76)));
    admitsAll(fragment(VERIFY_TYPE, 40, 0, 76));
    admitsAll(fragment(VERIFY_TYPE, limit + 1, 0, limit + 1));
    admitsAll(Arrays.copyOf(VERIFY, VERIFY.length - 1));
    admitsNone(CHANGE);
    admitsAll(fragment(VERIFY_TYPE, limit, 0, limit));
    admitsAll(CHANGE);
  }

  @Test
  void admitsNoMoreThanThereIs_whenBytesAreGarbage() {
    Random random = new Random(1);
    for (int i = 0; i < 10_000; i++) {
      byte[] garbage = new byte[random.nextInt(120)];
      random.nextBytes(garbage);
      if (garbage.length > 13) {
        garbage[0] = 22;
        garbage[3] = garbage[4] = garbage[11] = 0;
        garbage[13] = VERIFY_TYPE;
      }
      assertThat(gate.admitted(garbage)).isBetween(0, garbage.length);
    }
    admitsAll(VERIFY);
    admitsAll(CHANGE);
  }

  private void admitsAll(byte[] datagram) {
    assertThat(gate.admitted(datagram)).isEqualTo(datagram.length);
  }

  private void admitsNone(byte[] datagram) {
    assertThat(gate.admitted(datagram)).isZero();
  }

  private static byte[] verify(int offset, int length) {
    return fragment(VERIFY_TYPE, VERIFY_BYTES, offset, length);
  }

  private static byte[] fragment(int type, int message, int offset, int length) {
    return record(22, 0, message(type, message, offset, length));
  }

  private static byte[] message(int type, int message, int offset, int length) {
    return ByteBuffer.allocate(12 + length)
        .putInt(type << 24 | message)
        .putShort((short) 3)
        .put((byte) (offset >> 16))
        .putShort((short) offset)
        .put((byte) (length >> 16))
        .putShort((short) length)
        .array();
  }

  private static byte[] record(int type, int epoch, byte[] content) {
    return ByteBuffer.allocate(13 + content.length)
        .put(new byte[] {(byte) type, (byte) 0xFE, (byte) 0xFD})
        .putShort((short) epoch)
        .put(new byte[6])
        .putShort((short) content.length)
        .put(content)
        .array();
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
