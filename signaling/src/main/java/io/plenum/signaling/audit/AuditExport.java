package io.plenum.signaling.audit;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Writes an account's log out, oldest entry first, a piece at a time, so that a log of any length
 * takes the same memory. Confined to one thread; calls block on the database.
 */
public final class AuditExport {
  /** Entries in a piece: below a megabyte unless their facts are at their limit. */
  static final int PIECE = 500;

  /** How it is written. */
  public enum Format {
    /** A line of JSON for each entry (jsonlines.org): complete, and can be verified by hand. */
    JSON_LINES("application/jsonl", "jsonl", "", row -> row.exportLine() + "\n"),
    /** For spreadsheets (RFC 4180). */
    CSV("text/csv; charset=utf-8; header=present", "csv", AuditCsv.HEADER, AuditCsv::row);

    private final String type;
    private final String ending;
    private final String head;

    @SuppressWarnings("ImmutableEnumChecker") // no format's writer keeps anything
    private final Function<AuditRecord, String> row;

    Format(String type, String ending, String head, Function<AuditRecord, String> row) {
      this.type = type;
      this.ending = ending;
      this.head = head;
      this.row = row;
    }

    /** The media type. */
    public String type() {
      return type;
    }

    /** What file names end with. */
    public String ending() {
      return ending;
    }

    /** The format whose file names end so. */
    public static Optional<Format> of(String ending) {
      return List.of(values()).stream().filter(format -> format.ending.equals(ending)).findFirst();
    }
  }

  private final AuditReader reader;
  private final String account;
  private final AuditFilter filter;
  private final Format format;
  private long last;
  private boolean begun;

  public AuditExport(AuditReader reader, String account, AuditFilter filter, Format format) {
    this.reader = reader;
    this.account = account;
    this.filter = filter;
    this.format = format;
  }

  /** The next piece of the text; empty: that was all. */
  public Optional<String> next() {
    String head = begun ? "" : format.head;
    begun = true;
    List<AuditRecord> rows = reader.next(account, filter, last, PIECE);
    if (rows.isEmpty()) {
      return head.isEmpty() ? Optional.empty() : Optional.of(head);
    }
    last = rows.getLast().seq();
    return Optional.of(rows.stream().map(format.row).collect(Collectors.joining("", head, "")));
  }
}
