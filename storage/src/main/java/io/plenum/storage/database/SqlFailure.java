package io.plenum.storage.database;

import java.sql.SQLException;

/** What a failure of PostgreSQL means for a transaction (PostgreSQL manual, appendix A). */
enum SqlFailure {
  /** It lost to another transaction: begin again. */
  CONFLICT,
  /** Its connection broke: nothing was kept, unless it was committing. Another may do. */
  CUT_OFF,
  /** The server cannot: disk full, too slow, an error inside. */
  UNAVAILABLE,
  /** Anything else: the statement was wrong, or refused by a rule of the tables. */
  OTHER;

  /** Looks at the first failure of SQL among the causes. */
  static SqlFailure of(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && sql.getSQLState() != null) {
        SqlFailure found = of(sql.getSQLState());
        if (found != OTHER) {
          return found;
        }
      }
    }
    return OTHER;
  }

  private static SqlFailure of(String state) {
    if (state.equals("40001") || state.equals("40P01")) { // serialization failure, deadlock
      return CONFLICT;
    }
    if (state.equals("57014")) { // the statement took too long
      return UNAVAILABLE;
    }
    if (state.startsWith("57P")) { // ended by an operator, stopping, crashed, starting
      return CUT_OFF;
    }
    return switch (state.substring(0, Math.min(2, state.length()))) {
      case "08" -> CUT_OFF;
      // Resources (disk full, memory), operator, system, internal.
      case "53", "57", "58", "XX" -> UNAVAILABLE;
      default -> OTHER;
    };
  }
}
