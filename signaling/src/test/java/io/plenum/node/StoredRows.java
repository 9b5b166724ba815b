package io.plenum.node;

import io.plenum.storage.database.Database;
import io.plenum.storage.database.Dialect;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;

/** Every row of a database as text, so that a test sees what it did not think of. */
public final class StoredRows {
  private static final Map<Dialect, String> TABLES =
      Map.of(
          // The index of the chat is a virtual table over tables of its own, in no readable form.
          Dialect.SQLITE,
          "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
              + " AND name NOT LIKE 'chat_search_text%' ORDER BY name",
          Dialect.POSTGRESQL,
          "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename");

  /**
   * What the server changes by itself: signatures and the end of an audit log, whose entries are
   * rows of their own, and tries of letters.
   */
  private static final Set<String> BY_ITSELF =
      Set.of(
          "signed_at",
          "signed_seq",
          "last_at",
          "last_hash",
          "last_seq",
          "due_at",
          "tried_at",
          "tries",
          "status",
          "reason");

  /** Made when they are due. */
  private static final String SIGNATURES = "audit_checkpoint";

  private StoredRows() {}

  /** The rows, of whatever table, that name at least one of these. */
  public static Set<String> naming(Set<String> any, Database database) {
    Set<String> naming = new TreeSet<>();
    for (String row : all(database)) {
      if (any.stream().anyMatch(row::contains)) {
        naming.add(row);
      }
    }
    return naming;
  }

  private static List<String> all(Database database) {
    return database.read(
        handle -> {
          List<String> rows = new ArrayList<>();
          for (String table :
              handle.createQuery(TABLES.get(database.dialect())).mapTo(String.class).list()) {
            rows.addAll(of(handle, table));
          }
          return rows;
        });
  }

  private static List<String> of(Handle handle, String table) {
    if (table.equals(SIGNATURES)) {
      return List.of();
    }
    return handle.createQuery("SELECT * FROM " + table).mapToMap().list().stream()
        .map(row -> table + " " + texts(row))
        .toList();
  }

  private static Map<String, String> texts(Map<String, Object> row) {
    Map<String, String> texts = new TreeMap<>();
    row.forEach(
        (column, value) ->
            texts.put(
                column,
                value instanceof byte[] bytes
                    ? HexFormat.of().formatHex(bytes)
                    : String.valueOf(value)));
    texts.keySet().removeAll(BY_ITSELF);
    return texts;
  }
}
