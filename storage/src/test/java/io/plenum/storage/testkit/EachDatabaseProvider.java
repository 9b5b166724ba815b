package io.plenum.storage.testkit;

import io.plenum.storage.database.Dialect;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContext;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContextProvider;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Obeys {@link EachDatabase}. */
final class EachDatabaseProvider implements ClassTemplateInvocationContextProvider {
  private static final Namespace OURS = Namespace.create(EachDatabaseProvider.class);

  /** The system property that names the only kind to test on; unset: all. */
  private static final String ONLY = "plenum.test.database";

  @Override
  public boolean supportsClassTemplate(ExtensionContext context) {
    return true;
  }

  @Override
  public Stream<ClassTemplateInvocationContext> provideClassTemplateInvocationContexts(
      ExtensionContext context) {
    return Stream.of(context.getRequiredTestClass().getAnnotation(EachDatabase.class).value())
        .filter(dialect -> System.getProperty(ONLY, dialect.name()).equals(dialect.name()))
        .map(EachDatabaseProvider::run);
  }

  private static ClassTemplateInvocationContext run(Dialect dialect) {
    return switch (dialect) {
      case SQLITE -> new Run("SQLite", List.of(new Supply(test -> new SqliteTestDatabase())));
      case POSTGRESQL ->
          new Run(
              "PostgreSQL",
              List.of(
                  (ExecutionCondition) EachDatabaseProvider::postgresThere,
                  new Supply(test -> new PostgresTestDatabase(server(test).orElseThrow()))));
    };
  }

  private record Run(String name, List<Extension> extensions)
      implements ClassTemplateInvocationContext {
    @Override
    public String getDisplayName(int index) {
      return name;
    }

    @Override
    public List<Extension> getAdditionalExtensions() {
      return extensions;
    }
  }

  private record Supply(Function<ExtensionContext, TestDatabase> make)
      implements ParameterResolver {
    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
      return ExtensionContextScope.TEST_METHOD;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
      return parameter.getParameter().getType() == TestDatabase.class;
    }

    /** One for each test; JUnit closes it after the test. */
    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
      return test.getStore(OURS)
          .computeIfAbsent(TestDatabase.class, key -> make.apply(test), TestDatabase.class);
    }
  }

  private static ConditionEvaluationResult postgresThere(ExtensionContext test) {
    if (server(test).isPresent()) {
      return ConditionEvaluationResult.enabled("PostgreSQL is here");
    }
    if (PostgresMissing.inCi()) {
      throw PostgresMissing.inCiFailure();
    }
    return ConditionEvaluationResult.disabled(PostgresMissing.REASON);
  }

  /** One server for all tests of this JVM; JUnit stops it after the last. */
  private static Optional<PostgresServer> server(ExtensionContext test) {
    return test.getRoot()
        .getStore(OURS)
        .computeIfAbsent(Shared.class, key -> new Shared(PostgresServer.find()), Shared.class)
        .server;
  }

  private record Shared(Optional<PostgresServer> server) implements AutoCloseable {
    @Override
    public void close() {
      server.ifPresent(PostgresServer::close);
    }
  }
}
