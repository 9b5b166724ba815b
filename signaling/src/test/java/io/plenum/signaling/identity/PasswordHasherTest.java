package io.plenum.signaling.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("I-3b")
class PasswordHasherTest {
  private static final int QUEUE = 2;
  private final PasswordHasher hasher = new PasswordHasher(new SecureRandom(), QUEUE);

  @AfterEach
  void close() {
    hasher.close();
  }

  @Test
  void matchesItsOwnHash_andNoOther() {
    String stored = hasher.hash("Engine#1843");
    assertThat(stored).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").doesNotContain("Engine");
    assertThat(hasher.hash("Engine#1843")).isNotEqualTo(stored);
    assertThat(hasher.matches("Engine#1843", Optional.of(stored))).isTrue();
    assertThat(hasher.matches("engine#1843", Optional.of(stored))).isFalse();
    assertThat(hasher.matches("Engine#1843", Optional.empty())).isFalse();
  }

  @Test
  void takesTheSameTrouble_whereThereIsNoPassword() {
    String none = PasswordHash.ofNone(new SecureRandom()).toString();
    String stored = hasher.hash("Engine#1843");
    assertThat(none).hasSameSizeAs(stored).startsWith(stored.substring(0, stored.indexOf("p=1$")));
  }

  @Test
  void takesOneLetterForTheSame_howeverItIsComposed() {
    String stored = hasher.hash("Caf\u00e9#1843");
    assertThat(hasher.matches("Cafe\u0301#1843", Optional.of(stored))).isTrue();
  }

  @Test
  void saysWhenToTryAgain_whenTooManyWait() throws Exception {
    int callers = 20;
    int busy = 0;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<String>> all = new ArrayList<>();
      for (int i = 0; i < callers; i++) {
        all.add(threads.submit(() -> hasher.hash("Engine#1843")));
      }
      for (Future<String> one : all) {
        try {
          assertThat(one.get()).startsWith("$argon2id$");
        } catch (java.util.concurrent.ExecutionException e) {
          assertThat(e).hasCauseInstanceOf(HasherBusy.class);
          assertThat(((HasherBusy) e.getCause()).retryAfter()).isPositive();
          busy++;
        }
      }
    }
    assertThat(busy).isBetween(1, callers - QUEUE);
    assertThat(hasher.hash("Engine#1843")).isNotEmpty();
  }

  @Test
  void isNoHash_whenItIsAnythingElse() {
    assertThatThrownBy(() -> hasher.matches("x", Optional.of("$2a$10$abc")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("abc");
  }
}
