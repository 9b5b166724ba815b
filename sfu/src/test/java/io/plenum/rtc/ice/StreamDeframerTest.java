package io.plenum.rtc.ice;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.rtc.wire.Span;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StreamDeframerTest {
  private final StreamDeframer deframer = new StreamDeframer();

  @Test
  void givesEveryPacket_whenSeveralComeAtOnce() {
    assertThat(read(0, 2, 1, 2, 0, 1, 3)).containsExactly(List.of(1, 2), List.of(3));
  }

  @Test
  void givesAPacket_whenItsLastByteIsThere() {
    assertThat(read(0)).isEmpty();
    assertThat(read(2, 7)).isEmpty();
    assertThat(read(8, 0)).containsExactly(List.of(7, 8));
    assertThat(read(1, 9)).containsExactly(List.of(9));
  }

  @Test
  void skipsPacketsOfNothing() {
    assertThat(read(0, 0, 0, 0, 0, 1, 5)).containsExactly(List.of(5));
  }

  @Test
  void takesTheLongestPacket_andNoneThatIsLonger() {
    ByteBuffer longest = ByteBuffer.allocate(2 + StreamDeframer.MAX_PACKET_BYTES);
    longest.putShort((short) StreamDeframer.MAX_PACKET_BYTES).clear();
    assertThat(deframer.next(longest).length()).isEqualTo(StreamDeframer.MAX_PACKET_BYTES);
    assertThat(deframer.broken()).isFalse();

    ByteBuffer longer = ByteBuffer.allocate(2 + StreamDeframer.MAX_PACKET_BYTES + 1);
    longer.putShort((short) (StreamDeframer.MAX_PACKET_BYTES + 1)).clear();
    assertThat(deframer.next(longer)).isNull();
    assertThat(deframer.broken()).isTrue();
  }

  @Test
  void readsNothingMore_onceTheStreamIsBroken() {
    assertThat(read('G', 'E', 'T', ' ', '/')).isEmpty();
    assertThat(deframer.broken()).isTrue();
    assertThat(read(0, 1, 5)).isEmpty();
  }

  private List<List<Integer>> read(int... bytes) {
    ByteBuffer stream = ByteBuffer.allocate(bytes.length);
    for (int one : bytes) {
      stream.put((byte) one);
    }
    stream.flip();
    List<List<Integer>> packets = new ArrayList<>();
    for (Span packet = deframer.next(stream); packet != null; packet = deframer.next(stream)) {
      List<Integer> packetBytes = new ArrayList<>();
      for (byte one : packet.toBytes()) {
        packetBytes.add((int) one);
      }
      packets.add(packetBytes);
    }
    return packets;
  }
}
