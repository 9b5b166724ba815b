package io.plenum.storage.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plenum.storage.StorageRefused;
import io.plenum.storage.testkit.EachDatabase;
import io.plenum.storage.testkit.TestDatabase;
import org.junit.jupiter.api.Test;

/** Tables go forwards only. */
@EachDatabase
class MigrationsTest {
  private static final String NEWER =
      "INSERT INTO flyway_schema_history SELECT 999, '999', 'what comes', type, 'V999__x.sql',"
          + " checksum, installed_by, installed_on, execution_time, success"
          + " FROM flyway_schema_history WHERE version = '1'";

  @Test
  void refusesWhatANewerPlenumHasWritten_andLeavesItAsItIs(TestDatabase store) {
    try (Database database = store.open()) {
      database.write(handle -> handle.execute(NEWER));
    }
    assertThatThrownBy(store::open)
        .isInstanceOf(StorageRefused.class)
        .hasMessageContaining("newer Plenum")
        .hasMessageContaining("999");
  }

  @Test
  void changesNothing_whenAllIsUpToDate(TestDatabase store) {
    int before;
    try (Database database = store.open()) {
      before = migrations(database);
    }
    try (Database database = store.open()) {
      assertThat(migrations(database)).isEqualTo(before);
    }
  }

  private static int migrations(Database database) {
    return database.read(
        handle ->
            handle
                .createQuery("SELECT count(*) FROM flyway_schema_history")
                .mapTo(Integer.class)
                .one());
  }
}
