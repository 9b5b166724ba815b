package io.plenum.storage.database;

import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jdbi.v3.core.statement.DefaultStatementBuilder;
import org.jdbi.v3.core.statement.StatementBuilder;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Keeps the statements that one SQLite connection has prepared, so that the same text is compiled
 * once; SQLite itself compiles them again when the schema changes. Beyond {@link #LIMIT} the one
 * that was used longest ago goes. For the connection's thread.
 */
final class KeptStatements implements StatementBuilder {
  /** Twice the texts there are; those with a varying number of question marks come and go. */
  static final int LIMIT = 400;

  private final DefaultStatementBuilder plain = new DefaultStatementBuilder();

  /** Those that nobody uses at the moment, the one used last at the end. */
  private final SequencedMap<String, PreparedStatement> idle = new LinkedHashMap<>();

  @Override
  public Statement create(Connection connection, StatementContext context) throws SQLException {
    return plain.create(connection, context);
  }

  /** One that is in use already is not lent twice: a second is made. */
  @Override
  public PreparedStatement create(Connection connection, String sql, StatementContext context)
      throws SQLException {
    PreparedStatement kept = context.isReturningGeneratedKeys() ? null : idle.remove(sql);
    return kept == null ? plain.create(connection, sql, context) : kept;
  }

  @Override
  public CallableStatement createCall(Connection connection, String sql, StatementContext context)
      throws SQLException {
    return plain.createCall(connection, sql, context);
  }

  @Override
  public void close(Connection connection, String sql, Statement statement) throws SQLException {
    if (sql == null
        || !(statement instanceof PreparedStatement prepared)
        || statement instanceof CallableStatement
        || idle.containsKey(sql)) {
      plain.close(connection, sql, statement);
      return;
    }
    // What was bound is chat and hashes of passwords: it does not stay.
    prepared.clearParameters();
    idle.put(sql, prepared);
    if (idle.size() > LIMIT) {
      var eldest = idle.pollFirstEntry();
      plain.close(connection, eldest.getKey(), eldest.getValue());
    }
  }

  /** Closes all; called when the connection's handle closes. */
  @Override
  public void close(Connection connection) {
    for (PreparedStatement statement : idle.values()) {
      try {
        statement.close();
      } catch (SQLException e) {
        throw new StoreFailed("A statement could not be closed", e);
      }
    }
    idle.clear();
  }
}
