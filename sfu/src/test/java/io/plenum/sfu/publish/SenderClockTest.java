package io.plenum.sfu.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SenderClockTest {
  private static final long MS = 1_000_000L;
  private static final long SECOND = 1_000 * MS;
  private static final long WALL = 3_900_000_000L * SECOND;

  private final PublisherTime time = new PublisherTime();
  private final SenderClock clock = new SenderClock(90_000, time);

  @Test
  void restsOnTheLeastDelayedPacket_beforeTheFirstReport() {
    clock.arrived(1_000, 50 * MS);
    clock.arrived(1_000 + 3_000, 83_333_333); // as late as the first
    clock.arrived(1_000 + 6_000, 106_666_666); // 10 ms earlier
    assertThat(clock.captureNs(1_000)).isCloseTo(40 * MS, within(20_000L));
  }

  @Test
  void takesTheSmallestDelayOfReports_andForgetsItAfterTheWindow() {
    time.observe(WALL, 80 * MS);
    time.observe(WALL + SECOND, SECOND + 50 * MS);
    time.observe(WALL + 2 * SECOND, 2 * SECOND + 90 * MS);
    assertThat(time.toServerNs(WALL)).isEqualTo(50 * MS);
    for (long s = 3; s < 100; s++) {
      time.observe(WALL + s * SECOND, s * SECOND + 70 * MS);
    }
    assertThat(time.toServerNs(WALL)).isEqualTo(70 * MS);
  }

  @Test
  void believesAClockThatWasSetAnew() {
    time.observe(WALL, 0);
    time.observe(WALL + 3_600 * SECOND, SECOND);
    assertThat(time.toServerNs(WALL + 3_600 * SECOND)).isEqualTo(SECOND);
    time.observe(WALL, 2 * SECOND);
    assertThat(time.toServerNs(WALL)).isEqualTo(2 * SECOND);
  }

  @Test
  void soundAndPictureShareOneOffset() {
    SenderClock sound = new SenderClock(48_000, time);
    time.observe(WALL, 30 * MS);
    clock.reported(WALL, 5_000);
    time.observe(WALL + 500 * MS, 520 * MS);
    sound.reported(WALL + 500 * MS, 9_000);
    assertThat(clock.captureNs(5_000 + 45_000)).isEqualTo(sound.captureNs(9_000));
  }

  @Test
  void mapsThereAndBack_overWrapsOfTimestamps() {
    SplittableRandom random = new SplittableRandom(4);
    time.observe(WALL, 30 * MS);
    for (int i = 0; i < 1_000; i++) {
      long timestamp = random.nextLong(1L << 32);
      clock.reported(WALL, timestamp);
      long ahead = (timestamp + random.nextInt(90_000 * 60)) & 0xFFFF_FFFFL;
      assertThat(clock.timestampAt(clock.captureNs(ahead))).isEqualTo(ahead);
    }
  }
}
