package io.plenum.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class BottleneckTest {
  private static final long MS = 1_000_000L;
  private static final SocketAddress CLIENT =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);

  private final Bottleneck line = new Bottleneck();

  @Test
  void letsDatagramsLeave_afterTheTimeThatTheyTake() {
    line.limit(1_000_000, 10_000);
    assertThat(line.put(datagram(972), CLIENT, 0)).isTrue();
    assertThat(line.put(datagram(972), CLIENT, 0)).isTrue();
    assertThat(line.take(7 * MS)).isNull();
    assertThat(line.take(8 * MS)).isNotNull();
    assertThat(line.waitNs(8 * MS)).isEqualTo(8 * MS);
    assertThat(line.take(16 * MS)).isNotNull();
    assertThat(line.waitNs(16 * MS)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void dropsWhatFindsTheQueueFull() {
    line.limit(1_000_000, 2_000);
    assertThat(line.put(datagram(972), CLIENT, 0)).isTrue();
    assertThat(line.put(datagram(972), CLIENT, 0)).isTrue();
    assertThat(line.put(datagram(972), CLIENT, 0)).isFalse();
    assertThat(line.take(8 * MS)).isNotNull();
    assertThat(line.put(datagram(972), CLIENT, 8 * MS)).isTrue();
  }

  @Test
  void keepsTheOrder_whenTheLimitGoes() {
    line.limit(1_000_000, 2_000);
    line.put(datagram(972), CLIENT, 0);
    line.limit(0, 0);
    assertThat(line.limits()).isTrue();
    line.put(datagram(10), CLIENT, 0);
    assertThat(line.take(8 * MS).datagram().remaining()).isEqualTo(972);
    assertThat(line.take(8 * MS).datagram().remaining()).isEqualTo(10);
    assertThat(line.limits()).isFalse();
  }

  private static ByteBuffer datagram(int bytes) {
    return ByteBuffer.allocate(bytes);
  }
}
