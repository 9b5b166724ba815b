package io.plenum.signaling.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.signaling.audit.Actor;
import io.plenum.signaling.audit.AuditEvent;
import io.plenum.signaling.audit.AuditKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("A-1")
class EventLaneTest {
  @Test
  void keepsTheOrder_andNobodyWaitsForTheDisk() throws InterruptedException {
    CountDownLatch disk = new CountDownLatch(1);
    List<AuditEvent> written = new ArrayList<>();
    List<AuditEvent> events = List.of(event("one"), event("two"), event("three"));
    EventLane lane =
        new EventLane(
            "meeting",
            some -> {
              await(disk);
              written.addAll(some);
            });
    events.forEach(event -> lane.write(List.of(event)));
    assertThat(written).isEmpty();
    disk.countDown();
    lane.close();
    assertThat(written).isEqualTo(events);
  }

  @Test
  void goesOn_whenSomethingCannotBeWritten() {
    List<AuditEvent> written = new ArrayList<>();
    AuditEvent bad = event("bad");
    AuditEvent good = event("good");
    EventLane lane =
        new EventLane(
            "meeting",
            some -> {
              if (some.contains(bad)) {
                throw new IllegalStateException("planted");
              }
              written.addAll(some);
            });
    lane.write(List.of(bad));
    lane.write(List.of(good));
    lane.close();
    assertThat(written).containsExactly(good);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static AuditEvent event(String seat) {
    return new AuditEvent(
        "account",
        AuditKind.MEDIA_CONNECTED,
        Actor.SERVER,
        Optional.of("meeting"),
        Map.of("seat", seat),
        Map.of());
  }
}
