package io.plenum.sfu.timer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DeadlinesTest {
  private static final int MANY = 1_000;

  private final Deadlines<Sleeper> deadlines = new Deadlines<>(Sleeper::ask);
  private final List<Sleeper> woken = new ArrayList<>();

  @Test
  void asksNobodyBeforeTheirTime() {
    List<Sleeper> sleepers = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      sleepers.add(new Sleeper(1_000 + i));
    }
    deadlines.nextNs();
    sleepers.forEach(sleeper -> sleeper.asked = 0);
    for (long nowNs = 0; nowNs < 1_000; nowNs++) {
      run(nowNs);
    }
    assertThat(sleepers).extracting(sleeper -> sleeper.asked).containsOnly(0);
    run(1_000);
    assertThat(woken).containsExactly(sleepers.getFirst());
    assertThat(sleepers.subList(1, MANY)).extracting(sleeper -> sleeper.asked).containsOnly(0);
  }

  @Test
  void wakesInOrderOfTime_whateverOrderTheyCameIn() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < MANY; i++) {
      new Sleeper(random.nextLong(100));
    }
    run(100);
    assertThat(woken).hasSize(MANY).isSortedAccordingTo((a, b) -> Long.compare(a.dueNs, b.dueNs));
  }

  @Test
  void heedsAnEarlierTime_onceItIsStirred() {
    Sleeper sleeper = new Sleeper(1_000);
    assertThat(deadlines.nextNs()).isEqualTo(1_000);
    sleeper.dueNs = 10;
    assertThat(deadlines.nextNs()).isEqualTo(1_000);
    sleeper.deadline.stir();
    assertThat(deadlines.nextNs()).isEqualTo(10);
  }

  @Test
  void heedsALaterTime_withoutAWord() {
    Sleeper sleeper = new Sleeper(10);
    deadlines.nextNs();
    sleeper.dueNs = 1_000;
    run(500);
    assertThat(woken).isEmpty();
    assertThat(deadlines.nextNs()).isEqualTo(1_000);
  }

  @Test
  void wakesOnceEachTime_whoIsDueStill() {
    Sleeper impatient = new Sleeper(Long.MIN_VALUE);
    run(1);
    assertThat(woken).containsExactly(impatient);
    run(2);
    assertThat(woken).containsExactly(impatient, impatient);
  }

  @Test
  void leavesOthersDue_whenOneThrows() {
    Sleeper first = new Sleeper(1);
    Sleeper second = new Sleeper(2);
    assertThatThrownBy(() -> deadlines.run(5, _ -> fail())).isInstanceOf(RuntimeException.class);
    first.deadline.end();
    run(5);
    assertThat(woken).containsExactly(second);
  }

  @Test
  void forgetsWhoHasEnded_evenIfTheyWereToBeWokenNext() {
    Sleeper first = new Sleeper(1);
    Sleeper second = new Sleeper(2);
    deadlines.run(
        5,
        sleeper -> {
          woken.add(sleeper);
          second.deadline.end();
        });
    assertThat(woken).containsExactly(first);
    first.deadline.end();
    first.deadline.stir();
    assertThat(deadlines.nextNs()).isEqualTo(Long.MAX_VALUE);
    assertThat(deadlines.waiting()).isZero();
  }

  @Test
  void agreesWithALookAtAll_throughManyChanges() {
    SplittableRandom random = new SplittableRandom(2);
    List<Sleeper> all = new ArrayList<>();
    for (int step = 0; step < 10_000; step++) {
      Sleeper some = all.isEmpty() ? null : all.get(random.nextInt(all.size()));
      switch (random.nextInt(5)) {
        case 0 -> all.add(new Sleeper(step + random.nextLong(100)));
        case 1 -> {
          if (some != null) {
            some.deadline.end();
            all.remove(some);
          }
        }
        case 2 -> {
          if (some != null) {
            some.dueNs = random.nextInt(8) == 0 ? Long.MAX_VALUE : step + random.nextLong(100);
            some.deadline.stir();
          }
        }
        default -> {
          int now = step;
          deadlines.run(now, sleeper -> sleeper.dueNs = now + 1 + random.nextLong(100));
        }
      }
      long least = all.stream().mapToLong(each -> each.dueNs).min().orElse(Long.MAX_VALUE);
      assertThat(deadlines.nextNs()).as("step %d", step).isEqualTo(least);
    }
  }

  private void run(long nowNs) {
    deadlines.run(nowNs, woken::add);
  }

  private static void fail() {
    throw new IllegalStateException("on purpose");
  }

  private final class Sleeper {
    private final Deadline<Sleeper> deadline = deadlines.of(this);
    private long dueNs;
    private int asked;

    private Sleeper(long dueNs) {
      this.dueNs = dueNs;
      deadline.stir();
    }

    private long ask() {
      asked++;
      return dueNs;
    }
  }
}
