package io.plenum.signaling.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.plenum.storage.database.Database;
import io.plenum.storage.database.StoreFailed;
import io.plenum.storage.testkit.EachDatabase;
import io.plenum.storage.testkit.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@EachDatabase
class DatabaseDownTest {
  @Test
  @Tag("S-4")
  void saysWhenToComeBack_andThatNobodyKnowsWhatWasDone(TestDatabase store) {
    Database database = store.open();
    database.close();
    StoreFailed failed =
        catchThrowableOfType(StoreFailed.class, () -> database.read(handle -> handle.isClosed()));
    Problem problem = Problems.of(failed);
    assertThat(problem.toJson().getInteger("status")).isEqualTo(503);
    assertThat(problem.toJson().getString("code")).isEqualTo("database-down");
    assertThat(problem.retryAfterSeconds()).isPresent();
    assertThat(problem.detail()).doesNotContain(failed.getMessage());
    // As a refusal it would let an Idempotency-Key go.
    assertThat(Problems.expected(failed)).isEmpty();
  }
}
