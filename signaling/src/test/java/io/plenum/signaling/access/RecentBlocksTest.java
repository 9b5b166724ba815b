package io.plenum.signaling.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("I-6a")
class RecentBlocksTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private final RecentBlocks blocks = new RecentBlocks();

  @Test
  void knowsTheLongestBlock_ofSeveral() {
    blocks.remember("pair", NOW.plusSeconds(5));
    blocks.remember("source", NOW.plusSeconds(9));
    blocks.remember("another", NOW.plusSeconds(60));
    assertThat(blocks.latest(List.of("pair", "source", "free"), NOW)).contains(NOW.plusSeconds(9));
  }

  @Test
  void knowsNoBlock_thatIsOverOrForgotten() {
    blocks.remember("pair", NOW);
    assertThat(blocks.latest(List.of("pair"), NOW)).as("over now").isEmpty();
    assertThat(blocks.latest(List.of("pair"), NOW.minusMillis(1))).contains(NOW);
    blocks.forget("pair");
    assertThat(blocks.latest(List.of("pair"), NOW.minusMillis(1))).isEmpty();
  }
}
