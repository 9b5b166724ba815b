package io.plenum.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UdpDropsTest {
  private static final List<String> TABLE =
      List.of(
          "   sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid"
              + "  timeout inode ref pointer drops",
          "  110: 0100007F:1F90 00000000:0000 07 00000000:00000000 00:00000000 00000000     0"
              + "        0 31337 2 0000000000000000 5",
          "  111: 0100007F:1F91 00000000:0000 07 00000000:00000000 00:00000000 00000000     0"
              + "        0 31338 2 0000000000000000 7");

  @Test
  void tellsWhoseSocketsWereFull() {
    assertThat(UdpDrops.of(TABLE, Set.of(8080))).isEqualTo(new UdpDrops(5, 7));
  }

  @Test
  void countsFromAMoment() {
    assertThat(new UdpDrops(5, 7).since(new UdpDrops(2, 7))).isEqualTo(new UdpDrops(3, 0));
  }
}
