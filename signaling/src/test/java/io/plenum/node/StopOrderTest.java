package io.plenum.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class StopOrderTest {
  private final List<String> stopped = new CopyOnWriteArrayList<>();
  private final StopOrder parts = new StopOrder(Duration.ofMillis(200));

  private void part(String name) {
    parts.started(name, () -> stopped.add(name));
  }

  @Test
  void stopsTheLastFirst_andEachOnce() {
    part("store");
    part("sessions");
    part("http");
    parts.close();
    parts.close();
    assertThat(stopped).containsExactly("http", "sessions", "store");
  }

  @Test
  void goesOn_whenAPartDoesNotStop() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    part("store");
    parts.started("stuck", never::await);
    long beganNs = System.nanoTime();
    parts.close();
    assertThat(Duration.ofNanos(System.nanoTime() - beganNs)).isLessThan(Duration.ofSeconds(5));
    assertThat(stopped).containsExactly("store");
    never.countDown();
  }

  @Test
  void goesOn_whenAPartThrows() {
    part("store");
    parts.started(
        "broken",
        () -> {
          throw new IllegalStateException("broken");
        });
    parts.close();
    assertThat(stopped).containsExactly("store");
  }
}
