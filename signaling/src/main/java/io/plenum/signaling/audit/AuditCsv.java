package io.plenum.signaling.audit;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An entry as a line of CSV (RFC 4180). A cell that a spreadsheet would take for a formula is made
 * text by an apostrophe before it (OWASP, CSV injection): names in the log are what strangers
 * chose.
 */
final class AuditCsv {
  private static final List<String> OWN_COLUMN =
      List.of("actor.name", "actor.address", "subject.name", "subject.email");

  static final String HEADER =
      line(
          Stream.of(
              "seq",
              "at",
              "kind",
              "actor",
              "actor name",
              "actor address",
              "assumed by",
              "subject",
              "subject name",
              "subject email",
              "meeting",
              "node",
              "facts",
              "other personal",
              "hash"));

  /** What formulas begin with, in full width too, and what hides such a beginning. */
  private static final String DANGEROUS = "=+-@\t\r\n＝＋－＠";

  private AuditCsv() {}

  static String row(AuditRecord row) {
    AuditEntry entry = row.entry();
    return line(
        Stream.of(
            Long.toString(entry.seq()),
            AuditEntry.time(entry.atMs()),
            entry.kind(),
            entry.actor(),
            row.personal("actor.name").orElse(""),
            row.personal("actor.address").orElse(""),
            entry.assumedBy(),
            entry.subject(),
            row.personal("subject.name").orElse(""),
            row.personal("subject.email").orElse(""),
            entry.meetingId(),
            entry.node(),
            entry.facts(),
            row.personalWithout(OWN_COLUMN),
            entry.hash()));
  }

  private static String line(Stream<String> cells) {
    return cells
        .map(cell -> quoted(Objects.requireNonNullElse(cell, "")))
        .collect(Collectors.joining(",", "", "\r\n"));
  }

  private static String quoted(String cell) {
    boolean formula = !cell.isEmpty() && DANGEROUS.indexOf(cell.charAt(0)) >= 0;
    return '"' + (formula ? "'" : "") + cell.replace("\"", "\"\"") + '"';
  }
}
