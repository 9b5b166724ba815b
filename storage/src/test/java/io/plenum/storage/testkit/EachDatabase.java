package io.plenum.storage.testkit;

import io.plenum.storage.database.Dialect;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The tests of this class run on SQLite, and again on PostgreSQL (or on one of them). A
 * constructor, a test, or what runs before or after each may take a {@link TestDatabase}: an empty
 * one for each test.
 *
 * <p>PostgreSQL is one that this machine has installed, started for the tests; or the server that
 * {@code TEST_DATABASE_URL} (postgresql://host:port/database), {@code TEST_DATABASE_USER} (who may
 * create databases) and {@code TEST_DATABASE_PASSWORD} name. Without either these tests are skipped
 * by name; where {@code CI=true} they fail. The system property {@code plenum.test.database}
 * (SQLITE or POSTGRESQL) leaves the other kind out.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ClassTemplate
@ExtendWith(EachDatabaseProvider.class)
public @interface EachDatabase {
  /** On which. */
  Dialect[] value() default {Dialect.SQLITE, Dialect.POSTGRESQL};
}
