package io.plenum.signaling.audit;

import io.plenum.signaling.page.Page;
import io.plenum.signaling.page.PageRequest;
import io.plenum.signaling.page.Place;
import io.plenum.storage.database.Database;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * Reads an account's log, an index for each way to ask. Any thread may call; calls block on the
 * database. Nothing here asks who may: callers do.
 */
public final class AuditReader {
  private static final String PERSON_COLUMNS = "actor assumed_by subject";

  private final Database database;

  public AuditReader(Database database) {
    this.database = database;
  }

  /** A page of the entries that are wanted, newest first. */
  public Page<AuditRecord> page(String account, AuditFilter filter, PageRequest wanted) {
    long before = wanted.after().map(Place::number).orElse(Long.MAX_VALUE);
    List<AuditRecord> rows =
        database.read(
            handle -> {
              Range range = range(handle, account, filter).before(before);
              return read(handle, account, filter, range, new Order("DESC", wanted.rows()));
            });
    return Page.of(rows, wanted, row -> new Place(row.seq(), ""));
  }

  /**
   * The next of the entries that are wanted, oldest first.
   *
   * @param after the number of the last one that was read; 0: begins
   * @return empty when there are no more
   */
  public List<AuditRecord> next(String account, AuditFilter filter, long after, int limit) {
    return database.read(
        handle -> {
          Range range = range(handle, account, filter).after(after);
          return read(handle, account, filter, range, new Order("ASC", limit));
        });
  }

  /** Numbers of entries: from the first on, and before the last. */
  private record Range(long first, long end) {
    Range before(long seq) {
      return new Range(first, Math.min(end, seq));
    }

    Range after(long seq) {
      return new Range(Math.max(first, seq + 1), end);
    }
  }

  private record Order(String direction, int limit) {}

  /** Time never goes back in a chain, so a time is a place in it. */
  private static Range range(Handle handle, String account, AuditFilter filter) {
    return new Range(
        filter.from().map(from -> firstAt(handle, account, from)).orElse(0L),
        filter.until().map(until -> firstAt(handle, account, until)).orElse(Long.MAX_VALUE));
  }

  private static long firstAt(Handle handle, String account, Instant at) {
    return handle
        .createQuery(
            "SELECT seq FROM audit_entry WHERE account_id = ? AND at >= ?"
                + " ORDER BY at, seq LIMIT 1")
        .bind(0, account)
        .bind(1, at.toEpochMilli())
        .mapTo(Long.class)
        .findOne()
        .orElse(Long.MAX_VALUE);
  }

  private static List<AuditRecord> read(
      Handle handle, String account, AuditFilter filter, Range range, Order order) {
    List<Linked> rows =
        bound(handle.createQuery(sql(filter, order)), account, filter, range)
            .bind("limit", order.limit)
            .map((row, context) -> new Linked(AuditEntry.read(row), row.getString(13)))
            .list();
    Map<Long, List<PersonalField>> personal =
        StoredPersonal.of(handle, account, rows.stream().map(row -> row.entry.seq()).toList());
    return rows.stream()
        .map(
            row ->
                new AuditRecord(
                    row.entry,
                    Optional.ofNullable(row.previous).orElse(AuditHash.NONE),
                    personal.getOrDefault(row.entry.seq(), List.of())))
        .toList();
  }

  /** An entry and the hash before it; null: it is the first. */
  private record Linked(AuditEntry entry, String previous) {}

  private static Query bound(Query query, String account, AuditFilter filter, Range range) {
    query.bind("account", account).bind("first", range.first).bind("end", range.end);
    filter.person().ifPresent(person -> query.bind("person", person));
    filter.meeting().ifPresent(meeting -> query.bind("meeting", meeting));
    filter.kind().ifPresent(kind -> query.bind("kind", kind));
    return query;
  }

  private static String sql(AuditFilter filter, Order order) {
    return """
    SELECT e.account_id, e.seq, e.at, e.kind, e.actor, e.assumed_by, e.subject, e.meeting_id,
           e.node, e.facts, e.commitments, e.hash, coalesce(p.hash, c.hash)
    FROM audit_entry e
    LEFT JOIN audit_entry p ON p.account_id = e.account_id AND p.seq = e.seq - 1
    LEFT JOIN audit_checkpoint c ON c.account_id = e.account_id AND c.seq = e.seq - 1
    WHERE e.account_id = :account AND e.seq IN (%s)
    ORDER BY e.seq %s\
    """
        .formatted(wanted(filter, order), order.direction);
  }

  /** The numbers that are wanted. Who asks for a person asks three indexes. */
  private static String wanted(AuditFilter filter, Order order) {
    if (filter.person().isEmpty()) {
      return numbers(filter, "", order);
    }
    List<String> each = new ArrayList<>();
    for (String column : PERSON_COLUMNS.split(" ", -1)) {
      each.add(
          "SELECT seq FROM (" + numbers(filter, " AND " + column + " = :person", order) + ") AS n");
    }
    return "SELECT seq FROM ("
        + String.join(" UNION ", each)
        + (") AS n ORDER BY seq " + order.direction + " LIMIT :limit");
  }

  private static String numbers(AuditFilter filter, String more, Order order) {
    return "SELECT seq FROM audit_entry"
        + " WHERE account_id = :account AND seq >= :first AND seq < :end"
        + (filter.meeting().isPresent() ? " AND meeting_id = :meeting" : "")
        + (filter.kind().isPresent() ? " AND kind = :kind" : "")
        + more
        + (" ORDER BY seq " + order.direction + " LIMIT :limit");
  }

  /** What the log holds of one person, and of nobody else; oldest first. */
  public Page<PersonalFact> about(String account, String person, PageRequest wanted) {
    Place after = wanted.after().orElse(new Place(0, ""));
    List<PersonalFact> rows =
        database.read(
            handle ->
                handle
                    .createQuery(
                        """
                        SELECT e.seq, e.at, e.kind, p.field, p.value
                        FROM audit_personal p
                        JOIN audit_entry e ON e.account_id = p.account_id AND e.seq = p.seq
                        WHERE p.account_id = ? AND p.person = ?
                          AND (p.seq > ? OR (p.seq = ? AND p.field > ?))
                        ORDER BY p.seq, p.field LIMIT ?\
                        """)
                    .bind(0, account)
                    .bind(1, person)
                    .bind(2, after.number())
                    .bind(3, after.number())
                    .bind(4, after.id())
                    .bind(5, wanted.rows())
                    .map(
                        (row, context) ->
                            new PersonalFact(
                                row.getLong(1),
                                Instant.ofEpochMilli(row.getLong(2)),
                                row.getString(3),
                                row.getString(4),
                                row.getString(5)))
                    .list());
    return Page.of(rows, wanted, fact -> new Place(fact.seq(), fact.field()));
  }
}
