package io.plenum.rtc.ice;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.plenum.rtc.wire.Span;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Tag;

/** Whatever comes, and in whatever pieces, the same packets are cut out, and no others. */
@Tag("S-4")
class StreamDeframerFuzzTest {

  @FuzzTest
  void cutsTheSamePackets_howeverTheStreamIsSplit(byte[] bytes) {
    int piece = bytes.length == 0 ? 1 : 1 + (bytes[0] & 0x3F);
    byte[] whole = packets(bytes, bytes.length + 1);
    assertThat(packets(bytes, piece)).isEqualTo(whole);
    assertThat(whole).hasSizeLessThanOrEqualTo(bytes.length);
  }

  /** All packets framed again: a stream that holds what was read, and nothing else. */
  private static byte[] packets(byte[] bytes, int pieceBytes) {
    StreamDeframer deframer = new StreamDeframer();
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int at = 0; at < bytes.length; at += pieceBytes) {
      ByteBuffer piece = ByteBuffer.wrap(bytes, at, Math.min(pieceBytes, bytes.length - at));
      for (Span packet = deframer.next(piece); packet != null; packet = deframer.next(piece)) {
        assertThat(packet.length()).isBetween(1, StreamDeframer.MAX_PACKET_BYTES);
        all.write(packet.length() >> 8);
        all.write(packet.length());
        all.writeBytes(packet.toBytes());
      }
      assertThat(piece.hasRemaining()).isEqualTo(deframer.broken() && piece.hasRemaining());
    }
    return all.toByteArray();
  }
}
